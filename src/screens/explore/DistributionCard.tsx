import { ColumnsChart } from "../../charts/ColumnsChart";
import type { Overview } from "../../engine/eda/types";
import { ChartCard } from "../../ui/ChartCard";
import { DataTable } from "../../ui/DataTable";
import { formatCount, formatNumber, formatShare } from "../../ui/format";
import { binLabel, countLine, distributionSentence } from "./sentences";

/** How often each rating was given. */
export function DistributionCard({ overview, span, width }: { overview: Overview; span?: number; width?: number }) {
  const { ratings, ratingDistribution } = overview;
  const question = "How are the ratings distributed?";
  const sentence = distributionSentence(overview);
  const rows = ratingDistribution.map((bin) => ({
    label: binLabel(bin),
    value: bin.count,
    text: formatShare(bin.count / ratings),
  }));
  return (
    <ChartCard
      title={question}
      sentence={sentence}
      n={countLine(ratings)}
      span={span}
      chart={
        <ColumnsChart
          rows={rows}
          xTitle="Rating"
          yTitle="Ratings"
          formatTick={(value) => formatNumber(value)}
          label={`${question} ${sentence}`}
          height={256}
          width={width}
        />
      }
      table={
        <DataTable
          caption={question}
          rows={rows}
          rowKey={({ label }) => label}
          columns={[
            { name: "Rating", cell: ({ label }) => label },
            { name: "Ratings", numeric: true, cell: ({ value }) => formatCount(value) },
            { name: "Share", numeric: true, cell: ({ text }) => text },
          ]}
        />
      }
    />
  );
}
