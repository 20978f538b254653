import type { Domain } from "../scale";
import { EDGE } from "./Mark";
import { FADED, isFigure } from "./place";
import { Whisker } from "./Whisker";

export interface MeanLinePoint {
  key: string;
  label: string;
  n: number;
  /** NaN where there are no ratings. */
  mean: number;
  /** Half of its interval. */
  margin: number;
  /** Too few to tell: hollow, with a dashed whisker. */
  small: boolean;
  /** Not of the selection. */
  faded: boolean;
  /** The point in words. */
  spoken: string;
}

/** Pixels a point below which whiskers are plain and grey: the line has to be seen among them. */
const DENSE = 12;

interface Props {
  point: MeanLinePoint;
  x: number;
  /** Of the place on the horizontal axis. */
  step: number;
  at(value: number): number;
  domain: Domain;
}

/** A mean as a dot with its interval; a whisker that goes on beyond the scale has no cap there. */
export function MeanPoint({ point, x, step, at, domain }: Props) {
  const { mean, margin, small, faded } = point;
  if (!isFigure(mean)) return null;
  const [low, high] = [mean - margin, mean + margin];
  const isDense = step < DENSE;
  return (
    <g opacity={faded ? FADED : undefined}>
      {isFigure(margin) && (
        <Whisker
          low={at(low)}
          high={at(high)}
          openLow={isDense || low < domain[0]}
          openHigh={isDense || high > domain[1]}
          at={x}
          cap={Math.min(4, step * 0.3)}
          dashed={small}
          stroke={isDense ? "var(--behind)" : "var(--neutral)"}
        />
      )}
      <SmallDot x={x} y={at(mean)} r={Math.min(4, Math.max(1.5, step * 0.3))} isHollow={small} />
    </g>
  );
}

/** A dot that is hollow where it stands for few. */
export function SmallDot({ x, y, r, isHollow }: { x: number; y: number; r: number; isHollow: boolean }) {
  const fill = isHollow ? "var(--ground)" : "var(--neutral-fill)";
  return <circle className={EDGE} cx={x} cy={y} r={r} fill={fill} stroke="var(--neutral)" strokeWidth={1.5} />;
}
