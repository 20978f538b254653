import { type Domain, position } from "./scale";

/** Who a mark stands for: the thing in view, others like it, something to measure them by, or a segment's colour. */
export type MarkTone = "ink" | "neutral" | "baseline" | "female" | "male" | "both" | "unknown";

export interface IntervalMarkProps {
  value: number | null;
  interval: readonly [number, number] | null;
  domain: Domain;
  /** A value to compare with: a dashed line across. */
  reference?: number | null;
  tone: MarkTone;
  height?: number;
}

const CAP = 4;

/** Baselines are dashed and unknown is hollow, so that both are told apart without colour. */
function looks(tone: MarkTone): { dash?: string; fill: string; stroke: string } {
  const stroke = `var(--${tone})`;
  if (tone === "unknown") return { fill: "var(--ground)", stroke };
  if (tone === "baseline") return { fill: stroke, stroke, dash: "3 2" };
  return { fill: stroke, stroke };
}

/** A figure as a dot with its interval as whiskers, on a scale shared with the marks above and below. */
export function IntervalMark({ value, interval, domain, reference, tone, height = 20 }: IntervalMarkProps) {
  const middle = height / 2;
  const { dash, fill, stroke } = looks(tone);
  return (
    <svg width="100%" height={height} aria-hidden="true" style={{ display: "block", overflow: "visible" }}>
      {reference != null && (
        <line
          x1={position(reference, domain)}
          x2={position(reference, domain)}
          y1={0}
          y2={height}
          stroke="var(--behind)"
          strokeDasharray="3 3"
        />
      )}
      {interval && (
        <g stroke={stroke} strokeWidth={1.5} className="interval-whisker">
          <line
            x1={position(interval[0], domain)}
            x2={position(interval[1], domain)}
            y1={middle}
            y2={middle}
            strokeDasharray={dash}
          />
          {interval.map((end, i) => (
            <line
              key={i === 0 ? "low" : "high"}
              x1={position(end, domain)}
              x2={position(end, domain)}
              y1={middle - CAP}
              y2={middle + CAP}
            />
          ))}
        </g>
      )}
      {value !== null && (
        <circle cx={position(value, domain)} cy={middle} r={4} fill={fill} stroke={stroke} strokeWidth={1.5} />
      )}
    </svg>
  );
}
