import type { ReadReport } from "../../engine/read/types";
import { formatAmount, formatCount, formatDuration, formatRate } from "../../ui/format";

/** "41,210 records read = 41,000 accepted + 200 rejected + 10 merged." */
export function balanceSentence({ read, accepted, rejected, merged }: ReadReport): string {
  const parts = `${formatCount(accepted)} accepted + ${formatCount(rejected)} rejected + ${formatCount(merged)} merged`;
  return `${formatAmount(read, "record")} read = ${parts}.`;
}

/** The lines that are no records: "1 header, no blank, no comment". */
export function otherLines({ headerLines, blankLines, commentLines }: ReadReport): string {
  const kinds: [number, string][] = [
    [headerLines, "header"],
    [blankLines, "blank"],
    [commentLines, "comment"],
  ];
  return kinds.map(([count, name]) => `${count ? formatCount(count) : "no"} ${name}`).join(", ");
}

/** Lines outside the table, "2 lines outside the table"; null where there are none. */
export function passedOverText({ passedOver = 0 }: ReadReport): string | null {
  return passedOver > 0 ? `${formatAmount(passedOver, "line")} outside the table` : null;
}

/** How long the reading took, and its speed in records. */
export function speedText({ read, readMs }: ReadReport): string {
  const speed = readMs > 0 ? `, ${formatRate((read / readMs) * 1000)}` : "";
  return `${formatDuration(readMs / 1000)}${speed}`;
}
