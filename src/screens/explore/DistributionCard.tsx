import { ColumnsChart } from "../../charts/ColumnsChart";
import type { Feedback } from "../../engine/dataset/types";
import type { Overview } from "../../engine/eda/types";
import { ChartCard } from "../../ui/ChartCard";
import { DataTable } from "../../ui/DataTable";
import { formatCount, formatNumber, formatShare } from "../../ui/format";
import { columnName } from "./columns";
import { binLabel, countLine, countsSentence, distributionSentence } from "./sentences";

interface Props {
  overview: Overview;
  feedback: Feedback;
  span?: number;
  width?: number;
}

/** How often each rating was given; of implicit feedback, how often a user chose the same product. */
export function DistributionCard({ overview, feedback, span, width }: Props) {
  const { ratings, ratingDistribution } = overview;
  const isExplicit = feedback === "explicit";
  const question = isExplicit ? "How are the ratings distributed?" : "How often did a user choose the same product?";
  const sentence = isExplicit ? distributionSentence(overview) : countsSentence(overview);
  const value = isExplicit ? "Rating" : "Times chosen";
  const counted = columnName(feedback);
  const rows = ratingDistribution.map((bin) => ({
    label: binLabel(bin),
    value: bin.count,
    text: formatShare(bin.count / ratings),
  }));
  return (
    <ChartCard
      title={question}
      sentence={sentence}
      n={countLine(feedback, ratings)}
      span={span}
      chart={
        <ColumnsChart
          rows={rows}
          xTitle={value}
          yTitle={counted}
          formatTick={(tick) => formatNumber(tick)}
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
            { name: value, cell: ({ label }) => label },
            { name: counted, numeric: true, cell: ({ value: count }) => formatCount(count) },
            { name: "Share", numeric: true, cell: ({ text }) => text },
          ]}
        />
      }
    />
  );
}
