import { TimeChart } from "../../charts/TimeChart";
import type { Overview } from "../../engine/eda/types";
import { ChartCard } from "../../ui/ChartCard";
import { DataTable } from "../../ui/DataTable";
import { formatCount, formatNumber } from "../../ui/format";
import { countLine, timeSentence } from "./sentences";

interface Props {
  overTime: NonNullable<Overview["overTime"]>;
  ratings: number;
  span?: number;
  width?: number;
}

/** When the ratings were given. */
export function TimeCard({ overTime, ratings, span, width }: Props) {
  const { unit, periods, unknown } = overTime;
  const period = { day: "Day", month: "Month", year: "Year" }[unit];
  const question = "When were the ratings given?";
  const sentence = timeSentence(overTime);
  return (
    <ChartCard
      title={question}
      sentence={sentence}
      n={countLine(ratings - unknown, ratings)}
      span={span}
      chart={
        <TimeChart
          points={periods.map(({ label, count }) => ({ label, value: count }))}
          xTitle={period}
          yTitle={`Ratings a ${unit}`}
          formatValue={formatCount}
          label={`${question} ${sentence}`}
          height={256}
          width={width}
        />
      }
      table={
        <DataTable
          caption={question}
          rows={periods}
          rowKey={({ start }) => start}
          columns={[
            { name: period, cell: ({ label }) => label },
            { name: "Ratings", numeric: true, cell: ({ count }) => formatCount(count) },
            { name: "Mean rating", numeric: true, cell: ({ mean }) => formatNumber(mean) },
          ]}
        />
      }
    />
  );
}
