const LAYERS = 128;
/** Where the tail begins, and the area of each layer, for 128 of them under exp(−x² / 2) (Marsaglia & Tsang 2000). */
const TAIL = 3.442619855899;
const AREA = 9.91256303526217e-3;

/** Bytes of the generator's state before the tables. */
export const STATE_BYTES = 16;
export const ZIGGURAT_BYTES = STATE_BYTES + 2 * (LAYERS + 1) * 8;

/**
 * Right edges of the layers, from the base's on, whose edge stands for the tail too, down to 0 at the top; then exp(−x² / 2)
 * at each, but of the base's.
 */
export function writeZiggurat(tables: Float64Array): void {
  const density = (x: number) => Math.exp(-0.5 * x * x);
  const densities = LAYERS + 1;
  tables[0] = AREA / density(TAIL);
  tables[1] = TAIL;
  for (let layer = 2; layer < LAYERS; layer++) {
    const below = tables[layer - 1];
    tables[layer] = Math.sqrt(-2 * Math.log(AREA / below + density(below)));
  }
  tables[LAYERS] = 0;
  for (let layer = 0; layer <= LAYERS; layer++) tables[densities + layer] = density(tables[layer]);
}
