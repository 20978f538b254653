/** A column that uses this share of its room is not worth a copy in its exact size. */
const WELL_FILLED = 0.8;

export type GrowingColumn = Uint8Array | Uint16Array | Int32Array | Uint32Array | Float32Array | Float64Array;

/**
 * Give the memory of columns back at once that nobody will look at again. Left to the garbage collector, which does not
 * see how large they are, those of a large file would double what a reading takes. A browser that cannot leaves them.
 */
export function release(...columns: GrowingColumn[]): void {
  for (const { buffer } of columns) (buffer as { transfer?: (length: number) => ArrayBuffer }).transfer?.(0);
}

/** A copy with room for at least `needed` values, and half as much again as it had; the column itself is gone. */
export function grown<C extends GrowingColumn>(column: C, needed: number): C {
  const larger = new (column.constructor as new (length: number) => C)(
    Math.max(needed, Math.ceil(column.length * 1.5)),
  );
  larger.set(column);
  release(column);
  return larger;
}

/** The first `length` values: in a buffer of their own where that saves much, else where they are. */
export function cutTo<C extends GrowingColumn>(column: C, length: number): C {
  if (length >= WELL_FILLED * column.length) return column.subarray(0, length) as C;
  const cut = column.slice(0, length) as C;
  release(column);
  return cut;
}
