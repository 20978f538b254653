import type { Fields } from "../records/fields";
import { type RecordFormat, RecordReader, type RecordSink } from "../records/recordReader";
import { grouped } from "../refusal";
import type { Guess } from "../types";
import { chosen } from "./chosen";

/** In the order of preference among equals. */
export const DELIMITERS = [",", "::", "\t", ";", "|"] as const;

/** Delimiters that may have no quotes. */
const UNQUOTED: readonly string[] = ["\t", "|"];

/** What a blank counts beside another delimiter: texts are full of them. */
const BLANK_WORTH = 0.7;
/** Share of even records from which a blank, or a character of another kind, is a delimiter. */
const EVEN = 0.98;

/** Records and bytes that guessing looks at. */
const SAMPLE_RECORDS = 500;
export const SAMPLE_LENGTH = 128 * 1024;

const QUOTE = 34;

/** Longest field that is kept of a record in a sample, in characters. */
const LONGEST_FIELD = 1000;

/** The first records of a file cut with one delimiter. */
export interface RecordSample {
  delimiter: Guess<string>;
  /** Records without blank and comment lines; a header is still among them. */
  records: string[][];
  /** Fields that most records have. */
  fields: number;
  /** False where quotes are text like any other. */
  quotes: boolean;
}

/**
 * Cut the file's first records with the delimiter that gives most records the same number of fields, and the most of
 * them. A file without any delimiter is cut with a comma into single fields.
 * @param start the start of the file, at most SAMPLE_LENGTH bytes of UTF-8.
 * @param whole true when this is all of it.
 */
export function sampleRecords(file: string, start: Uint8Array, whole: boolean, wanted?: string): RecordSample {
  const cuts = (wanted === undefined ? DELIMITERS : [wanted]).map((delimiter) => cut(file, start, delimiter, whole));
  if (wanted === undefined) cuts.push(...otherCuts(file, start, whole, cuts));
  const [best, second] = cuts.sort((a, b) => score(b) - score(a));
  const { fields, delimiter, quotes } = preferred(best!, cuts);
  const chosenCut = cuts.find((one) => one.delimiter === delimiter)!;
  const records = chosenCut.records.filter((record) => !isComment(record[0], record.length, fields));
  if (wanted !== undefined) return { fields, records, quotes, delimiter: chosen(wanted) };
  const even = records.filter((record) => record.length === fields).length / Math.max(1, records.length);
  if (fields < 2) {
    const because = "no delimiter divides the lines into fields";
    return { fields, records, quotes, delimiter: { value: ",", confidence: "unsure", because } };
  }
  const because =
    even === 1 ? `every record has ${grouped(fields)} fields` : `most records have ${grouped(fields)} fields`;
  const close = second !== undefined && score(second) > 0.5 * score(best!);
  const confidence = even < 0.9 ? "unsure" : close || even < 1 ? "likely" : "sure";
  return { fields, records, quotes, delimiter: { value: delimiter, confidence, because } };
}

/** Cuts at a blank, and at any other sign that divides every line evenly where none of the usual ones does. */
function otherCuts(file: string, start: Uint8Array, whole: boolean, cuts: readonly Cut[]): Cut[] {
  const isEven = (one: Cut) => one.fields > 1 && evenShare(one) >= EVEN && one.records.length > 2;
  // Texts are full of blanks: whatever else divides the lines evenly comes before.
  if (cuts.some((one) => one.fields > 1 && evenShare(one) >= 0.9)) return [];
  const blank = [cut(file, start, " ", whole)].filter((one) => isEven(one) && one.fields - one.records[0].length <= 1);
  if (blank.length > 0 || cuts.some((one) => one.fields > 1)) return blank;
  const [line = ""] = cuts[0].records[0] ?? [];
  const signs = new Set(line.match(/[^\p{L}\p{N}\s."'_-]/gu));
  return [...signs]
    .filter((sign) => sign.charCodeAt(0) < 0x7f)
    .map((sign) => cut(file, start, sign, whole))
    .filter(isEven);
}

/**
 * The best cut, or another as even: one that leaves the header in one field loses, and one at bars inside a list of
 * genres to one that finds more columns of numbers.
 */
function preferred(best: Cut, cuts: readonly Cut[]): Cut {
  const isEven = (one: Cut) => one.fields > 1 && evenShare(one) >= 0.9;
  const headless = best.records[0]?.length === 1 && best.records.length > 1;
  const better = cuts.find((one) => one !== best && isEven(one) && one.records[0]?.length === one.fields);
  if (headless && better) return better;
  if (best.delimiter !== "|" && best.delimiter !== " ") return best;
  const numbers = numericColumns(best);
  return cuts.find((one) => one !== best && isEven(one) && numericColumns(one) > numbers) ?? best;
}

function numericColumns({ records, fields }: Cut): number {
  const isNumber = (record: readonly string[], i: number) => /^\s*"?-?\d+([.,]\d+)?"?\s*$/.test(record[i] ?? "");
  return Array.from({ length: fields }, (_, i) => i).filter(
    (i) => records.filter((record) => isNumber(record, i)).length >= 0.8 * records.length,
  ).length;
}

/** A line that starts with # and does not have a record's number of fields. */
export function isComment(firstField: string, count: number, fields: number): boolean {
  return firstField.startsWith("#") && count !== fields;
}

interface Cut {
  delimiter: string;
  records: string[][];
  fields: number;
  quotes: boolean;
}

function cut(file: string, start: Uint8Array, delimiter: string, whole: boolean): Cut {
  const quoted = cutWith(file, start, delimiter, whole, true);
  if (!UNQUOTED.includes(delimiter) || !start.includes(QUOTE)) return quoted;
  const plain = cutWith(file, start, delimiter, whole, false);
  // Quotes that swallow lines were not meant to open a field.
  const loses = evenShare(quoted) < 1 || quoted.records.length < plain.records.length;
  return plain.fields > 1 && evenShare(plain) === 1 && loses ? plain : quoted;
}

function cutWith(file: string, start: Uint8Array, delimiter: string, whole: boolean, quotes: boolean): Cut {
  let records = recordsOf(file, start, { delimiter, quotes, fields: 0 }, whole);
  // A first record longer than the sample, or a quote that never closes: look at the lines as they are.
  if (records.length === 0) records = recordsOf(file, start, { delimiter, quotes, fields: 0 }, true);
  return { delimiter, records, quotes, fields: commonest(records.map((record) => record.length)) };
}

function recordsOf(file: string, start: Uint8Array, format: RecordFormat, whole: boolean): string[][] {
  const records: string[][] = [];
  const take = (fields: Fields) => {
    if (records.length === SAMPLE_RECORDS || (fields.count === 1 && fields.isBlank(0))) return;
    records.push(fields.texts().map((text) => text.slice(0, LONGEST_FIELD)));
  };
  const sink: RecordSink = { record: take, unclosedQuote: () => {} };
  new RecordReader(file, format, sink).push(start, whole);
  return records;
}

function evenShare({ records, fields }: Cut): number {
  return records.filter((record) => record.length === fields).length / Math.max(1, records.length);
}

/** Wrong delimiters cut few or uneven fields: the share of even records counts more than the number of fields. */
function score(one: Cut): number {
  const { fields, delimiter } = one;
  if (fields < 2) return 0;
  return fields * evenShare(one) ** 3 * (delimiter === " " ? BLANK_WORTH : 1);
}

function commonest(values: number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best = 0;
  for (const [value, count] of counts) if (count > (counts.get(best) ?? 0)) best = value;
  return best;
}
