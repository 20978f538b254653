import type { BulkEstimate, BulkProgress } from "../../../engine/recommend/types";
import { formatAmount, formatBytes, formatCount, formatDuration, formatRate } from "../../../ui/format";
import type { BulkState } from "../store/recommendState";

/** "1,157,633 customers, 6,240 different lists: about 40 s and a file of 310 MB." */
export function estimateSentence({ users, lists, seconds, bytes }: BulkEstimate): string {
  const different = lists < users ? `, ${formatAmount(lists, "different list")}` : "";
  return `${formatAmount(users, "customer")}${different}: about ${formatDuration(seconds)} and a file of ${formatBytes(bytes)}.`;
}

/** "Writing lists: 812,000 of 1,157,633 customers, 48,000/s, 7 s left" */
export function progressSentence({ users, total, perSecond, secondsLeft }: BulkProgress): string {
  const left = Number.isFinite(secondsLeft) ? `, ${formatDuration(Math.ceil(secondsLeft))} left` : "";
  return `Writing lists: ${formatCount(users)} of ${formatAmount(total, "customer")}, ${formatRate(perSecond)}${left}`;
}

/** What the file holds, and who is not in it. */
export function bulkSavedSentence({ file, bytes, users, without, lines }: NonNullable<BulkState["saved"]>): string {
  const none =
    without > 0
      ? ` ${formatAmount(without, "customer has", "customers have")} nothing left to recommend and no line.`
      : "";
  return `${file} is saved: ${formatAmount(lines, "line")} for ${formatAmount(users - without, "customer")}, ${formatBytes(bytes)}.${none}`;
}
