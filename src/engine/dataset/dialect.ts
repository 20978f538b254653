import Papa from "papaparse";

/** In the order of preference among equals. */
export const DELIMITERS = ["::", "\t", ";", "|", ","] as const;

/** Records and characters that guessing looks at. */
const SAMPLE_RECORDS = 500;
const SAMPLE_LENGTH = 128 * 1024;

/** The first records of a file cut with one delimiter. */
export interface RecordSample {
  delimiter: string;
  /** Records without blank and comment lines; a header is still among them. */
  records: string[][];
  /** Fields that most records have. */
  fields: number;
}

/**
 * Cut the file's first records with the delimiter that gives most records the same number of fields, and the most of
 * them. A file without any delimiter is cut with a comma into single fields.
 * @param text the start of the file, with LF line ends.
 * @param whole true when this is all of it.
 */
export function sampleRecords(text: string, whole: boolean): RecordSample {
  const complete = whole && text.length <= SAMPLE_LENGTH;
  const start = text.slice(0, SAMPLE_LENGTH);
  let best = cut(start, ",", complete);
  let bestScore = score(best);
  for (const delimiter of DELIMITERS) {
    if (!start.includes(delimiter)) continue;
    const sample = cut(start, delimiter, complete);
    const sampleScore = score(sample);
    if (sampleScore > bestScore) [best, bestScore] = [sample, sampleScore];
  }
  const { fields } = best;
  return { ...best, records: best.records.filter((record) => !isComment(record, fields)) };
}

/** A line that starts with # and does not have a record's number of fields. */
export function isComment(record: readonly string[], fields: number): boolean {
  return record[0]!.startsWith("#") && record.length !== fields;
}

/** A line with nothing but white space. */
export function isBlank(record: readonly string[]): boolean {
  return record.length === 1 && record[0]!.trim() === "";
}

function cut(text: string, delimiter: string, complete: boolean): RecordSample {
  const parser = new Papa.Parser({ delimiter, newline: "\n", preview: SAMPLE_RECORDS });
  let { data }: { data: string[][] } = parser.parse(text, 0, !complete);
  // One line that fills the sample, or a quote that never closes: look at the lines as they are.
  if (data.length === 0)
    data = text
      .split("\n")
      .slice(0, SAMPLE_RECORDS)
      .map((line) => line.split(delimiter));
  const records = data.filter((record) => !isBlank(record));
  return { delimiter, records, fields: commonest(records.map((record) => record.length)) };
}

/** Wrong delimiters cut few or uneven fields: the share of even records counts more than the number of fields. */
function score({ records, fields }: RecordSample): number {
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
