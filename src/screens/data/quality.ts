import type { ReadReport } from "../../engine/dataset/types";
import { formatAmount, formatCount, formatDuration, formatRate } from "../../ui/format";

/** "41,210 records read = 41,000 accepted + 200 rejected + 10 merged." */
export function balanceSentence({ read, accepted, rejected, merged }: ReadReport): string {
  const parts = `${formatCount(accepted)} accepted + ${formatCount(rejected)} rejected + ${formatCount(merged)} merged`;
  return `${formatAmount(read, "record")} read = ${parts}.`;
}

/** The lines that are no records, where there are any. */
export function otherLines({ headerLines, blankLines, commentLines }: ReadReport): string | null {
  const kinds: [number, string][] = [
    [headerLines, "header line"],
    [blankLines, "blank line"],
    [commentLines, "comment line"],
  ];
  const named = kinds.filter(([count]) => count > 0).map(([count, name]) => formatAmount(count, name));
  return named.length ? `Not counted as records: ${named.join(", ")}.` : null;
}

const DELIMITERS: Record<string, string> = {
  ",": "comma",
  ";": "semicolon",
  "\t": "tab",
  "|": "bar",
  "::": "double colon",
};

/** How the file was taken apart, and how long that took. */
export function dialectSentence({ dialect, read, readMs }: ReadReport): string {
  const delimiter = DELIMITERS[dialect.delimiter] ?? `“${dialect.delimiter}”`;
  const header = dialect.hasHeader ? "with a header" : "without a header";
  const speed = readMs > 0 ? `, ${formatRate((read / readMs) * 1000)}` : "";
  return `Separated by ${delimiter}, ${header}, ${dialect.encoding}; read in ${formatDuration(readMs / 1000)}${speed}.`;
}
