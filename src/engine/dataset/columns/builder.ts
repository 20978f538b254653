import { type ColumnRole, type Dataset, type RejectionReason, SEGMENT_ROLES, type SegmentRole } from "../types";
import { clean, isMissing, parseNumber, parseSplit, parseTime } from "../values";
import { IdCodes } from "./codes";
import { grown } from "./growing";
import { PairRows } from "./pairs";

interface SegmentBuilder {
  role: SegmentRole;
  field: number;
  values: IdCodes;
  codes: Int32Array;
}

/** Rows to make room for at first: at least, and at most, whatever the file's size promises. */
const LEAST_ROWS = 4096;
const MOST_ROWS = 2 ** 22;

/** Grows a Dataset's columns, one record at a time. */
export class DatasetBuilder {
  /** Ratings so far: accepted records without the merged ones. */
  size = 0;
  /** Records that replaced an earlier rating of the same user and product. */
  merged = 0;

  private readonly userField: number;
  private readonly productField: number;
  private readonly ratingField: number;
  private readonly timeField: number;
  private readonly splitField: number;
  private readonly users = new IdCodes();
  private readonly products = new IdCodes();
  private readonly pairs: PairRows;
  private readonly segments: SegmentBuilder[];
  private capacity: number;
  private user: Int32Array;
  private product: Int32Array;
  private rating: Float32Array;
  private time: Float64Array;
  private split: Uint8Array;

  /**
   * @param roles the role of each field of a record; user, product and rating must be among them.
   * @param expected about how many ratings will come; only speed depends on it.
   */
  constructor(roles: readonly ColumnRole[], expected = 0) {
    this.capacity = Math.ceil(Math.min(Math.max(expected, LEAST_ROWS), MOST_ROWS));
    this.pairs = new PairRows(this.capacity);
    this.user = new Int32Array(this.capacity);
    this.product = new Int32Array(this.capacity);
    this.rating = new Float32Array(this.capacity);
    this.time = new Float64Array(this.capacity);
    this.split = new Uint8Array(this.capacity);
    this.userField = roles.indexOf("user");
    this.productField = roles.indexOf("product");
    this.ratingField = roles.indexOf("rating");
    this.timeField = roles.indexOf("time");
    this.splitField = roles.indexOf("split");
    this.segments = SEGMENT_ROLES.filter((role) => roles.includes(role)).map((role) => {
      const values = new IdCodes();
      values.code("");
      return { role, field: roles.indexOf(role), values, codes: new Int32Array(this.capacity) };
    });
  }

  /** Take a record in, or say why not. */
  add(fields: readonly string[]): RejectionReason | null {
    const user = clean(fields[this.userField]!);
    if (isMissing(user)) return "no user";
    const product = clean(fields[this.productField]!);
    if (isMissing(product)) return "no product";
    const ratingText = clean(fields[this.ratingField]!);
    if (isMissing(ratingText)) return "no rating";
    const rating = parseNumber(ratingText);
    if (!Number.isFinite(rating)) return "rating is not a number";
    let time = Number.NaN;
    if (this.timeField !== -1) {
      const timeText = clean(fields[this.timeField]!);
      if (!isMissing(timeText)) {
        time = parseTime(timeText);
        if (Number.isNaN(time)) return "time is not a date";
      }
    }
    const row = this.rowOf(user, product);
    this.rating[row] = rating;
    this.time[row] = time;
    if (this.splitField !== -1) this.split[row] = parseSplit(clean(fields[this.splitField]!));
    for (const { field, values, codes } of this.segments) {
      const text = clean(fields[field]!);
      codes[row] = isMissing(text) ? 0 : values.code(text);
    }
    return null;
  }

  /** The Dataset, its columns cut to their size. The builder is used up. */
  build(name: string, bytes: number): Dataset {
    const { size } = this;
    const segments: Dataset["segments"] = {};
    for (const { role, values, codes } of this.segments) {
      segments[role] = { codes: codes.slice(0, size), vocabulary: values.pack() };
    }
    return {
      name,
      bytes,
      size,
      users: this.users.pack(),
      products: this.products.pack(),
      user: this.user.slice(0, size),
      product: this.product.slice(0, size),
      rating: this.rating.slice(0, size),
      time: this.timeField === -1 ? null : this.time.slice(0, size),
      segments,
      split: this.splitField === -1 ? null : this.split.slice(0, size),
    };
  }

  /** A new row for the pair, or the row it already has. */
  private rowOf(user: string, product: string): number {
    const row = this.size;
    if (row === this.capacity) this.grow();
    this.user[row] = this.users.code(user);
    this.product[row] = this.products.code(product);
    const earlier = this.pairs.findOrEnter(this.user, this.product, row);
    if (earlier !== -1) {
      this.merged++;
      return earlier;
    }
    this.size++;
    return row;
  }

  private grow(): void {
    this.capacity *= 2;
    this.user = grown(this.user, this.capacity);
    this.product = grown(this.product, this.capacity);
    this.rating = grown(this.rating, this.capacity);
    this.time = grown(this.time, this.capacity);
    this.split = grown(this.split, this.capacity);
    for (const segment of this.segments) segment.codes = grown(segment.codes, this.capacity);
  }
}
