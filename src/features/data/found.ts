import { SEGMENT_ROLES } from "../../domain/roles";
import type { DatasetSummary, ReadReport } from "../../engine/read/types";
import { nounOf } from "../../ui/feedback";
import { formatAmount, formatDate, formatNumber } from "../../ui/format";
import { segmentWord } from "../../ui/segmentName";
import { openQuestions } from "./questions";
import { alarmsIn } from "./warnings";

const list = new Intl.ListFormat("en", { type: "conjunction" });

/** What is said of no file: nearly all are of this kind. */
const PLAIN_FORMAT = "delimited text";

/** "Wide table: 312 ratings from 1 to 5 by 40 users of 12 products, with details of 11 products." */
export function foundSentence(summary: DatasetSummary, { format = PLAIN_FORMAT, details }: ReadReport): string {
  const { feedback, ratings, users, products, ratingLow, ratingHigh, timeSpan } = summary;
  const { one, many } = nounOf(feedback);
  const scale = feedback === "explicit" ? ` from ${formatNumber(ratingLow)} to ${formatNumber(ratingHigh)}` : "";
  const amount = `${formatAmount(ratings, one, many)}${scale}`;
  const whose = `${formatAmount(users, "user")} ${feedback === "explicit" ? "of" : "with"} ${formatAmount(products, "product")}`;
  const span = timeSpan ? `, ${formatDate(timeSpan[0])} to ${formatDate(timeSpan[1])}` : "";
  const kind = format === PLAIN_FORMAT ? "" : `${format.charAt(0).toUpperCase()}${format.slice(1)}: `;
  return `${kind}${amount} by ${whose}${span}${detailsPhrase(details)}.${severalPhrase(summary)}`;
}

/** " Cells of genres hold several values, split at |." of each column whose cells do. */
function severalPhrase(summary: DatasetSummary): string {
  const parts = SEGMENT_ROLES.flatMap((role) => {
    const { name = null, separator } = summary.segments[role] ?? {};
    if (!separator) return [];
    const column = name ?? segmentWord(role, summary);
    return [` Cells of ${column} hold several values, split at ${separator.trim() || "blanks"}.`];
  });
  return parts.join("");
}

function detailsPhrase(details: ReadReport["details"]): string {
  if (details.length === 0) return "";
  const amounts = details.map(({ of, matched, file }) => `${formatAmount(matched, of ?? "product")} (${file})`);
  return `, with details of ${list.format(amounts)}`;
}

/** "1 warning and 2 open questions"; empty where there is nothing to look at before the ways on are taken. */
export function toSettle(report: ReadReport): string {
  const [alarms, questions] = [alarmsIn(report).length, openQuestions(report).length];
  const parts = [
    ...(alarms > 0 ? [formatAmount(alarms, "warning")] : []),
    ...(questions > 0 ? [formatAmount(questions, "open question")] : []),
  ];
  return list.format(parts);
}
