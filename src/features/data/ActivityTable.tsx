import type { ActivityFigures, DatasetSummary } from "../../engine/read/types";
import { DataTable } from "../../ui/DataTable";
import { nounOf } from "../../ui/feedback";
import { formatCount, formatNumber, formatShare } from "../../ui/format";

type Row = ActivityFigures & { name: string; count: number };

/** How many ratings a user gave and a product got. */
export function ActivityTable({ summary }: { summary: DatasetSummary }) {
  const { feedback, users, products, perUser, perProduct } = summary;
  const { many } = nounOf(feedback);
  const rows: Row[] = [
    { name: "Users", count: users, ...perUser },
    { name: "Products", count: products, ...perProduct },
  ];
  return (
    <DataTable<Row>
      caption={`How many ${many} a user gave and a product got`}
      rows={rows}
      rowKey={({ name }) => name}
      columns={[
        { name: <span className="hidden">Of</span>, cell: ({ name }) => name },
        { name: "Number", numeric: true, cell: ({ count }) => formatCount(count) },
        { name: "Mean", numeric: true, cell: ({ mean }) => formatNumber(mean) },
        { name: "Median", numeric: true, cell: ({ median }) => formatNumber(median) },
        { name: "9 of 10 have at most", numeric: true, cell: ({ ninthDecile }) => formatCount(ninthDecile) },
        { name: "Most", numeric: true, cell: ({ most }) => formatCount(most) },
        { name: "Only one", numeric: true, cell: ({ once }) => formatShare(once) },
        { name: "Five or more", numeric: true, cell: ({ fiveOrMore }) => formatShare(fiveOrMore) },
      ]}
    />
  );
}
