import { SEGMENT_ROLES, type SegmentRole } from "../../../domain/roles";
import { Utf8Stream } from "../bytes/utf8";
import { IdCodes } from "../columns/codes";
import { grown } from "../columns/growing";
import type { SpellingRule } from "../columns/rules";
import { SegmentValues } from "../columns/segmentValues";
import { isComment } from "../guess/dialect";
import { hasAges } from "../guess/layout";
import type { Fields } from "../records/fields";
import { RecordReader, type RecordSink } from "../records/recordReader";
import { TextList } from "../textList";
import type { Dataset, DetailsReport, SegmentColumn } from "../types";
import { isUnknown } from "../values/fieldValues";
import { isTold, type TableOfDetails } from "./detailTables";
import type { Flags } from "./flags";
import { segmentNames } from "./lookAt";
import { matchIds, withMatchingId } from "./matchIds";
import type { Pace } from "./pace";
import { formatOf } from "./parts";

interface DetailSegment {
  role: SegmentRole;
  field: number;
  values: SegmentValues;
  /** By code of the product, or user, in the details. */
  codes: Int32Array;
  /** Where columns of 0 and 1 stand for its values. */
  flags: Flags | null;
}

/** Between the kinds that flags stand for. */
const BETWEEN_KINDS = "|";
const encoder = new TextEncoder();

/** Reads the records of one table of details: the first of each product, or user, counts. */
class DetailsIntake implements RecordSink {
  readonly ids = new IdCodes();
  readonly titles = new TextList();
  readonly segments: DetailSegment[];
  skipped = 0;
  /** Fields of a record. */
  private readonly fields: number;
  private readonly id: number;
  private readonly title: number;

  /** @param before records before the table and of its header. */
  constructor(
    { roles, of, flags, file: { layout } }: TableOfDetails,
    private before: number,
    spellings: SpellingRule,
  ) {
    const columns = layout.columns.map(({ name }, i) => ({ name, role: roles[i] }));
    const ages = hasAges(columns, layout.records, layout.guesses.hasHeader.value);
    this.fields = roles.length;
    this.id = roles.indexOf(of);
    this.title = roles.indexOf("title");
    this.segments = SEGMENT_ROLES.filter((role) => isTold(role, of) && roles.includes(role)).map((role) => ({
      role,
      field: roles.indexOf(role),
      values: new SegmentValues(role, { ages, spellings }),
      codes: new Int32Array(256),
      flags: flags && flags.fields[0] === roles.indexOf(role) ? flags : null,
    }));
  }

  record(fields: Fields): void {
    if (fields.count === 1 && fields.isBlank(0)) return;
    if (isComment(fields.textOf(0), fields.count, this.fields)) return;
    if (this.before > 0) {
      this.before--;
      return;
    }
    const { id, title } = this;
    if (isUnknown(fields, id)) {
      this.skipped++;
      return;
    }
    const known = this.ids.size;
    const code = this.ids.code(fields.bytes, fields.starts[id], fields.ends[id]);
    if (code < known) {
      this.skipped++;
      return;
    }
    if (!isUnknown(fields, title)) this.titles.appendBytes(fields.bytes, fields.starts[title], fields.ends[title]);
    else this.titles.append("");
    for (const segment of this.segments) {
      const { field, flags } = segment;
      if (code >= segment.codes.length) segment.codes = grown(segment.codes, code + 1);
      if (flags) {
        const kinds = encoder.encode(kindsIn(fields, flags));
        if (kinds.length > 0) segment.codes[code] = segment.values.code(kinds, 0, kinds.length);
        continue;
      }
      if (isUnknown(fields, field)) continue;
      segment.codes[code] = segment.values.code(fields.bytes, fields.starts[field], fields.ends[field]);
    }
  }

  unclosedQuote(): void {
    this.skipped++;
  }
}

