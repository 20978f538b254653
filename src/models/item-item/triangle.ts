/** Where a row of a lower triangle begins. */
export function triangleRowAt(row: number): number {
  return (row * (row + 1)) / 2;
}

/** Rows of a lower triangle of so many numbers. */
export function triangleRowsOf({ length }: ArrayLike<number>): number {
  return Math.round((Math.sqrt(8 * length + 1) - 1) / 2);
}
