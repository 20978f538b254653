import type { ValueRules } from "../columns/rules";
import type { ReadProgress } from "../progress";
import type { RecordFormat } from "../records/recordReader";
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

/** Parts of smaller files would hardly be larger than what is looked at to cut them, in bytes. */
export const LEAST_BYTES = 2 * 1024 * 1024;

/** Parts that each other reader reads, one after the other: the first is put in while the second is read. */
export const PARTS_EACH = 2;

/** What the first part is of the share of each other reader: whoever reads it puts the others' rows in as well. */
const FIRST_PART = 0.8;

/** How a file is divided among readers. */
export interface Division {
  /** Where the first part ends. */
  firstEnd: number;
  /** The parts of the other readers, PARTS_EACH after one another for each. */
  others: StretchRequest[];
}

/** How a record of the file is cut. */
export function formatOf({ layout }: LookedAt): RecordFormat {
  return { delimiter: layout.cut, fields: layout.columns.length, quotes: layout.quotes };
}

/** Divide a file between its first reader and so many others; null where it is read by one alone. */
export async function divide(file: LookedAt, rules: ValueRules, others: number): Promise<Division | null> {
  const { source, layout, changed, encoding } = file;
  const { blob, name, size } = source;
  // Elsewhere than in UTF-8 a place in the text is none in the file.
  const plain = !changed && layout.guesses.encoding.value === "utf-8" && encoding === undefined;
  if (others === 0 || !blob || size < LEAST_BYTES || !plain) return null;
  const format = formatOf(file);
  const parts = others * PARTS_EACH;
  const shares = Array.from({ length: parts }, (_, i) => (FIRST_PART + i / PARTS_EACH) / (FIRST_PART + others));
  const cuts = await findCuts(name, blob, format, shares);
  if (!cuts) return null;
  const expected = Math.ceil(expectedRecords(file) / (FIRST_PART + others) / PARTS_EACH);
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
  return { firstEnd: cuts[0], others: requests };
}
