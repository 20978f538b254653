import { type ColumnRole, SEGMENT_ROLES, type SegmentRole } from "../../../domain/roles";
import { Utf8Stream } from "../bytes/utf8";
import { IdCodes } from "../columns/codes";
import { grown } from "../columns/growing";
import { SegmentValues } from "../columns/segmentValues";
import { isComment } from "../guess/dialect";
import { detailColumns } from "../guess/roleContent";
import { normalised } from "../guess/roleNames";
import type { Fields } from "../records/fields";
import { RecordReader, type RecordSink } from "../records/recordReader";
import { SEGMENT_OWNER } from "../sides";
import { TextList } from "../textList";
import type { Dataset, DetailsReport, SegmentColumn } from "../types";
import { isUnknown } from "../values/fieldValues";
import { size } from "../vocabulary";
import { type LookedAt, rolesOf, segmentNames } from "./lookAt";
import type { Pace } from "./pace";
import { formatOf } from "./parts";

/** What details can tell of a product beside its title. */
const SEGMENTS = SEGMENT_ROLES.filter((role) => SEGMENT_OWNER[role] === "product");

function isTold(role: ColumnRole): boolean {
  return SEGMENTS.some((segment) => segment === role);
}

interface DetailSegment {
  role: SegmentRole;
  field: number;
  values: SegmentValues;
  /** By code of the product in the details. */
  codes: Int32Array;
}

/**
 * The roles of a file's columns as one of product details: an id, and a title or a segment, but neither users nor
 * ratings. Null for a file that is none.
 */
export function detailRoles({ layout }: LookedAt): ColumnRole[] | null {
  const { columns, records, guesses } = layout;
  const roles = rolesOf(layout);
  const has = (role: ColumnRole) => roles.includes(role);
  // Ids from 1 on look like ratings, but no two are the same.
  const isId = !guesses.hasHeader.value && roles[0] === "rating";
  if ((has("rating") && !isId) || has("count") || columns.length < 2) return null;
  if (!guesses.hasHeader.value) {
    const found = has("time") ? null : detailColumns(records, columns.length);
    if (!found) return null;
    const last = columns.length - 1;
    return columns.map((_, i) =>
      i === found.product ? "product" : i === found.title ? "title" : i === last ? "category" : "ignore",
    );
  }
  // A header whose names are not known: the roles are guesses by content.
  if (columns.every(({ guessedFrom }) => guessedFrom === "content")) return null;
  const id = has("product") ? -1 : columns.findIndex(({ name }) => normalised(name) === "id");
  const named = roles.map((role, i) => (i === id ? "product" : role));
  const tells = named.some((role) => role === "title" || isTold(role));
  return !named.includes("user") && named.includes("product") && tells ? named : null;
}

/** Reads the records of one file of product details: the first of each product counts. */
class DetailsIntake implements RecordSink {
  readonly ids = new IdCodes();
  readonly titles = new TextList();
  readonly segments: DetailSegment[];
  skipped = 0;
  /** Fields of a record. */
  private readonly fields: number;
  private readonly product: number;
  private readonly title: number;

  constructor(
    roles: readonly ColumnRole[],
    private headerExpected: boolean,
  ) {
    this.fields = roles.length;
    this.product = roles.indexOf("product");
    this.title = roles.indexOf("title");
    this.segments = SEGMENTS.filter((role) => roles.includes(role)).map((role) => ({
      role,
      field: roles.indexOf(role),
      values: new SegmentValues(role),
      codes: new Int32Array(256),
    }));
  }

