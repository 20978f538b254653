import { textWidth } from "../look";
import type { PlotBox } from "./RangeChartAxes";

interface Props {
  /** What it stands beside. */
  x: number;
  /** A hairline at `x`. */
  hairline?: boolean;
  box: PlotBox;
  /** Of the whole chart, which the readout does not leave. */
  width: number;
  title: string;
  text?: string;
}

const PAD = 10;
const LINE = 17;

/** What is counted at a bin, written beside it within the chart. */
export function Readout({ x, hairline = false, box, width, title, text }: Props) {
  const wide = Math.min(width, Math.max(textWidth(title), textWidth(text ?? "")) + 2 * PAD);
  const beside = x + 8 + wide <= width ? x + 8 : x - 8 - wide;
  const left = Math.max(0, Math.min(width - wide, beside));
  return (
    <g data-transient pointerEvents="none">
      {hairline && <line x1={x} x2={x} y1={box.top} y2={box.bottom} stroke="var(--behind)" />}
      <rect
        x={left}
        y={box.top}
        width={wide}
        height={(text ? 2 : 1) * LINE + 10}
        rx={6}
        fill="var(--ground)"
        stroke="var(--hairline)"
      />
      <text x={left + PAD} y={box.top + LINE} fontSize={12} fontWeight={600} fill="var(--ink)">
        {title}
      </text>
      {text && (
        <text x={left + PAD} y={box.top + 2 * LINE} fontSize={12} fill="var(--muted)">
          {text}
        </text>
      )}
    </g>
  );
}
