import type { Fields } from "../records/fields";
import { RecordReader, type RecordSink } from "../records/recordReader";
import { grouped } from "../refusal";
import type { Guess } from "../types";
import { chosen } from "./chosen";

/** In the order of preference among equals. */
export const DELIMITERS = [",", "::", "\t", ";", "|"] as const;

/** Records and bytes that guessing looks at. */
const SAMPLE_RECORDS = 500;
export const SAMPLE_LENGTH = 128 * 1024;

/** Longest field that is kept of a record in a sample, in characters. */
const LONGEST_FIELD = 1000;

/** The first records of a file cut with one delimiter. */
export interface RecordSample {
  delimiter: Guess<string>;
  /** Records without blank and comment lines; a header is still among them. */
  records: string[][];
  /** Fields that most records have. */
  fields: number;
}

/**
 * Cut the file's first records with the delimiter that gives most records the same number of fields, and the most of
 * them. A file without any delimiter is cut with a comma into single fields.
 * @param start the start of the file, at most SAMPLE_LENGTH bytes of UTF-8.
 * @param whole true when this is all of it.
 */
export function sampleRecords(file: string, start: Uint8Array, whole: boolean, wanted?: string): RecordSample {
  const cuts = (wanted === undefined ? DELIMITERS : [wanted]).map((delimiter) => cut(file, start, delimiter, whole));
  const [best, second] = cuts.sort((a, b) => score(b) - score(a));
  const { fields, delimiter } = best!;
  const records = best!.records.filter((record) => !isComment(record[0]!, record.length, fields));
  if (wanted !== undefined) return { fields, records, delimiter: chosen(wanted) };
  const even = records.filter((record) => record.length === fields).length / Math.max(1, records.length);
  if (fields < 2) {
    const because = "no delimiter divides the lines into fields";
    return { fields, records, delimiter: { value: ",", confidence: "unsure", because } };
  }
  const because =
    even === 1 ? `every record has ${grouped(fields)} fields` : `most records have ${grouped(fields)} fields`;
  const close = second !== undefined && score(second) > 0.5 * score(best!);
  const confidence = even < 0.9 ? "unsure" : close || even < 1 ? "likely" : "sure";
  return { fields, records, delimiter: { value: delimiter, confidence, because } };
}

/** A line that starts with # and does not have a record's number of fields. */
export function isComment(firstField: string, count: number, fields: number): boolean {
  return firstField.startsWith("#") && count !== fields;
}

interface Cut {
  delimiter: string;
  records: string[][];
  fields: number;
}

function cut(file: string, start: Uint8Array, delimiter: string, whole: boolean): Cut {
  let records = recordsOf(file, start, delimiter, whole);
  // A first record longer than the sample, or a quote that never closes: look at the lines as they are.
  if (records.length === 0) records = recordsOf(file, start, delimiter, true);
  return { delimiter, records, fields: commonest(records.map((record) => record.length)) };
}

function recordsOf(file: string, start: Uint8Array, delimiter: string, whole: boolean): string[][] {
  const records: string[][] = [];
  const take = (fields: Fields) => {
    if (records.length === SAMPLE_RECORDS || (fields.count === 1 && fields.isBlank(0))) return;
    records.push(fields.texts().map((text) => text.slice(0, LONGEST_FIELD)));
  };
  const sink: RecordSink = { record: take, unclosedQuote: () => {} };
  new RecordReader(file, { delimiter, fields: 0 }, sink).push(start, whole);
  return records;
}

/** Wrong delimiters cut few or uneven fields: the share of even records counts more than the number of fields. */
function score({ records, fields }: Cut): number {
  if (fields < 2) return 0;
  const even = records.filter((record) => record.length === fields).length;
  return fields * (even / records.length) ** 3;
}

function commonest(values: number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best = 0;
  for (const [value, count] of counts) if (count > (counts.get(best) ?? 0)) best = value;
  return best;
}