  record(fields: Fields): void {
    if (fields.count === 1 && fields.isBlank(0)) return;
    if (isComment(fields.textOf(0), fields.count, this.fields)) return;
    if (this.headerExpected) {
      this.headerExpected = false;
      return;
    }
    const { product, title } = this;
    if (isUnknown(fields, product)) {
      this.skipped++;
      return;
    }
    const known = this.ids.size;
    const code = this.ids.code(fields.bytes, fields.starts[product]!, fields.ends[product]!);
    if (code < known) {
      this.skipped++;
      return;
    }
    if (!isUnknown(fields, title)) this.titles.appendBytes(fields.bytes, fields.starts[title]!, fields.ends[title]!);
    else this.titles.append("");
    for (const segment of this.segments) {
      const { field } = segment;
      if (code >= segment.codes.length) segment.codes = grown(segment.codes, code + 1);
      if (isUnknown(fields, field)) continue;
      segment.codes[code] = segment.values.code(fields.bytes, fields.starts[field]!, fields.ends[field]!);
    }
  }

  unclosedQuote(): void {
    this.skipped++;
  }
}

/**
 * Read a file of product details and join it to the Dataset by product id. What the ratings themselves say of a product
 * counts before what the details say.
 */
export async function joinDetails(
  dataset: Dataset,
  file: LookedAt,
  roles: ColumnRole[],
  pace: Pace,
  records: number,
): Promise<{ dataset: Dataset; report: DetailsReport }> {
  const { source, layout, encoding } = file;
  const intake = new DetailsIntake(roles, layout.guesses.hasHeader.value);
  const reader = new RecordReader(source.name, formatOf(file), intake);
  const stream = new Utf8Stream(encoding);
  for await (const { bytes, bytesRead } of source.open()) {
    reader.push(stream.push(bytes, false), false);
    await pace.step(bytesRead, records);
  }
  reader.push(stream.push(new Uint8Array(0), true), true);
  pace.bytesBefore += source.size;
  return join(dataset, intake, file, roles);
}

function join(dataset: Dataset, intake: DetailsIntake, { source, layout }: LookedAt, roles: ColumnRole[]) {
  const { bytes, offsets } = dataset.products;
  const products = size(dataset.products);
  const of = Int32Array.from({ length: products }, (_, p) => intake.ids.known(bytes, offsets[p]!, offsets[p + 1]!));
  const joined: Dataset = { ...dataset, segments: { ...dataset.segments } };
  const told = roles.map((role) => (isTold(role) ? role : "ignore"));
  joined.segmentNames = { ...segmentNames(layout, told), ...dataset.segmentNames };
  if (roles.includes("title")) joined.titles = joinTitles(dataset, intake.titles, of);
  for (const segment of intake.segments) joined.segments[segment.role] = joinSegment(dataset, segment, of);
  const report: DetailsReport = {
    file: source.name,
    products: intake.ids.size,
    matched: of.reduce((sum, code) => sum + (code >= 0 ? 1 : 0), 0),
    skipped: intake.skipped,
    roles,
  };
  return { dataset: joined, report };
}

function joinTitles({ titles }: Dataset, texts: TextList, of: Int32Array) {
  const all = new TextList();
  const { bytes, offsets } = texts.pack();
  for (let p = 0; p < of.length; p++) {
    const own = titles && titles.offsets[p + 1]! > titles.offsets[p]!;
    if (own) all.appendBytes(titles.bytes, titles.offsets[p]!, titles.offsets[p + 1]!);
    else if (of[p]! >= 0) all.appendBytes(bytes, offsets[of[p]!]!, offsets[of[p]! + 1]!);
    else all.append("");
  }
  return all.pack();
}

function joinSegment(
  { segments, product, size: ratings }: Dataset,
  detail: DetailSegment,
  of: Int32Array,
): SegmentColumn {
  const own = segments[detail.role];
  const values = new IdCodes();
  if (own) values.codesOf(own.vocabulary);
  const codes = own ? own.codes.slice() : new Int32Array(ratings);
  const joined = values.codesOf(detail.values.pack());
  for (let row = 0; row < codes.length; row++) {
    const code = of[product[row]!]!;
    if (codes[row] === 0 && code >= 0) codes[row] = joined[detail.codes[code]!]!;
  }
  return { codes, vocabulary: values.pack() };
}
