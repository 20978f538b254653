import type { Feedback } from "../../engine/dataset/types";
import type { TableColumn } from "../../ui/DataTable";
import { nounOf } from "../../ui/feedback";
import { formatCount, formatNumber } from "../../ui/format";

/** What is counted, at the head of a column or an axis: "Ratings", "Interactions". */
export function columnName(feedback: Feedback): string {
  const { many } = nounOf(feedback);
  return many.charAt(0).toUpperCase() + many.slice(1);
}

/** The column of the counts of a table. */
export function countColumn(feedback: Feedback): TableColumn<{ count: number }> {
  return { name: columnName(feedback), numeric: true, cell: ({ count }) => formatCount(count) };
}

/** The column of mean ratings, as the last of a table's columns; none where there are no ratings. */
export function meanColumns(feedback: Feedback): TableColumn<{ mean: number | null }>[] {
  if (feedback === "implicit") return [];
  return [{ name: "Mean rating", numeric: true, cell: ({ mean }) => formatNumber(mean) }];
}
