import { TimeChart } from "../../charts/TimeChart";
import type { Feedback } from "../../engine/dataset/types";
import type { Overview } from "../../engine/eda/types";
import { ChartCard } from "../../ui/ChartCard";
import { DataTable } from "../../ui/DataTable";
import { formatCount } from "../../ui/format";
import { columnName, countColumn, meanColumns } from "./columns";
import { countLine, timeSentence } from "./sentences";

interface Props {
  overTime: NonNullable<Overview["overTime"]>;
  ratings: number;
  feedback: Feedback;
  span?: number;
  width?: number;
}

/** When the ratings were given, or the products chosen. */
export function TimeCard({ overTime, ratings, feedback, span, width }: Props) {
  const { unit, periods, unknown } = overTime;
  const period = { day: "Day", month: "Month", year: "Year" }[unit];
  const question = feedback === "explicit" ? "When were the ratings given?" : "When were the interactions?";
  const sentence = timeSentence(overTime, feedback);
  return (
    <ChartCard
      title={question}
      sentence={sentence}
      n={countLine(feedback, ratings - unknown, ratings)}
      span={span}
      chart={
        <TimeChart
          points={periods.map(({ label, count }) => ({ label, value: count }))}
          xTitle={period}
          yTitle={`${columnName(feedback)} a ${unit}`}
          formatValue={formatCount}
          label={`${question} ${sentence}`}
          height={256}
          width={width}
        />
      }
      table={
        <DataTable<Props["overTime"]["periods"][number]>
          caption={question}
          rows={periods}
          rowKey={({ start }) => start}
          columns={[{ name: period, cell: ({ label }) => label }, countColumn(feedback), ...meanColumns(feedback)]}
        />
      }
    />
  );
}
