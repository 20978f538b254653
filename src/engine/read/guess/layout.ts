import { type ColumnRole, isGroup } from "../../../domain/roles";
import { refuse } from "../refusal";
import type { Column, Confidence, Encoding, Guess, Guesses, ReadOptions } from "../types";
import { chosen } from "./chosen";
import { guessDateOrder, guessZeroMeaning } from "./conventions";
import { type RecordSample, sampleRecords } from "./dialect";
import {
  areThumbs,
  canBeSegments,
  firstRecordIsHeader,
  likelyRating,
  readsAsRating,
  readsAsTime,
  rolesByContent,
  valuesOf,
} from "./roleContent";
import { normalised, rolesByName } from "./roleNames";

/** How a file is laid out, from its start. */
export interface Layout {
  guesses: Guesses;
  columns: Column[];
  /** The first records, the header left out. */
  records: string[][];
  /** True where most ratings are thumbs or other words for good and bad. */
  thumbs: boolean;
  /** The same for files with the same columns: what choices are remembered by. */
  signature: string;
}

/** What a layout is guessed from. */
export interface Start {
  file: string;
  /** At most SAMPLE_LENGTH bytes of UTF-8. */
  bytes: Uint8Array;
  /** True when they are all of the file. */
  whole: boolean;
  encoding: Guess<Encoding>;
}

/**
 * Guess delimiter, header, column roles and conventions, then apply the choices.
 * @throws ReadError when there is no record, or when two columns are given one role.
 */
export function guessLayout({ file, bytes, whole, encoding }: Start, options: ReadOptions = {}): Layout {
  const sample = sampleRecords(file, bytes, whole, options.delimiter);
  const [first] = sample.records;
  if (!first) refuse(`${file} has no records, only blank lines or comments.`, "Drop a file with one rating per line.");
  const hasHeader = guessHeader(sample.records, options);
  const records = hasHeader.value ? sample.records.slice(1) : sample.records;
  const guessed = hasHeader.value ? columnsByName(first, records) : columnsByContent(records, sample);
  const columns = withChoices(guessed, options.roles ?? {});
  const values = (role: ColumnRole) => {
    const field = columns.findIndex((column) => column.role === role);
    return field === -1 ? [] : valuesOf(records, field);
  };
  const isImplicit = !columns.some(({ role }) => role === "rating");
  const names = columns.map(({ name }) => normalised(name));
  return {
    guesses: {
      delimiter: sample.delimiter,
      encoding,
      hasHeader,
      dateOrder: guessDateOrder(values("time"), options),
      zeroMeans: isImplicit ? null : guessZeroMeaning(values("rating"), options),
      duplicates: isImplicit
        ? null
        : options.duplicates
          ? chosen(options.duplicates)
          : { value: "last", confidence: "likely", because: "people change their minds" },
    },
    columns,
    records,
    thumbs: areThumbs(values("rating")),
    signature: (hasHeader.value ? names : [names.length, sample.delimiter.value]).join("\t"),
  };
}

function guessHeader(records: readonly string[][], { hasHeader }: ReadOptions): Guess<boolean> {
  if (hasHeader !== undefined) return chosen(hasHeader);
  const { is, sure, because } = firstRecordIsHeader(records);
  return { value: is, confidence: sure ? "sure" : "unsure", because };
}

/** Names that can mean nothing else: where the values are no ratings it is said so. A "note" may be a remark. */
const PLAINLY_RATINGS = /rating|stars|bewertung/i;

/** Roles of which a header that is understood names one; a table of product titles may say "id" of the product. */
const TELLING: readonly ColumnRole[] = ["user", "product", "rating", "title"];

function columnsByName(header: string[], records: string[][]): Column[] {
  const names = header.map((name, i) => name.trim() || unnamed(i));
  // A delimiter at the end of the header names no column where no record has a value there.
  const isBlank = (field: number) => !header[field]!.trim() && records.every((record) => !record[field]?.trim());
  while (names.length > 1 && isBlank(names.length - 1)) names.pop();
  const named = rolesByName(names, (field) => canBeSegments(records, field));
  if (!named.some((role) => TELLING.includes(role))) {
    const roles = rolesByContent(records, names.length);
    // Any table has names that are not known here: one without ratings is not taken for a list of who chose what.
    if (!roles.includes("rating")) return names.map(unused);
    return names.map((name, i) => ({ name, role: roles[i]!, guessedFrom: "content", confidence: "unsure" }));
  }
  const columns = names.map((name, i): Column => {
    const role = named[i]!;
    // Values that the role cannot have would reject every record: the ratings are worth more.
    if (role === "time" && hasValues(records, i) && !readsAsTime(records, i)) return unused(name);
    const isPlain = PLAINLY_RATINGS.test(name);
    if (role === "rating" && !isPlain && hasValues(records, i) && !readsAsRating(records, i)) return unused(name);
    return { name, role, guessedFrom: "header", confidence: isGroup(role) ? "likely" : "sure" };
  });
  const roleTaken = (role: ColumnRole) => columns.some((column) => column.role === role);
  if (roleTaken("user") && roleTaken("product") && !roleTaken("rating") && !roleTaken("count")) {
    const found = likelyRating(
      records,
      columns.map(({ role }) => role !== "ignore"),
    );
    if (found !== -1) {
      columns[found] = { name: names[found]!, role: "rating", guessedFrom: "content", confidence: "unsure" };
    }
  }
  return columns;
}

/** What a column without a name is called. */
export function unnamed(field: number): string {
  return `column ${field + 1}`;
}

function unused(name: string): Column {
  return { name, role: "ignore", guessedFrom: "content", confidence: "likely" };
}

function columnsByContent(records: string[][], { fields }: RecordSample): Column[] {
  // A delimiter at the end of every record is no column.
  const trailing = fields > 1 && records.every((record) => !record[fields - 1]?.trim());
  const count = trailing ? fields - 1 : fields;
  const roles = rolesByContent(records, count);
  const confidence: Confidence = roles.includes("rating") ? "likely" : "unsure";
  return roles.map((role, i) => ({ name: unnamed(i), role, guessedFrom: "content", confidence }));
}

function hasValues(records: string[][], field: number): boolean {
  return valuesOf(records, field).length > 0;
}

function withChoices(columns: Column[], roles: Record<number, ColumnRole>): Column[] {
  const holders = new Map<ColumnRole, string>();
  for (const [i, role] of Object.entries(roles)) {
    const name = columns[Number(i)]?.name;
    if (name === undefined || role === "ignore") continue;
    const other = holders.get(role);
    if (other !== undefined) {
      refuse(`The columns ${other} and ${name} are both set to ${role}.`, "Choose one column for it.");
    }
    holders.set(role, name);
  }
  return columns.map((column, i): Column => {
    const role = roles[i];
    if (role !== undefined) return { name: column.name, role, guessedFrom: "user", confidence: "chosen" };
    return holders.has(column.role) ? { ...column, role: "ignore" } : column;
  });
}
