import { type ColumnRole, isGroup, isSegment, ownerOf } from "../../../domain/roles";
import type { ValueRules } from "../columns/rules";
import { refuse, shortened } from "../refusal";
import type { Column, Confidence, Encoding, Guess, Guesses, ReadOptions, ReadQuestion } from "../types";
import { areAges } from "../values/ages";
import { chosen } from "./chosen";
import { areDayNumbers, columnsByName, repeatedNames, unnamed } from "./columnsByName";
import { isDistinct } from "./contentKinds";
import { guessDateOrder, guessZeroMeaning } from "./conventions";
import { type RecordSample, sampleRecords } from "./dialect";
import { guessEvents } from "./eventKinds";
import { recordsBefore, twoLineHeader } from "./header";
import { spokenBy } from "./nameWords";
import { guessScale } from "./ratingScale";
import { areThumbs, firstRecordIsHeader, rolesByContent, valuesOf } from "./roleContent";
import { normalised } from "./roleNames";

/** How a file is laid out, from its start. */
export interface Layout {
  guesses: Guesses;
  columns: Column[];
  /** The first records, the header left out. */
  records: string[][];
  /** All of the first records, those before the table and the header among them, and how many fields most have. */
  table: string[][];
  fields: number;
  /** What divides the records into fields: of a converted file another than its own. */
  cut: string;
  /** Records before the header, or before the first record without one, that are no part of the table. */
  before: number;
  /** Records before the table that a conversion has taken away. */
  passedOver?: number;
  /** Of a wide table, the cells without a rating, once its file is read. */
  cells?: { readonly empty: number };
  /** Records that name the columns: none, one or two. */
  headers: number;
  /** False where quotes are text like any other. */
  quotes: boolean;
  /** How its values are meant. */
  values: Pick<ValueRules, "thumbs" | "missing" | "words" | "events" | "dayNumbers" | "ages" | "spellings">;
  questions: ReadQuestion[];
  warnings: string[];
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
  if (sample.records.length === 0) {
    refuse(`${file} has no records, only blank lines or comments.`, "Drop a file with one rating per line.");
  }
  const before = recordsBefore(sample.records, sample.fields);
  const table = sample.records.slice(before);
  const hasHeader = guessHeader(table, options);
  const two = hasHeader.value ? twoLineHeader(table) : null;
  const headers = hasHeader.value ? (two ? 2 : 1) : 0;
  const records = table.slice(headers);
  const names = two ?? table[0];
  // As R writes it, the numbers of the records have no name.
  const isShort = names.length === sample.fields - 1 && isDistinct(valuesOf(records, 0));
  const guessed = hasHeader.value
    ? columnsByName(isShort ? ["", ...names] : names, records)
    : columnsByContent(records, sample);
  const columns = withChoices(guessed, options.roles ?? {});
  const fieldOf = (role: ColumnRole) => columns.findIndex((column) => column.role === role);
  const values = (role: ColumnRole) => (fieldOf(role) === -1 ? [] : valuesOf(records, fieldOf(role)));
  const isImplicit = fieldOf("rating") === -1;
  const known = columns.map(({ name }) => normalised(name));
  const ratings = values("rating");
  const scale = guessScale(file, columns[fieldOf("rating")]?.name ?? "", ratings, options);
  const events = guessEvents(columns, records, options);
  const isNamedTime = hasHeader.value && fieldOf("time") !== -1;
  const dayNumbers = options.dayNumbers ?? (isNamedTime && areDayNumbers(values("time")));
  return {
    guesses: {
      delimiter: sample.delimiter,
      encoding,
      hasHeader,
      dateOrder: guessDateOrder(values("time"), options),
      zeroMeans: isImplicit ? null : guessZeroMeaning(ratings, options),
      duplicates: isImplicit
        ? null
        : options.duplicates
          ? chosen(options.duplicates)
          : { value: "last", confidence: "likely", because: "people change their minds" },
    },
    columns,
    records,
    table: sample.records,
    fields: sample.fields,
    cut: sample.delimiter.value,
    before,
    headers,
    quotes: sample.quotes,
    values: {
      thumbs: areThumbs(ratings),
      missing: scale.missing,
      words: scale.words,
      events: events?.rule ?? null,
      dayNumbers,
      ages: hasAges(columns, records, hasHeader.value),
      spellings: options.spellings ?? "one",
    },
    questions: [...scale.questions, ...(events ? [events.question] : []), ...dayQuestion(dayNumbers, options)],
    warnings: hasHeader.value ? warningsOf(file, columns, records) : [],
    signature: (hasHeader.value ? known : [known.length, sample.delimiter.value]).join("\t"),
  };
}

/** True where what divides the users is their age in years. */
export function hasAges(
  columns: readonly Pick<Column, "name" | "role">[],
  records: readonly string[][],
  hasHeader: boolean,
): boolean {
  const field = columns.findIndex(({ role }) => isSegment(role) && isGroup(role) && ownerOf(role) === "user");
  return field !== -1 && areAges(hasHeader ? columns[field].name : null, valuesOf(records, field));
}

function dayQuestion(dayNumbers: boolean, { dayNumbers: answer }: ReadOptions): ReadQuestion[] {
  if (!dayNumbers && answer === undefined) return [];
  return [
    {
      id: "dayNumbers",
      question: "Are the whole numbers in the time column days as a spreadsheet counts them, from the end of 1899?",
      answers: [
        { label: "Days of a spreadsheet: 43466 is 1 January 2019", change: { dayNumbers: true } },
        { label: "Seconds from 1970 on", change: { dayNumbers: false } },
      ],
      default: dayNumbers ? 0 : 1,
    },
  ];
}

/** What the header says twice, and dates that are not understood. */
function warningsOf(file: string, columns: readonly Column[], records: readonly string[][]): string[] {
  const warnings = repeatedNames(columns.map(({ name }) => name)).map(
    (name) => `More than one column of ${file} is named ${name}: the first of them counts.`,
  );
  if (columns.some(({ role }) => role === "time")) return warnings;
  columns.forEach(({ name, role }, i) => {
    const example = valuesOf(records, i)[0];
    const isTime = spokenBy(name) === "time" && role === "ignore" && example !== undefined;
    if (isTime && /date|time|datum|fecha|data/i.test(name)) {
      warnings.push(
        `The column ${name} is left out: its dates are not understood, for example ${shortened(example, 60)}.`,
      );
    }
  });
  return warnings;
}

function guessHeader(records: readonly string[][], { hasHeader }: ReadOptions): Guess<boolean> {
  if (hasHeader !== undefined) return chosen(hasHeader);
  const { is, sure, because } = firstRecordIsHeader(records);
  return { value: is, confidence: sure ? "sure" : "unsure", because };
}

function columnsByContent(records: string[][], { fields }: RecordSample): Column[] {
  // A delimiter at the end of every record is no column.
  const trailing = fields > 1 && records.every((record) => !record[fields - 1]?.trim());
  const count = trailing ? fields - 1 : fields;
  const roles = rolesByContent(records, count);
  const confidence: Confidence = roles.includes("rating") ? "likely" : "unsure";
  return roles.map((role, i) => ({ name: unnamed(i), role, guessedFrom: "content", confidence }));
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
