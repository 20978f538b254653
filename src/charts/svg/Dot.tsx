import { EDGE } from "./Mark";
import { type Estimate, isFigure } from "./place";
import { Whisker } from "./Whisker";

interface Props extends Estimate {
  at(value: number): number;
  y: number;
  /** The palette's variable for lines. */
  stroke: string;
  /** Told apart without colour. */
  hollow?: boolean;
}

/** A figure as a dot with its interval as a whisker along x; nothing where there is no figure. */
export function Dot({ value, margin, at, y, stroke, hollow }: Props) {
  if (!isFigure(value)) return null;
  return (
    <>
      {isFigure(margin) && <Whisker low={at(value - margin)} high={at(value + margin)} at={y} stroke={stroke} />}
      <circle
        className={EDGE}
        cx={at(value)}
        cy={y}
        r={4}
        fill={hollow ? "var(--ground)" : stroke}
        stroke={stroke}
        strokeWidth={1.5}
      />
    </>
  );
}
