import { Select } from "@mantine/core";
import { useState } from "react";
import { DotRows } from "../../charts/svg/DotRows";
import type { BiasTest, SegmentTable } from "../../engine/evaluate/types";
import type { RunResult } from "../../engine/train/types";
import { ChartCard } from "../../ui/ChartCard";
import { DataTable } from "../../ui/DataTable";
import { formatAmount, formatCount, formatRmse } from "../../ui/format";
import { hasSeveral, type SegmentNames } from "../../ui/segmentName";
import { biasTestSentence } from "./biasSentence";
import { FigureCell } from "./FigureCells";
import { intervalEnds, signed } from "./figures";
import styles from "./SegmentErrorsCard.module.css";
import { divisionOf, segmentErrorRows, segmentErrorSentence, segmentLabel } from "./segmentErrors";

interface Props {
  test: RunResult["test"];
  /** What ratings are counted in, such as "stars". */
  unit: string;
  summary: SegmentNames;
  span?: number;
}

function SegmentsTable({ table, unit, summary }: { table: SegmentTable; unit: string; summary: SegmentNames }) {
  const { label, phrase } = divisionOf(table.by, summary);
  return (
    <DataTable
      caption={`Errors by ${phrase}`}
      columns={[
        { name: label, cell: ({ label }: SegmentTable["segments"][number]) => segmentLabel(label) },
        {
          name: `RMSE, ${unit}`,
          numeric: true,
          cell: ({ rmse, interval }) => <FigureCell value={rmse} interval={interval} />,
        },
        { name: "MAE", numeric: true, cell: ({ mae }) => formatRmse(mae) },
        {
          name: "Mean error",
          numeric: true,
          cell: ({ meanError, meanErrorInterval }) => (
            <>
              {signed(meanError)}
              <span className={styles.interval}>{intervalEnds(meanErrorInterval, 3).replace("–", " to ")}</span>
            </>
          ),
        },
        { name: "Test ratings", numeric: true, cell: ({ n }) => formatCount(n) },
      ]}
      rows={table.segments}
      rowKey={({ label }) => label}
    />
  );
}

function BiasTests({ tests, summary }: { tests: readonly BiasTest[]; summary: SegmentNames }) {
  return (
    <div className={styles.bias}>
      <h3 className={styles.question}>Do errors depend on which users meet which products?</h3>
      <ul className={styles.findings}>
        {tests.map((test) => (
          <li key={`${test.product} ${test.user}`}>{biasTestSentence(test, summary)}</li>
        ))}
      </ul>
    </div>
  );
}

/** Where the Run's errors are larger than elsewhere, and in which direction; with the marketing-bias test. */
export function SegmentErrorsCard({ test, unit, summary, span }: Props) {
  const [chosen, setChosen] = useState<string | null>(null);
  const table = test.segments.find(({ by }) => by === chosen) ?? test.segments[0];
  if (!table) return null;
  const { phrase, label } = divisionOf(table.by, summary);
  const sentence = segmentErrorSentence(table, test.rmse, unit, summary);
  const isSeveral = table.by !== "activity" && hasSeveral(table.by, summary);
  const total = isSeveral ? test.n : table.segments.reduce((sum, { n }) => sum + n, 0);
  const each = isSeveral ? "; a rating counts in each of its segments" : "";
  const more = table.more > 0 ? `; ${formatAmount(table.more, "more", "more")} with fewer ratings are not shown` : "";
  return (
    <ChartCard
      title="Where is it wrong?"
      span={span}
      sentence={sentence}
      n={`n = ${formatAmount(total, "test rating")} in ${formatAmount(table.segments.length, "segment")}${each}${more}`}
      actions={
        <Select
          size="xs"
          w={150}
          aria-label="Errors by"
          data={test.segments.map(({ by }) => ({ value: by, label: divisionOf(by, summary).label }))}
          value={table.by}
          onChange={setChosen}
          data-testid="segments-by"
        />
      }
      chart={
        <>
          <DotRows
            rows={segmentErrorRows(table)}
            namesTitle={label}
            panels={[
              { title: `RMSE, ${unit}`, reference: test.rmse, referenceText: `all ${formatRmse(test.rmse)}` },
              {
                title: `Mean error, ${unit}`,
                scale: "about zero",
                reference: 0,
                referenceText: "too low ← 0 → too high",
              },
            ]}
            label={`Test error by ${phrase}. ${sentence}`}
          />
          {test.biasTests.length > 0 && <BiasTests tests={test.biasTests} summary={summary} />}
        </>
      }
      table={<SegmentsTable table={table} unit={unit} summary={summary} />}
    />
  );
}
