import type { SideRole } from "../../../domain/roles";
import { DIMENSIONS, type Dimension, type Filter, isRange, type Range } from "../types";
import { type Columns, codesWithin, type Owners } from "./columns";
import type { RowSelection } from "./tally";

const DAY = 86_400;

function bitOf(dimension: Dimension): number {
  return 1 << DIMENSIONS.indexOf(dimension);
}

/** How far a Run's predictions are off: rows of the Dataset, and the absolute error of each. */
export interface RowErrors {
  rows: Int32Array;
  absolute: Float64Array;
}

/**
 * Which parts of the filter each rating fails: one bit a dimension. A change of one part rewrites that bit alone, and a
 * chart that ignores some dimensions asks for the rows that fail nothing else.
 */
export class Mask {
  private readonly fails: Uint16Array;
  private readonly parts = new Map<Dimension, string>();
  private readonly rowsOf = new Map<number, { place: Int32Array; rows: Int32Array }>();
  /** To be written into again: five megabytes that are new each time cost more than to fill them. */
  private readonly spare: Int32Array[] = [];
  private errors: RowErrors | null = null;

  constructor(private readonly columns: Columns) {
    this.fails = new Uint16Array(columns.size);
  }

  /** Errors of other predictions: a filter by error is applied anew. */
  setErrors(errors: RowErrors | null): void {
    this.errors = errors;
    if (this.parts.has("error")) this.parts.set("error", "outdated");
  }

  apply(filter: Filter): void {
    let isChanged = false;
    for (const dimension of DIMENSIONS) {
      const part = filter[dimension] && JSON.stringify(filter[dimension]);
      if (part === this.parts.get(dimension)) continue;
      isChanged = true;
      if (part === undefined) this.parts.delete(dimension);
      else this.parts.set(dimension, part);
      this.write(dimension, filter);
    }
    if (!isChanged) return;
    for (const { place } of this.rowsOf.values()) this.spare.push(place);
    this.rowsOf.clear();
  }

  /** The rows that pass what is filtered by but for these dimensions; good until the filter changes. */
  rows(ignored: readonly Dimension[]): RowSelection {
    const active = [...this.parts.keys()].filter((dimension) => !ignored.includes(dimension));
    if (active.length === 0) return null;
    const mask = active.reduce((bits, dimension) => bits | bitOf(dimension), 0);
    const known = this.rowsOf.get(mask);
    if (known) return known.rows;
    const place = this.spare.pop() ?? new Int32Array(this.fails.length);
    const rows = place.subarray(0, passing(this.fails, mask, place));
    this.rowsOf.set(mask, { place, rows });
    return rows;
  }

  /** True where the rating passes all but these dimensions. */
  passes(row: number, ignored: Dimension): boolean {
    return (this.fails[row] & ~bitOf(ignored)) === 0;
  }

  private write(dimension: Dimension, filter: Filter): void {
    const bit = bitOf(dimension);
    if (!isRange(dimension)) {
      this.writeCodes(bit, ...this.segment(dimension, filter[dimension]));
      return;
    }
    const range = filter[dimension];
    const { levels, users, products } = this.columns;
    const within = range && ((value: number) => value >= range[0] && value <= range[1]);
    if (!within) this.writeAll(bit, 0);
    else if (dimension === "rating") this.writeCodes(bit, levels.codes, Uint8Array.from(levels.values, fails(within)));
    else if (dimension === "userActivity") this.writeOwners(bit, users, range);
    else if (dimension === "productActivity") this.writeOwners(bit, products, range);
    else if (dimension === "time") this.writeTimes(bit, range);
    else this.writeErrors(bit, within);
  }

  /** Codes of a segment, and of each code whether it fails; a segment that the file lacks holds nobody back. */
  private segment(role: SideRole, values: readonly string[] | undefined): [ArrayLike<number> | null, Uint8Array] {
    const segment = this.columns.segments[role];
    if (!segment || !values) return [null, new Uint8Array()];
    return [segment.codes, codesWithin(segment, values).map((kept) => 1 - kept)];
  }

  /** Asked of each row, not of each owner: there may be a million of either, and this is one pass over them. */
  private writeOwners(bit: number, { codes, counts }: Owners, [low, high]: Range): void {
    const { fails } = this;
    for (let row = 0; row < fails.length; row++) {
      const count = counts[codes[row]];
      fails[row] = count >= low && count <= high ? fails[row] & ~bit : fails[row] | bit;
    }
  }

  private writeCodes(bit: number, codes: ArrayLike<number> | null, failing: Uint8Array): void {
    if (!codes) {
      this.writeAll(bit, 0);
      return;
    }
    const { fails } = this;
    const bits = Uint16Array.from(failing, (fail) => fail * bit);
    for (let row = 0; row < fails.length; row++) fails[row] = (fails[row] & ~bit) | bits[codes[row]];
  }

  private writeTimes(bit: number, [first, last]: Range): void {
    const { fails } = this;
    const time = this.columns.time;
    if (!time) {
      this.writeAll(bit, 0);
      return;
    }
    const [from, end] = [first * DAY, (last + 1) * DAY];
    for (let row = 0; row < fails.length; row++) {
      const t = time[row];
      fails[row] = t >= from && t < end ? fails[row] & ~bit : fails[row] | bit;
    }
  }

  /** Of a Run's test part alone; a filter by errors that nobody has yet, as a link may name it, holds nobody back. */
  private writeErrors(bit: number, within: (value: number) => boolean): void {
    const { fails, errors } = this;
    this.writeAll(bit, errors ? bit : 0);
    errors?.rows.forEach((row, i) => {
      if (within(errors.absolute[i])) fails[row] &= ~bit;
    });
  }

  private writeAll(bit: number, value: number): void {
    const { fails } = this;
    for (let row = 0; row < fails.length; row++) fails[row] = (fails[row] & ~bit) | value;
  }
}

function fails(within: (value: number) => boolean): (value: number) => number {
  return (value) => (within(value) ? 0 : 1);
}

/** Write the rows that fail none of the mask's bits; returns how many. */
function passing(fails: Uint16Array, mask: number, rows: Int32Array): number {
  let count = 0;
  for (let row = 0; row < fails.length; row++) {
    rows[count] = row;
    if ((fails[row] & mask) === 0) count++;
  }
  return count;
}

/** The parts of a filter that a chart of these dimensions follows, as text: the same text, the same rows. */
export function followed(filter: Filter, ignored: readonly Dimension[]): string {
  const parts = DIMENSIONS.filter((dimension) => filter[dimension] && !ignored.includes(dimension));
  return parts.map((dimension) => `${dimension}:${JSON.stringify(filter[dimension])}`).join();
}
