import { isOrdered } from "../../../../domain/roles";
import type { SegmentTable } from "../../../../engine/evaluate/types";
import type { DatasetSummary } from "../../../../engine/read/types";
import { DataTable } from "../../../../ui/DataTable";
import { formatAmount } from "../../../../ui/format";
import { biasTestSentence } from "../../../train/biasSentence";
import { plotDomain } from "../../../train/FigureCells";
import { intervalEnds } from "../../../train/figures";
import { divisionOf, segmentErrorRows, segmentErrorSentence } from "../../../train/segmentErrors";
import { ratingUnit } from "../../../train/sentences";
import { plotColumn, Value } from "../cells";
import type { FinishedRun } from "../types";

/** Known segments of a division, those with the most test ratings; divisions in an order of their own are whole. */
const MOST_ROWS = 10;

/** True for divisions in an order of their own. */
function isWhole(by: SegmentTable["by"]): boolean {
  return by === "activity" || isOrdered(by);
}

interface Props {
  run: FinishedRun;
  summary: DatasetSummary;
}

/** Where the errors are larger, and in which direction; whether they depend on who meets what. */
export function Segments({ run, summary }: Props) {
  const { test } = run.result;
  const [first, ...others] = test.segments;
  if (test.rmse === null || !first) return null;
  return (
    <section>
      <div className="keep">
        <h3>Where is it wrong?</h3>
        <p className="n">
          Predicted less actual: above 0 the segment is rated too high, below 0 too low. Dashed: all test ratings.
        </p>
        <Division table={first} overall={test.rmse} summary={summary} />
      </div>
      {others.map((table) => (
        <Division key={table.by} table={table} overall={test.rmse} summary={summary} />
      ))}
      {test.biasTests.length > 0 && (
        <div className="keep">
          <h4>Do errors depend on which users meet which products?</h4>
          <ul>
            {test.biasTests.map((biasTest) => (
              <li key={`${biasTest.product} ${biasTest.user}`}>{biasTestSentence(biasTest, summary)}</li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

interface DivisionProps {
  table: SegmentTable;
  overall: number | null;
  summary: DatasetSummary;
}

function Division({ table, overall, summary }: DivisionProps) {
  const unit = ratingUnit(summary).one;
  const { label, phrase } = divisionOf(table.by, summary);
  const rows = segmentErrorRows(table);
  const known = rows.filter(({ tone }) => tone !== "unknown");
  const unknown = rows.filter(({ tone }) => tone === "unknown");
  const shown = isWhole(table.by) ? rows : [...known.slice(0, MOST_ROWS), ...unknown];
  const left = rows.length - shown.length + table.more;
  const domain = plotDomain([...shown.map(({ figures }) => figures[0]), { value: overall, interval: null }]);
  return (
    <div className="keep dense">
      <h4>By {phrase}</h4>
      <p className="answer">{segmentErrorSentence(table, overall, unit, summary)}</p>
      <DataTable<(typeof rows)[number]>
        caption={`Errors by ${phrase}`}
        columns={[
          { name: label, cell: (row) => row.label },
          plotColumn(domain, ({ figures, tone }) => ({ ...figures[0], reference: overall, tone })),
          {
            name: `RMSE, ${unit}`,
            numeric: true,
            cell: ({ figures }) => <Value {...figures[0]} />,
          },
          {
            name: "Predicted less actual",
            numeric: true,
            cell: ({ figures: [, meanError] }) => (
              <>
                {meanError.text}
                <span className="ends">{intervalEnds(meanError.interval, 3).replace("–", " to ")}</span>
              </>
            ),
          },
          { name: "n", numeric: true, cell: ({ n }) => n },
        ]}
        rows={shown}
        rowKey={(row) => row.label}
      />
      {left > 0 && <p className="n">{formatAmount(left, "more segment")} with fewer test ratings not shown.</p>}
    </div>
  );
}
