import { COLUMN_ROLES, type ColumnRole, SEGMENT_ROLES, type SegmentRole } from "../../../domain/roles";
import type { Fields } from "../records/fields";
import type { Dataset, RejectionReason, SegmentCodes, Vocabulary } from "../types";
import { isUnknown, plainNumber } from "../values/fieldValues";
import { parseCount, parseNumber } from "../values/number";
import { parseRatingText } from "../values/ratingText";
import { parseSplit, parseThumb } from "../values/words";
import { RecordBatch } from "./batch";
import { IdCodes } from "./codes";
import { release } from "./growing";
import { GrowingRows } from "./rows";
import type { EventRule, ValueRules } from "./rules";
import { SegmentValues } from "./segmentValues";
import { TimeReader } from "./timeColumn";
import { TitleColumn } from "./titles";

interface SegmentBuilder {
  role: SegmentRole;
  field: number;
  values: SegmentValues;
}

/** What a reader that read a part of a file hands over: rows in file order, none merged. */
export interface Part extends Columns {
  segments: { role: SegmentRole; codes: SegmentCodes; vocabulary: Vocabulary; differ: boolean }[];
  zeros: number;
}

type Columns = Pick<
  Dataset,
  "size" | "users" | "products" | "user" | "product" | "rating" | "time" | "split" | "titles"
>;

/** Takes records in, one at a time, and makes a Dataset's columns of them. */
export class DatasetBuilder {
  /** Ratings of 0 so far, whatever they mean. */
  zeros = 0;
  /** Field that the last rejection is about. */
  faultyField = -1;
  readonly time: TimeReader;
  readonly rows: GrowingRows;

  private readonly users = new IdCodes();
  private readonly products = new IdCodes();
  private readonly segments: SegmentBuilder[];
  private readonly titles: TitleColumn | null;
  private readonly batch: RecordBatch;
  private readonly implicit: boolean;
  private fieldOf: Record<ColumnRole, number>;
  private events: EventRule | null;

  /**
   * @param roles the role of each field of a record; user and product must be among them. Without a rating the
   * feedback is implicit.
   * @param expected about how many records will come; only speed depends on it.
   * @param merging false for a part of a file: who puts the parts together merges.
   */
  constructor(
    roles: readonly ColumnRole[],
    private readonly rules: ValueRules,
    expected = 0,
    merging = true,
  ) {
    this.fieldOf = fieldsOf(roles);
    this.implicit = this.fieldOf.rating === -1;
    this.events = this.implicit ? rules.events : null;
    this.time = new TimeReader(rules.dateOrder, rules.dateOrderFixed, rules.dayNumbers);
    this.titles = roles.includes("title") ? new TitleColumn() : null;
    this.segments = SEGMENT_ROLES.filter((role) => roles.includes(role)).map((role) => ({
      role,
      field: roles.indexOf(role),
      values: new SegmentValues(role, rules),
    }));
    this.batch = new RecordBatch(this.segments.length);
    const rule = !merging ? "all" : this.implicit ? "sum" : rules.duplicates;
    this.rows = new GrowingRows(rule, expected, this.segments.length, merging);
  }

  /** The fields of the records from now on: of another file, whose columns stand in another order. */
  setRoles(roles: readonly ColumnRole[], eventField: number): void {
    this.fieldOf = fieldsOf(roles);
    if (this.events) this.events = { ...this.events, field: eventField };
    for (const segment of this.segments) segment.field = roles.indexOf(segment.role);
  }

  /** Segments with values that differ only by case or blanks. */
  respelled(): SegmentRole[] {
    return this.segments.filter(({ values }) => values.differ).map(({ role }) => role);
  }

  /** The last field that a record needs. */
  get lastNeeded(): number {
    const { user, product, rating, count } = this.fieldOf;
    return Math.max(user, product, this.implicit ? count : rating);
  }

  /**
   * Take a record in, or say why not. Fields beyond the record's last count as unknown.
   * @throws OtherDateOrder, see TimeReader.
   */
  add(fields: Fields): RejectionReason | null {
    const { fieldOf } = this;
    const { bytes, starts, ends } = fields;
    if (isUnknown(fields, fieldOf.user)) return this.fault(fieldOf.user, "no user");
    if (isUnknown(fields, fieldOf.product)) return this.fault(fieldOf.product, "no product");
    let rating = 1;
    if (!this.implicit) {
      const field = fieldOf.rating;
      if (isUnknown(fields, field)) return this.fault(field, "no rating");
      rating = plainNumber(fields, field);
      if (Number.isNaN(rating)) rating = this.ratingOf(fields.textOf(field));
      if (!Number.isFinite(rating)) return this.fault(field, "rating is not a number");
      if (this.rules.missing.length > 0 && this.rules.missing.includes(rating)) {
        return this.fault(field, "rating stands for none");
      }
      if (rating === 0) {
        this.zeros++;
        if (this.rules.zeroMeans === "missing") return this.fault(field, "rating of 0 means none");
      }
    } else if (fieldOf.count !== -1) {
      const field = fieldOf.count;
      if (isUnknown(fields, field)) return this.fault(field, "count is not a number");
      rating = parseCount(fields.textOf(field));
      if (!Number.isFinite(rating)) return this.fault(field, "count is not a number");
      if (rating <= 0) return this.fault(field, "count is not above 0");
    }
    if (this.events) {
      rating *= this.weightOf(fields, this.events);
      if (rating === 0) return this.fault(this.events.field, "event does not count");
    }
    let time = Number.NaN;
    if (fieldOf.time !== -1 && !isUnknown(fields, fieldOf.time)) {
      time = this.time.read(fields, fieldOf.time);
      if (Number.isNaN(time)) return this.fault(fieldOf.time, "time is not a date");
    }
    const product = this.products.code(bytes, starts[fieldOf.product], ends[fieldOf.product]);
    if (this.titles && !isUnknown(fields, fieldOf.title)) {
      this.titles.add(product, bytes, starts[fieldOf.title], ends[fieldOf.title]);
    }
    const { batch } = this;
    const place = batch.add(bytes, starts[fieldOf.user], ends[fieldOf.user]);
    batch.product[place] = product;
    batch.rating[place] = rating;
    batch.time[place] = time;
    if (fieldOf.split !== -1) batch.split[place] = this.splitOf(fields, fieldOf.split);
    for (let i = 0; i < this.segments.length; i++) {
      batch.segments[i][place] = this.segmentOf(fields, this.segments[i]);
    }
    if (batch.isFull) this.flush();
    return null;
  }

