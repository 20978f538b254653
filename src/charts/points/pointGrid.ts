/** Points sorted into the cells of a grid, about two in each, so that the nearest one is found among a few. */
export class PointGrid {
  private readonly left: number;
  private readonly low: number;
  private readonly cell: number;
  private readonly columns: number;
  private readonly rows: number;
  /** Points of a cell are order[starts[cell] .. starts[cell + 1]). */
  private readonly starts: Int32Array;
  private readonly order: Int32Array;

  /** `xy` has x and y of each point in turn, and is not to change. */
  constructor(private readonly xy: Float32Array) {
    const count = xy.length / 2;
    let [left, right, low, high] = [0, 0, 0, 0];
    for (let i = 0; i < xy.length; i += 2) {
      left = i === 0 ? xy[i] : Math.min(left, xy[i]);
      right = i === 0 ? xy[i] : Math.max(right, xy[i]);
      low = i === 0 ? xy[i + 1] : Math.min(low, xy[i + 1]);
      high = i === 0 ? xy[i + 1] : Math.max(high, xy[i + 1]);
    }
    const side = Math.max(1, Math.round(Math.sqrt(count / 2)));
    this.left = left;
    this.low = low;
    this.cell = Math.max(right - left, high - low, 1e-9) / side;
    this.columns = Math.floor((right - left) / this.cell) + 1;
    this.rows = Math.floor((high - low) / this.cell) + 1;
    this.starts = new Int32Array(this.columns * this.rows + 1);
    const cells = new Int32Array(count);
    for (let i = 0; i < count; i++) {
      cells[i] = this.column(xy[2 * i]) + this.columns * this.row(xy[2 * i + 1]);
      this.starts[cells[i] + 1]++;
    }
    for (let i = 1; i < this.starts.length; i++) this.starts[i] += this.starts[i - 1];
    const next = this.starts.slice();
    this.order = new Int32Array(count);
    for (let i = 0; i < count; i++) this.order[next[cells[i]]++] = i;
  }

  /** The point nearest to a place, of those within a distance that are `allowed`; -1 where there is none. */
  nearest(x: number, y: number, within: number, allowed: (point: number) => boolean): number {
    let [best, least] = [-1, within * within];
    const [right, high] = [this.column(x + within), this.row(y + within)];
    for (let row = this.row(y - within); row <= high; row++) {
      for (let column = this.column(x - within); column <= right; column++) {
        const cell = column + this.columns * row;
        for (let at = this.starts[cell]; at < this.starts[cell + 1]; at++) {
          const point = this.order[at];
          const square = (this.xy[2 * point] - x) ** 2 + (this.xy[2 * point + 1] - y) ** 2;
          if (square <= least && allowed(point)) [best, least] = [point, square];
        }
      }
    }
    return best;
  }

  private column(x: number): number {
    return Math.max(0, Math.min(this.columns - 1, Math.floor((x - this.left) / this.cell)));
  }

  private row(y: number): number {
    return Math.max(0, Math.min(this.rows - 1, Math.floor((y - this.low) / this.cell)));
  }
}