function kindsIn(fields: Fields, flags: Flags): string {
  const set = flags.names.filter((name, i) => {
    const field = flags.fields[i];
    return name !== "" && field < fields.count && fields.textOf(field) === "1";
  });
  return set.join(BETWEEN_KINDS);
}

/**
 * Read a table of details and join it to the Dataset by the id of the product, or user, in whichever of its columns the
 * ids of the ratings are. What the ratings themselves say counts before what the details say.
 */
export async function joinDetails(
  dataset: Dataset,
  given: TableOfDetails,
  pace: Pace,
  records: number,
  spellings: SpellingRule,
): Promise<{ dataset: Dataset; report: DetailsReport; warnings: string[]; respelled: SegmentRole[] }> {
  const table = withMatchingId(given, given.of === "product" ? dataset.products : dataset.users);
  const { source, layout, encoding } = table.file;
  const intake = new DetailsIntake(table, layout.before + layout.headers, spellings);
  const reader = new RecordReader(source.name, formatOf(table.file), intake);
  const stream = new Utf8Stream(encoding);
  for await (const { bytes, bytesRead } of source.open()) {
    reader.push(stream.push(bytes, false), false);
    await pace.step(bytesRead, records);
  }
  reader.push(stream.push(new Uint8Array(0), true), true);
  pace.bytesBefore += source.size;
  return join(dataset, intake, table);
}

function join(dataset: Dataset, intake: DetailsIntake, { file, roles, of }: TableOfDetails) {
  const { source, layout } = file;
  const vocabulary = of === "product" ? dataset.products : dataset.users;
  const details = intake.ids.copy();
  const { codes, warnings } = matchIds(vocabulary, intake.ids, details, source.name, of);
  const joined: Dataset = { ...dataset, segments: { ...dataset.segments } };
  const told = roles.map((role) => (isTold(role, of) ? role : "ignore"));
  joined.segmentNames = { ...segmentNames(layout, told), ...dataset.segmentNames };
  if (roles.includes("title")) joined.titles = joinTitles(dataset, intake.titles, codes);
  for (const { role, flags } of intake.segments) if (flags) delete joined.segmentNames[role];
  for (const segment of intake.segments) joined.segments[segment.role] = joinSegment(dataset, segment, codes, of);
  const report: DetailsReport = {
    file: source.name,
    products: intake.ids.size,
    matched: codes.reduce((sum, code) => sum + (code >= 0 ? 1 : 0), 0),
    skipped: intake.skipped,
    roles,
    ...(of === "user" ? { of } : {}),
  };
  const respelled = intake.segments.filter(({ values }) => values.differ).map(({ role }) => role);
  return { dataset: joined, report, warnings, respelled };
}

function joinTitles({ titles }: Dataset, texts: TextList, of: Int32Array) {
  const all = new TextList();
  const { bytes, offsets } = texts.pack();
  for (let p = 0; p < of.length; p++) {
    const own = titles && titles.offsets[p + 1] > titles.offsets[p];
    if (own) all.appendBytes(titles.bytes, titles.offsets[p], titles.offsets[p + 1]);
    else if (of[p] >= 0) all.appendBytes(bytes, offsets[of[p]], offsets[of[p] + 1]);
    else all.append("");
  }
  return all.pack();
}

function joinSegment(
  { segments, product, user, size: ratings }: Dataset,
  detail: DetailSegment,
  matches: Int32Array,
  of: "product" | "user",
): SegmentColumn {
  const own = segments[detail.role];
  const owner = of === "product" ? product : user;
  const values = new IdCodes();
  if (own) values.codesOf(own.vocabulary);
  const codes = own ? own.codes.slice() : new Int32Array(ratings);
  const joined = values.codesOf(detail.values.pack());
  for (let row = 0; row < codes.length; row++) {
    const code = matches[owner[row]];
    if (codes[row] === 0 && code >= 0) codes[row] = joined[detail.codes[code]];
  }
  const separator = !own && detail.flags ? { separator: BETWEEN_KINDS } : {};
  return { codes, vocabulary: { ...values.pack(), ...separator } };
}
