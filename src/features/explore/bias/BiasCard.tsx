import { memo, useCallback } from "react";
import { HeatGrid } from "../../../charts/svg/HeatGrid";
import type { Pair } from "../../../engine/explore/types";
import { ChartCard } from "../../../ui/ChartCard";
import { formatCount, formatNumber } from "../../../ui/format";
import { segmentName } from "../../../ui/segmentName";
import { useStore } from "../../studio/store";
import { PairSelect } from "../boxes/PairSelect";
import { chartId } from "../chartIds";
import { countLine, countName } from "../chartWords";
import type { Look } from "../look";
import { figure } from "../segment/values";
import { type BiasCell, biasCells, pickCell } from "./cells";
import { bothOf, capital, cellPhrase, leftOut } from "./names";
import { biasQuestion, biasSentence, expectedText } from "./words";

interface Props {
  look: Look;
  span?: number;
  /** Of the chart, in pixels. */
  width?: number;
}

const PLACES = ["Rows", "Columns"] as const;

/** The pair that was chosen, ahead of its tables; what the file has not, or what is one segment twice, is not shown. */
function usePair({ survey }: Look): Pair {
  const wanted = useStore((state) => state.views.bias);
  const isPossible = wanted !== "auto" && wanted[0] !== wanted[1] && wanted.every((role) => survey.labels[role]);
  return isPossible ? wanted : survey.bias!.pair;
}

/** Whether two segments go together: ratings by both, against what chance would give. */
export const BiasCard = memo(function BiasCard({ look, ...place }: Props) {
  return look.survey.bias && look.selection.bias ? <BiasChart look={look} {...place} /> : null;
});

function BiasChart({ look, span, width }: Props) {
  const chosen = usePair(look);
  const setViews = useStore((state) => state.setViews);
  const setPair = useCallback((bias: Pair) => setViews({ bias }), [setViews]);
  const { survey, selection, summary, feedback } = look;
  const { pair } = survey.bias!;
  const { observed, test, cells: figures } = selection.bias!;
  const cells = biasCells(look);
  const question = biasQuestion(pair, feedback, summary);
  const sentence = biasSentence(look);
  const left = leftOut(survey.bias!, summary);
  const namesAt = (place: 0 | 1) => [
    ...new Map(cells.map(({ labels, names }) => [labels[place], names[place]])).values(),
  ];
  const titles = pair.map((role) => segmentName(role, summary));
  return (
    <ChartCard<BiasCell>
      id={chartId("bias")}
      title={question}
      sentence={sentence}
      n={`${countLine(feedback, figures.ratings, survey.all.ratings)}${left ? `; ${left}` : ""}`}
      span={span}
      actions={<PairSelect labels={survey.labels} summary={summary} pair={chosen} names={PLACES} onPair={setPair} />}
      chart={
        <HeatGrid
          label={`${question} ${sentence}`}
          rows={namesAt(0)}
          columns={namesAt(1)}
          rowTitle={titles[0]}
          columnTitle={titles[1]}
          cells={cells.map((cell) => ({
            observed: formatCount(observed[cell.at]),
            expected: test ? expectedText(test.expected[cell.at]) : "–",
            residual: test?.residuals[cell.at] ?? Number.NaN,
            spoken: spokenCell(look, cell),
            faded: cell.faded,
          }))}
          width={width}
          onPick={(row, column) => {
            const cell = cells.find((each) => each.row === row && each.column === column);
            if (cell) pickCell(look, cell);
          }}
        />
      }
      figure={{
        ...look.figure(question),
        table: {
          caption: `${countName(feedback)} by ${bothOf(pair, summary)}, observed and expected`,
          rows: cells,
          rowKey: ({ at }) => at,
          columns: [
            { name: titles[0], cell: ({ names }) => names[0] },
            { name: titles[1], cell: ({ names }) => names[1] },
            {
              name: countName(feedback),
              numeric: true,
              cell: ({ at }) => formatCount(observed[at]),
              value: ({ at }) => observed[at],
            },
            {
              name: "Expected",
              numeric: true,
              cell: ({ at }) => (test ? expectedText(test.expected[at]) : "–"),
              value: ({ at }) => figure(test?.expected, at),
            },
            {
              name: "Adjusted residual",
              numeric: true,
              cell: ({ at }) => formatNumber(figure(test?.residuals, at)).replace("-", "−"),
              value: ({ at }) => figure(test?.residuals, at),
            },
          ],
        },
      }}
    />
  );
}

function spokenCell({ survey, selection, feedback, summary }: Look, { at, labels }: BiasCell): string {
  const { observed, test } = selection.bias!;
  const counted = `${capital(cellPhrase(survey.bias!.pair, labels, feedback, summary))}: ${formatCount(observed[at])}`;
  if (!test) return counted;
  const residual = test.residuals[at];
  const direction =
    Math.abs(residual) < 2 ? "about as by chance" : residual > 0 ? "more than by chance" : "fewer than by chance";
  return `${counted} against ${expectedText(test.expected[at])} expected, ${direction}`;
}
