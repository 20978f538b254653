/** How rows of whole texels lie in a texture: side by side, as many as fit, then the next line. */
export interface TexelLayout {
  texelsPerRow: number;
  rowsPerLine: number;
  /** Size of the texture in texels. */
  width: number;
  height: number;
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
