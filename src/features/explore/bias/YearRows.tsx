import { memo } from "react";
import { AXIS_TEXT, LABEL_TEXT } from "../../../charts/look";
import { axisTicks, domainOf } from "../../../charts/scale";
import { EDGE, Mark, ROW_OUTSET } from "../../../charts/svg/Mark";
import { isFigure, scaleTo } from "../../../charts/svg/place";
import { RowName } from "../../../charts/svg/RowName";
import { useRoving } from "../../../charts/svg/roving";
import { type RowLayout, rowLayout } from "../../../charts/svg/rowLayout";
import { Silent } from "../../../charts/svg/Silent";
import { SvgChart } from "../../../charts/svg/SvgChart";
import { Whisker } from "../../../charts/svg/Whisker";
import { longest } from "../../../charts/svg/words";
import { XGrid } from "../../../charts/svg/XGrid";
import type { Interval } from "../../../engine/statistics/types";

export interface YearRow {
  /** Its name too. */
  key: string;
  /** Cramér's V; null where there is none. */
  value: number | null;
  interval: Interval | null;
  /** At the row's right, before the count. */
  text: string;
  n: string;
  /** Drawn hollow. */
  approximate: boolean;
  spoken: string;
}

interface Props {
  rows: readonly YearRow[];
  /** Of all years together: a dashed line. */
  overall: number | null;
  /** The chart in one sentence, for those who cannot see it. */
  label: string;
  width?: number;
  onPick(key: string): void;
}

const ROW_HEIGHT = 32;
const HEAD = 22;
const FOOT = 42;
const N_GAP = 16;
const INSET = 10;
/** Of the chart, below which names and figures stand above their marks. */
const LEAST_MARK = 100;

/** How strongly two segments go together in each year, from 0 on: an interval of V has ends at unequal distances. */
export const YearRows = memo(function YearRows({ rows, overall, label, width, onPick }: Props) {
  const operation = useRoving(rows.length, (index) => onPick(rows[index]!.key));
  const foot = HEAD + rows.length * ROW_HEIGHT;
  return (
    <SvgChart label={label} height={foot + FOOT} width={width} role={rows.length > 0 ? "group" : "img"}>
      {(wide) => {
        const figures = wide - longest(["n", ...rows.map(({ n }) => n)]) - N_GAP;
        const layout = rowLayout(
          figures,
          rows.map(({ key }) => key),
          rows.map(({ text }) => text),
          { rowHeight: ROW_HEIGHT, thickness: 8, compactThickness: 8, leastMark: LEAST_MARK },
        );
        const to = layout.compact ? wide : layout.to;
        const ends = rows.flatMap(({ value, interval }) => [value, interval?.[1]]).filter(isFigure);
        const ticks = axisTicks(0, Math.max(...ends, overall ?? 0), Math.max(2, Math.floor((to - layout.from) / 60)));
        const at = scaleTo(domainOf(ticks), layout.from + INSET, to - INSET);
        return (
          <>
            <XGrid ticks={ticks} at={at} from={HEAD} to={foot} dashedBy={layout.compact ? ROW_HEIGHT : undefined} />
            <Silent>
              {overall !== null && !layout.compact && (
                <line
                  x1={at(overall)}
                  x2={at(overall)}
                  y1={HEAD}
                  y2={foot}
                  stroke="var(--behind)"
                  strokeDasharray="4 3"
                />
              )}
              <text {...AXIS_TEXT} x={figures} y={13} textAnchor="end">
                {overall !== null && !layout.compact ? "dashed: all years; V" : "V"}
              </text>
              <text {...AXIS_TEXT} x={wide} y={13} textAnchor="end">
                n
              </text>
              <text {...AXIS_TEXT} x={(layout.from + to) / 2} y={foot + 36} textAnchor="middle">
                {`Cramér’s V, 95\u00a0% interval${rows.some(({ approximate }) => approximate) ? "; hollow: approximate" : ""}`}
              </text>
            </Silent>
            {rows.map((row, index) => {
              const y = HEAD + index * ROW_HEIGHT;
              return (
                <Mark
                  key={row.key}
                  area={{ x: 0, y, width: wide, height: ROW_HEIGHT }}
                  spoken={row.spoken}
                  operation={operation(index)}
                  outset={ROW_OUTSET}
                >
                  <g transform={`translate(0 ${y})`}>
                    <Year row={row} layout={layout} at={at} figures={figures} right={wide} />
                  </g>
                </Mark>
              );
            })}
          </>
        );
      }}
    </SvgChart>
  );
});

interface YearProps {
  row: YearRow;
  layout: RowLayout;
  at(value: number): number;
  figures: number;
  right: number;
}

function Year({ row, layout, at, figures, right }: YearProps) {
  const { key, value, interval, text, n, approximate } = row;
  const y = layout.top + layout.thickness / 2;
  return (
    <>
      <RowName name={key} room={layout.nameRoom(text)} y={layout.baseline} muted={value === null} />
      {interval && <Whisker low={at(interval[0])} high={at(interval[1])} at={y} stroke="var(--neutral)" />}
      {value !== null && (
        <circle
          className={EDGE}
          cx={at(value)}
          cy={y}
          r={4}
          fill={approximate ? "var(--ground)" : "var(--neutral)"}
          stroke="var(--neutral)"
          strokeWidth={1.5}
        />
      )}
      <text {...(value === null ? AXIS_TEXT : LABEL_TEXT)} x={figures} y={layout.baseline} textAnchor="end">
        {text}
      </text>
      <text {...AXIS_TEXT} x={right} y={layout.baseline} textAnchor="end">
        {n}
      </text>
    </>
  );
}
