/** How rows of whole texels lie in a texture: side by side, as many as fit, then the next line. */
export interface TexelLayout {
  texelsPerRow: number;
  rowsPerLine: number;
  /** Size of the texture in texels. */
  width: number;
  height: number;
}

/** Throws, saying what would fit, when rows of `width` floats are more than the largest texture holds. */
export function assertFitsTexture(rows: number, width: number, maxSize: number): void {
  const fits = (texels: number) => texelLayout(rows, texels, maxSize).height <= maxSize;
  if (fits(width / 4)) return;
  let texels = width / 4;
  while (texels > 0 && !fits(texels)) texels--;
  const count = rows.toLocaleString("en");
  throw new Error(
    `${count} rows of ${width} weights are more than this GPU's largest texture (${maxSize} × ${maxSize}) holds; ` +
      `rows of ${4 * texels} would fit.`,
  );
}

/** Rows × texels a row in a texture no wider than `maxSize`; a texture of few rows is one line. */
export function texelLayout(rows: number, texelsPerRow: number, maxSize: number): TexelLayout {
  const rowsPerLine = Math.max(1, Math.min(rows, Math.floor(maxSize / texelsPerRow)));
  return {
    texelsPerRow,
    rowsPerLine,
    width: rowsPerLine * texelsPerRow,
    height: Math.max(1, Math.ceil(rows / rowsPerLine)),
  };
}
