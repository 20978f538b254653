import { memo } from "react";
import { AXIS_TEXT, LABEL_TEXT, type Meaning, textWidth } from "../look";
import { Dot } from "./Dot";
import { Mark, ROW_OUTSET } from "./Mark";
import { estimateScale, FADED, isFigure } from "./place";
import { RowName } from "./RowName";
import { useRoving } from "./roving";
import { rowLayout } from "./rowLayout";
import { Silent } from "./Silent";
import { SvgChart } from "./SvgChart";
import { longest, shorten } from "./words";
import { XGrid } from "./XGrid";

export interface DotRow {
  key: string;
  label: string;
  value: number | null;
  /** Half of its interval. */
  margin: number | null;
  /** The figure, at the row's right. */
  text: string;
  /** The count that it rests on, after it. */
  n: string;
  meaning: Meaning;
  /** Not of the selection. */
  faded: boolean;
  /** The row in words. */
  spoken: string;
}

export interface DotRowsProps {
  rows: readonly DotRow[];
  /** What all come to: a dashed line through the rows. */
  overall: number | null;
  /** What the dashed line is, over it. */
  overallText?: string;
  /** Over the names. */
  namesTitle?: string;
  /** Over the counts. */
  nTitle?: string;
  /** What the scale measures, with its unit. */
  title: string;
  /** The chart in one sentence, for those who cannot see it. */
  label: string;
  width?: number;
  /** Told the key of a row that is pressed. */
  onPick?(key: string): void;
}

const ROW_HEIGHT = 32;
const SIZES = { rowHeight: ROW_HEIGHT, thickness: 8, compactThickness: 8 };
/** Of the line through compact rows: clear of the figures in their upper halves. */
const COMPACT_DASH = "0 17 4 3 4 4";
const HEAD = 22;
const FOOT = 42;
const N_GAP = 16;
/** So that dots and tick values at the scale's ends keep within it. */
const INSET = 10;

/** Figures as dots with their intervals on one scale, in the order given. */
export const DotRows = memo(function DotRows(props: DotRowsProps) {
  const { rows, overall, overallText, namesTitle, nTitle = "n", title, label, width, onPick } = props;
  const operation = useRoving(rows.length, onPick && ((index) => onPick(rows[index]!.key)));
  const foot = HEAD + rows.length * ROW_HEIGHT;
  return (
    <SvgChart label={label} height={foot + FOOT} width={width} role={onPick ? "group" : "img"}>
      {(wide) => {
        const figures = wide - longest([nTitle, ...rows.map(({ n }) => n)]) - N_GAP;
        const layout = rowLayout(
          figures,
          rows.map((row) => row.label),
          rows.map(({ text }) => text),
          SIZES,
        );
        const to = layout.compact ? wide : layout.to;
        const { ticks, at } = estimateScale(rows, [overall], layout.from + INSET, to - INSET);
        const line = isFigure(overall) ? at(overall) : null;
        return (
          <>
            <XGrid ticks={ticks} at={at} from={HEAD} to={foot} dashedBy={layout.compact ? ROW_HEIGHT : undefined} />
            <Silent>
              {line !== null && (
                <line
                  x1={line}
                  x2={line}
                  y1={HEAD}
                  y2={foot}
                  stroke="var(--behind)"
                  strokeDasharray={layout.compact ? COMPACT_DASH : "4 3"}
                />
              )}
              {line !== null && overallText && (
                <text {...AXIS_TEXT} x={keepWithin(line, overallText, figures)} y={13} textAnchor="middle">
                  {overallText}
                </text>
              )}
              {namesTitle && (
                <text {...AXIS_TEXT} y={13}>
                  {shorten(namesTitle, (line ?? figures) - textWidth(overallText ?? "") / 2 - N_GAP)}
                </text>
              )}
              <text {...AXIS_TEXT} x={wide} y={13} textAnchor="end">
                {nTitle}
              </text>
              <text {...AXIS_TEXT} x={(layout.from + to) / 2} y={foot + 36} textAnchor="middle">
                {title}
              </text>
            </Silent>
            {rows.map((row, index) => (
              <Mark
                key={row.key}
                area={{ x: 0, y: HEAD + index * ROW_HEIGHT, width: wide, height: ROW_HEIGHT }}
                spoken={row.spoken}
                operation={operation(index)}
                outset={ROW_OUTSET}
              >
                <g transform={`translate(0 ${HEAD + index * ROW_HEIGHT})`}>
                  <RowName name={row.label} room={layout.nameRoom(row.text)} y={layout.baseline} muted={row.faded} />
                  <g opacity={row.faded ? FADED : undefined}>
                    <Dot
                      value={row.value}
                      margin={row.margin}
                      at={at}
                      y={layout.top + layout.thickness / 2}
                      stroke={`var(--${row.meaning})`}
                      hollow={row.meaning === "unknown"}
                    />
                  </g>
                  <text {...(row.faded ? AXIS_TEXT : LABEL_TEXT)} x={figures} y={layout.baseline} textAnchor="end">
                    {row.text}
                  </text>
                  <text {...AXIS_TEXT} x={wide} y={layout.baseline} textAnchor="end">
                    {row.n}
                  </text>
                </g>
              </Mark>
            ))}
          </>
        );
      }}
    </SvgChart>
  );
});

/** The middle of a text at `x` that keeps within 0 and `right`. */
function keepWithin(x: number, text: string, right: number): number {
  const half = textWidth(text) / 2;
  return Math.max(half, Math.min(right - half, x));
}
