import { EDGE } from "./Mark";

interface Props {
  /** The ends along y, in pixels. */
  low: number;
  high: number;
  /** Along x. */
  at: number;
  /** Ends that stand on the chart's edge because the interval goes on beyond it: without a cap. */
  openLow?: boolean;
  openHigh?: boolean;
  cap?: number;
  dashed?: boolean;
  stroke: string;
}

/** An upright line with a cap at each end. */
export function Whisker({ low, high, at, openLow, openHigh, cap = 4, dashed, stroke }: Props) {
  const line = (end: number) => `M${at - cap} ${end}L${at + cap} ${end}`;
  return (
    <path
      className={EDGE}
      d={`M${at} ${low}L${at} ${high}${openLow ? "" : line(low)}${openHigh ? "" : line(high)}`}
      fill="none"
      stroke={stroke}
      strokeWidth={1.5}
      strokeDasharray={dashed ? "3 2" : undefined}
    />
  );
}
