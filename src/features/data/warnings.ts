import type { ReadReport } from "../../engine/read/types";

/** What was put right without loss is worth a note beside the figures, not an alarm. */
const MENDED = /they are taken for the same|count as one(, under| each)|they were taken off/;

/** What can hardly be right, and what was left out: to be looked at before anything is learnt from it. */
export function alarmsIn({ warnings = [] }: ReadReport): string[] {
  return warnings.filter((warning) => !MENDED.test(warning));
}

/** What was mended while the file was read. */
export function mendedIn({ warnings = [] }: ReadReport): string[] {
  return warnings.filter((warning) => MENDED.test(warning));
}
