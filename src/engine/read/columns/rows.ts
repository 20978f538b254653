import type { DuplicateRule, SegmentCodes } from "../types";
import { cutTo, grown, release } from "./growing";
import { PairRows } from "./pairs";

/** Rows to make room for at first: at least, and at most, whatever the file's size promises. */
const LEAST_ROWS = 4096;
const MOST_ROWS = 2 ** 22;

/** An estimate that is a little short would cost columns half as large again. */
const HEADROOM = 1.05;

/** The growing columns of a Dataset, a row per rating. Rows of one user and product are merged by a rule. */
export class GrowingRows {
  /** Rows so far. */
  size = 0;
  /** Records that did not become a row of their own. */
  merged = 0;
  /** Records whose user and product an earlier record had; not counted by a part of a file. */
  repeated = 0;
  split: Uint8Array;
  private segments: SegmentCodes[];

  private readonly pairs: PairRows | null;
  private capacity: number;
  private user: Int32Array;
  private product: Int32Array;
  private rating: Float32Array;
  private time: Float64Array;
  /** Sum and number of the ratings merged into each row; kept for a mean alone. */
  private sums: Float64Array | null;
  private counts: Int32Array | null;

  /**
   * @param rule `sum` adds repeats up; `all` with `counting` false does not even look for them.
   * @param expected about how many rows will come; only speed depends on it.
   */
  constructor(
    private readonly rule: DuplicateRule | "sum",
    expected: number,
    segments: number,
    counting = true,
  ) {
    this.capacity = Math.ceil(Math.min(Math.max(expected * HEADROOM, LEAST_ROWS), MOST_ROWS));
    this.pairs = counting ? new PairRows() : null;
    this.user = new Int32Array(this.capacity);
    this.product = new Int32Array(this.capacity);
    this.rating = new Float32Array(this.capacity);
    this.time = new Float64Array(this.capacity);
    this.split = new Uint8Array(this.capacity);
    this.segments = Array.from({ length: segments }, () => new Uint16Array(this.capacity));
    this.sums = rule === "mean" ? new Float64Array(this.capacity) : null;
    this.counts = rule === "mean" ? new Int32Array(this.capacity) : null;
  }

  /**
   * Take a rating in.
   * @returns the row whose other columns are to be set; -1 when an earlier record's stand.
   */
  add(user: number, product: number, rating: number, time: number): number {
    const row = this.size;
    if (row === this.capacity) this.grow();
    this.user[row] = user;
    this.product[row] = product;
    const earlier = this.pairs ? this.pairs.findOrEnter(this.user, this.product, row) : -1;
    if (earlier !== -1) {
      this.repeated++;
      if (this.rule !== "all") {
        this.merged++;
        return this.merge(earlier, rating, time);
      }
    }
    this.size++;
    this.rating[row] = rating;
    this.time[row] = time;
    if (this.sums) this.sums[row] = rating;
    if (this.counts) this.counts[row] = 1;
    return row;
  }

  /** Set the code of a row in segment column `segment`. */
  setSegment(segment: number, row: number, code: number): void {
    let codes = this.segments[segment];
    if (code > 0xffff && codes instanceof Uint16Array) {
      const narrow = codes;
      codes = Int32Array.from(narrow);
      release(narrow);
      this.segments[segment] = codes;
    }
    codes[row] = code;
  }

  /** The columns, cut to their size. Nothing can be added after. */
  finish() {
    const { size, sums, counts } = this;
    this.pairs?.release();
    if (sums && counts) for (let row = 0; row < size; row++) this.rating[row] = sums[row] / counts[row];
    return {
      user: cutTo(this.user, size),
      product: cutTo(this.product, size),
      rating: cutTo(this.rating, size),
      time: cutTo(this.time, size),
      split: cutTo(this.split, size),
      segments: this.segments.map((codes) => cutTo(codes, size)),
    };
  }

  private merge(row: number, rating: number, time: number): number {
    if (this.rule === "first") return -1;
    if (this.rule === "sum") this.rating[row] += rating;
    else this.rating[row] = rating;
    if (this.sums) this.sums[row] += rating;
    if (this.counts) this.counts[row]++;
    this.time[row] = time;
    return row;
  }

  private grow(): void {
    this.capacity = Math.ceil(this.capacity * 1.5);
    this.user = grown(this.user, this.capacity);
    this.product = grown(this.product, this.capacity);
    this.rating = grown(this.rating, this.capacity);
    this.time = grown(this.time, this.capacity);
    this.split = grown(this.split, this.capacity);
    this.segments = this.segments.map((codes) => grown(codes, this.capacity));
    if (this.sums) this.sums = grown(this.sums, this.capacity);
    if (this.counts) this.counts = grown(this.counts, this.capacity);
  }
}
