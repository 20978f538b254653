import type { Estimate } from "../scale";
import { EDGE } from "./Mark";
import { isFigure } from "./place";

/** Who a dot stands for: the thing in view, others like it, something to measure them by, or a segment's colour. */
export type DotTone = "ink" | "neutral" | "baseline" | "female" | "male" | "both" | "unknown" | "behind";

interface Props extends Estimate {
  /** Along x: a pixel, or a percentage of the place. */
  at(value: number): number | string;
  y: number;
  tone: DotTone;
  /** Told apart without colour: of few, or left out. Unknown always is. */
  hollow?: boolean;
}

/** Half the height of an interval's ends. */
const CAP = 4;

/** A figure as a dot with its interval as a whisker along x; nothing where there is no figure. A baseline's is dashed. */
export function Dot({ value, interval, at, y, tone, hollow = tone === "unknown" }: Props) {
  if (!isFigure(value)) return null;
  const stroke = `var(--${tone})`;
  return (
    <>
      {interval && (
        <g className={`interval-whisker ${EDGE}`} stroke={stroke} strokeWidth={1.5}>
          <line
            x1={at(interval[0])}
            x2={at(interval[1])}
            y1={y}
            y2={y}
            strokeDasharray={tone === "baseline" ? "3 2" : undefined}
          />
          {interval.map((end, i) => (
            <line key={i === 0 ? "low" : "high"} x1={at(end)} x2={at(end)} y1={y - CAP} y2={y + CAP} />
          ))}
        </g>
      )}
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
