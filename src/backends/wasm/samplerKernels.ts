/** The kernels of kernels/bayesian.ts: pointers are byte offsets, 0 for what is left out; floats have 64 bits. */
export interface SamplerKernels {
  regressionSums(
    rows: number,
    key: number,
    at: number,
    table: number,
    atSecond: number,
    second: number,
    weights: number,
    errors: number,
    sums: number,
  ): void;
  regressionMove(
    rows: number,
    key: number,
    at: number,
    table: number,
    atSecond: number,
    second: number,
    weights: number,
    errors: number,
    moves: number,
  ): void;
  drawOwn(
    count: number,
    has: number,
    sums: number,
    moves: number,
    values: number,
    ahead: number,
    noise: number,
    mean: number,
    precision: number,
    random: number,
  ): void;
  drawShared(
    count: number,
    starts: number,
    members: number,
    weights: number,
    sums: number,
    moves: number,
    values: number,
    noise: number,
    mean: number,
    precision: number,
    random: number,
  ): void;
  moments(count: number, has: number, values: number, out: number): void;
  addScaled(count: number, target: number, values: number, factor: number): void;
  gatherCells(rows: number, cell: number, errors: number, cells: number): void;
  spreadCells(rows: number, cell: number, changes: number, errors: number): void;
  addProducts(
    rows: number,
    atLeft: number,
    left: number,
    atSecond: number,
    second: number,
    atRight: number,
    right: number,
    out: number,
  ): void;
}
