import { memo } from "react";
import { AXIS_TEXT, HAIRLINE } from "../look";
import { HEAD_LINE, TICK_LINE, TITLE_LINE } from "./frame";
import type { AxisLabel, CountAxis } from "./RangeChartScale";

/** The plot within a chart, in pixels. */
export interface PlotBox {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

interface Props {
  box: PlotBox;
  axis: CountAxis;
  labels: readonly AxisLabel[];
  xTitle: string;
  yTitle: string;
  formatTick(value: number): string;
}

/** Hairlines at the ticks of the counts, the axis of the bins with its labels, and both titles. */
export const RangeAxes = memo(function RangeAxes({ box, axis, labels, xTitle, yTitle, formatTick }: Props) {
  const { left, right, bottom } = box;
  return (
    <>
      <text x={0} y={HEAD_LINE} {...AXIS_TEXT}>
        {yTitle}
      </text>
      {axis.ticks.map((tick, i) => {
        // On a logarithmic axis the first tick, 1, is the bottom edge.
        const y = i === 0 ? bottom : bottom - axis.rise(tick);
        return (
          <g key={tick}>
            {i > 0 && <line x1={left} x2={right} y1={y} y2={y} stroke={HAIRLINE} />}
            <text x={left - 8} y={y + 4} textAnchor="end" {...AXIS_TEXT}>
              {formatTick(tick)}
            </text>
          </g>
        );
      })}
      {labels.map(({ bin, text, x }) => (
        <text key={bin} x={x} y={bottom + TICK_LINE} textAnchor="middle" {...AXIS_TEXT}>
          {text}
        </text>
      ))}
      <text x={(left + right) / 2} y={bottom + TITLE_LINE} textAnchor="middle" {...AXIS_TEXT}>
        {xTitle}
      </text>
    </>
  );
});
