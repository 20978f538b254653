import type { SegmentFigures } from "../../engine/evaluate/types";
import type { RunResult } from "../../engine/train/types";
import { DataTable } from "../../ui/DataTable";
import { formatCount } from "../../ui/format";
import type { SegmentNames } from "../../ui/segmentName";
import { biasTestSentence } from "../train/biasSentence";
import { FigureCell } from "../train/FigureCells";
import { intervalEnds, signed } from "../train/figures";
import { divisionOf } from "../train/segmentErrors";
import styles from "./ReportPage.module.css";

/** Segments named of each division: a page is to be read, the saved document has them all. */
const SHOWN = 3;

interface Row extends SegmentFigures {
  division: string;
  name: string;
  /** False where the row above is of the same division. */
  isFirst: boolean;
}

/** The segments with the most test ratings of each division, unknown left out. */
export function largestSegments({ segments }: Pick<RunResult["test"], "segments">, summary: SegmentNames): Row[] {
  return segments.flatMap((table) =>
    table.segments
      .filter(({ label }) => label !== "")
      .sort((a, b) => b.n - a.n)
      .slice(0, SHOWN)
      .map((segment, index) => ({
        ...segment,
        division: divisionOf(table.by, summary).label,
        name:
          table.by === "activity" ? `${segment.label} ${segment.label === "1" ? "rating" : "ratings"}` : segment.label,
        isFirst: index === 0,
      })),
  );
}

interface Props {
  test: RunResult["test"];
  /** What ratings are counted in, such as "stars". */
  unit: string;
  summary: SegmentNames;
}

/** Errors in the largest segments, and whether they depend on how product and user go together. */
export function LargestSegments({ test, unit, summary }: Props) {
  return (
    <>
      <DataTable
        caption="Errors in the largest segments"
        columns={[
          {
            name: "By",
            cell: ({ division, isFirst }: Row) => <span className={isFirst ? undefined : "hidden"}>{division}</span>,
          },
          { name: "Segment", cell: ({ name }) => name },
          {
            name: `RMSE, ${unit}`,
            numeric: true,
            cell: ({ rmse, interval }) => <FigureCell value={rmse} interval={interval} />,
          },
          {
            name: "Predicted less actual",
            numeric: true,
            cell: ({ meanError, meanErrorInterval }) => (
              <>
                {signed(meanError)}{" "}
                <span className={styles.ends}>{intervalEnds(meanErrorInterval, 3).replace("–", " to ")}</span>
              </>
            ),
          },
          { name: "n", numeric: true, cell: ({ n }) => formatCount(n) },
        ]}
        rows={largestSegments(test, summary)}
        rowKey={({ division, label }) => `${division} ${label}`}
      />
      {test.biasTests.map((biasTest) => (
        <p key={`${biasTest.product} ${biasTest.user}`} className={styles.note}>
          {biasTestSentence(biasTest, summary)}
        </p>
      ))}
    </>
  );
}