  /** Make rows of the records that wait. */
  private flush(): void {
    const { batch, rows } = this;
    const users = this.users.codesOfBatch(batch.userBytes, batch.userStarts, batch.userLengths, batch.count);
    for (let i = 0; i < batch.count; i++) {
      const row = rows.add(users[i], batch.product[i], batch.rating[i], batch.time[i]);
      if (row === -1) continue;
      rows.split[row] = batch.split[i];
      for (let s = 0; s < batch.segments.length; s++) rows.setSegment(s, row, batch.segments[s][i]);
    }
    batch.clear();
  }

  /** Take in what another reader made of the part of the file after this one's. The part is used up. */
  absorb(part: Part): void {
    this.flush();
    const { rows } = this;
    const users = this.users.codesOf(part.users);
    const products = this.products.codesOf(part.products);
    const segments = part.segments.map(({ vocabulary }, i) => this.segments[i].values.codesOf(vocabulary));
    this.zeros += part.zeros;
    for (const [i, { differ }] of part.segments.entries()) this.segments[i].values.differ ||= differ;
    if (part.titles) {
      const { bytes, offsets } = part.titles;
      for (let i = 0; i < products.length; i++) this.titles?.add(products[i], bytes, offsets[i], offsets[i + 1]);
    }
    for (let i = 0; i < part.size; i++) {
      const time = part.time ? part.time[i] : Number.NaN;
      const row = rows.add(users[part.user[i]], products[part.product[i]], part.rating[i], time);
      if (row === -1) continue;
      if (part.split) rows.split[row] = part.split[i];
      for (let s = 0; s < segments.length; s++) {
        rows.setSegment(s, row, segments[s][part.segments[s].codes[i]]);
      }
    }
    release(users, part.user, part.product, part.rating, part.users.bytes, part.users.offsets);
    if (part.time) release(part.time);
    for (const { codes } of part.segments) release(codes);
  }

  /** What `absorb` takes. The builder is used up. */
  part(): Part {
    const { segments, ...columns } = this.build("", 0);
    return {
      ...columns,
      segments: this.segments.map(({ role, values }) => ({ role, differ: values.differ, ...segments[role]! })),
      zeros: this.zeros,
    };
  }

  /** The Dataset, its columns cut to their size. The builder is used up. */
  build(name: string, bytes: number): Dataset {
    this.flush();
    const { rows, fieldOf } = this;
    const columns = rows.finish();
    const segments: Dataset["segments"] = {};
    this.segments.forEach(({ role, values }, i) => {
      segments[role] = { codes: columns.segments[i], vocabulary: values.pack() };
    });
    return {
      name,
      feedback: this.implicit ? "implicit" : "explicit",
      bytes,
      size: rows.size,
      users: this.users.pack(),
      products: this.products.pack(),
      user: columns.user,
      product: columns.product,
      rating: columns.rating,
      time: fieldOf.time === -1 ? null : columns.time,
      segments,
      split: fieldOf.split === -1 ? null : columns.split,
      titles: this.titles?.pack(this.products.size) ?? null,
    };
  }

  private fault(field: number, reason: RejectionReason): RejectionReason {
    this.faultyField = field;
    return reason;
  }

  private segmentOf(fields: Fields, { field, values }: SegmentBuilder): number {
    return isUnknown(fields, field) ? 0 : values.code(fields.bytes, fields.starts[field], fields.ends[field]);
  }

  /** A rating in figures, spelled out, or a word: a thumb up (1) or down (0), or one of those that are ordered. */
  private ratingOf(text: string): number {
    const number = parseNumber(text);
    if (!Number.isNaN(number)) return number;
    const word = this.rules.words?.[text.toLowerCase()];
    if (word !== undefined) return word;
    const thumb = this.rules.thumbs ? parseThumb(text) : Number.NaN;
    return Number.isNaN(thumb) ? parseRatingText(text) : thumb;
  }

  /** How often an event of this kind counts: once where nothing is known of it. */
  private weightOf(fields: Fields, { field, weights }: EventRule): number {
    return isUnknown(fields, field) ? 1 : (weights[fields.textOf(field)] ?? 1);
  }

  private splitOf(fields: Fields, field: number): number {
    if (isUnknown(fields, field)) return 0;
    const digit = plainNumber(fields, field);
    return digit === 0 || digit === 1 || digit === 2 ? digit : parseSplit(fields.textOf(field));
  }
}

function fieldsOf(roles: readonly ColumnRole[]): Record<ColumnRole, number> {
  const fields = COLUMN_ROLES.map((role) => [role, role === "ignore" ? -1 : roles.indexOf(role)]);
  return Object.fromEntries(fields) as Record<ColumnRole, number>;
}
