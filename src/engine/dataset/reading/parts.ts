import type { ValueRules } from "../columns/builder";
import type { RecordFormat } from "../records/recordReader";
import type { ReadProgress } from "../types";
import { findCuts } from "./cuts";
import { expectedRecords, type LookedAt, rolesOf } from "./lookAt";
import type { StretchRequest, StretchResult } from "./stretch";

/** Reads a part of a file, elsewhere. */
export interface PartReader {
  read(
    request: StretchRequest,
    onProgress: (progress: ReadProgress) => void,
    signal: AbortSignal,
  ): Promise<StretchResult>;
}

/** Files below this are read sooner than a second reader is at work, in bytes. */
export const LEAST_BYTES = 2 * 1024 * 1024;

/** What the first part is of the share of each other: whoever reads it puts the others' rows in as well. */
const FIRST_PART = 1;

/** How a file is divided among readers. */
export interface Division {
  /** Where the first part ends. */
  firstEnd: number;
  others: StretchRequest[];
}

/** How a record of the file is cut. */
export function formatOf({ layout }: LookedAt): RecordFormat {
  return { delimiter: layout.guesses.delimiter.value, fields: layout.columns.length };
}

/** Divide a file between its first reader and so many others; null where it is read by one alone. */
export async function divide(file: LookedAt, rules: ValueRules, others: number): Promise<Division | null> {
  const { source, layout, changed, options } = file;
  const { blob, name, size } = source;
  // Elsewhere than in UTF-8 a place in the text is none in the file.
  const plain = !changed && layout.guesses.encoding.value === "utf-8" && options.encoding === undefined;
  if (others === 0 || !blob || size < LEAST_BYTES || !plain) return null;
  const format = formatOf(file);
  const shares = Array.from({ length: others }, (_, i) => (FIRST_PART + i) / (FIRST_PART + others));
  const cuts = await findCuts(name, blob, format, shares);
  if (!cuts) return null;
  const expected = Math.ceil(expectedRecords(file) / (others + 1));
  const requests = cuts.map(
    (start, i): StretchRequest => ({
      name,
      file: blob,
      start,
      end: cuts[i + 1] ?? size,
      format,
      roles: rolesOf(layout),
      rules,
      expected,
    }),
  );
  return { firstEnd: cuts[0]!, others: requests };
}

/** True when the parts, read one by one, give what reading the file through gives. */
export function fitTogether(division: Division, firstEnd: number, results: readonly StretchResult[]): boolean {
  const { others } = division;
  return (
    firstEnd === others[0]!.start &&
    results.every(({ end, changed, encoding }, i) => {
      const reachesNext = end === others[i]!.end;
      return reachesNext && !changed && encoding.value === "utf-8" && encoding.confidence === "sure";
    })
  );
}
