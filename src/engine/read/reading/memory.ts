import { grouped } from "../refusal";
import { ReadError } from "../types";
import { expectedRecords, type LookedAt } from "./lookAt";

/** The failure as it is, but for memory that ran out: that one in a sentence with the number of records. */
export function outOfMemory(error: unknown, files: readonly LookedAt[]): unknown {
  if (!(error instanceof RangeError) || !/alloc|array length|memory/i.test(error.message)) return error;
  const records = files.reduce((sum, file) => sum + expectedRecords(file), 0);
  const about = grouped(Number(records.toPrecision(2)));
  return new ReadError(
    `${files[0].source.name} has about ${about} records: more than this tab has memory for. ` +
      "Close other tabs, or drop a part of it. Data that were open before stay open.",
    { cause: error },
  );
}
