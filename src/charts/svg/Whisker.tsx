import { EDGE } from "./Mark";

interface Props {
  /** The ends along the scale, in pixels. */
  low: number;
  high: number;
  /** Across the scale. */
  at: number;
  /** Along y; along x without. */
  vertical?: boolean;
  /** Ends that stand on the chart's edge because the interval goes on beyond it: without a cap. */
  openLow?: boolean;
  openHigh?: boolean;
  cap?: number;
  dashed?: boolean;
  stroke: string;
}

/** A line with a cap at each end. */
export function Whisker({ low, high, at, vertical, openLow, openHigh, cap = 4, dashed, stroke }: Props) {
  const point = (along: number, across: number) => (vertical ? `${across} ${along}` : `${along} ${across}`);
  const line = (end: number) => `M${point(end, at - cap)}L${point(end, at + cap)}`;
  return (
    <path
      className={EDGE}
      d={`M${point(low, at)}L${point(high, at)}${openLow ? "" : line(low)}${openHigh ? "" : line(high)}`}
      fill="none"
      stroke={stroke}
      strokeWidth={1.5}
      strokeDasharray={dashed ? "3 2" : undefined}
    />
  );
}
