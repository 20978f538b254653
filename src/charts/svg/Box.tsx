import { EDGE } from "./Mark";
import { isFigure } from "./place";
import { Whisker } from "./Whisker";

/** The figures of a box plot, in the unit of its scale; NaN where there are no ratings. */
export interface BoxFigures {
  n: number;
  mean: number;
  /** Half of the mean's interval. */
  margin: number;
  low: number;
  q1: number;
  median: number;
  q3: number;
  high: number;
}

interface Props {
  figures: BoxFigures;
  /** Middle of the box. */
  x: number;
  width: number;
  at(value: number): number;
  fill: string;
  stroke: string;
}

/** Fewer say little about quartiles. */
const FEW = 5;
/** So that the median and the mean stand out on every hue. */
const FILL_OPACITY = 0.5;

/** Whiskers, quartiles as a narrow box, the median a strong line, the mean a diamond on its interval. */
export function Box({ figures, x, width, at, fill, stroke }: Props) {
  const { n, mean, margin, low, q1, median, q3, high } = figures;
  const isDashed = n < FEW;
  const left = x - width / 2;
  return (
    <>
      {isFigure(low) && isFigure(q1) && low < q1 && (
        <Whisker low={at(low)} high={at(q1)} openHigh at={x} cap={width / 4} dashed={isDashed} stroke={stroke} />
      )}
      {isFigure(high) && isFigure(q3) && high > q3 && (
        <Whisker low={at(q3)} high={at(high)} openLow at={x} cap={width / 4} dashed={isDashed} stroke={stroke} />
      )}
      {isFigure(q1) && isFigure(q3) && (
        <rect
          className={EDGE}
          x={left}
          y={at(q3)}
          width={width}
          height={Math.max(0, at(q1) - at(q3))}
          rx={2}
          fill={fill}
          fillOpacity={FILL_OPACITY}
          stroke={stroke}
          strokeWidth={1.5}
          strokeDasharray={isDashed ? "3 2" : undefined}
        />
      )}
      {isFigure(median) && (
        <line x1={left} x2={left + width} y1={at(median)} y2={at(median)} stroke={stroke} strokeWidth={3} />
      )}
      {isFigure(mean) && isFigure(margin) && !isDashed && (
        <line x1={x} x2={x} y1={at(mean - margin)} y2={at(mean + margin)} stroke="var(--ink)" strokeWidth={1.5} />
      )}
      {isFigure(mean) && <Diamond x={x} y={at(mean)} size={Math.min(4.5, width / 2.5)} />}
    </>
  );
}

/** A mean among quartiles. */
export function Diamond({ x, y, size }: { x: number; y: number; size: number }) {
  return (
    <path
      d={`M${x} ${y - size}l${size} ${size}l${-size} ${size}l${-size} ${-size}z`}
      fill="var(--ground)"
      stroke="var(--ink)"
      strokeWidth={1.5}
    />
  );
}
