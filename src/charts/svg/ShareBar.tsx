import { textWidth } from "../look";
import { EDGE } from "./Mark";
import { pixels } from "./place";
import type { Shade } from "./ramp";

interface Props {
  counts: readonly number[];
  shades: readonly Shade[];
  from: number;
  to: number;
  y: number;
  height: number;
  /** How a share from 0 to 1 is written in its part; without it, it is not. */
  write?(share: number): string;
}

/** Between parts, in the ground's colour. */
const GAP = 2;
/** Beside a share in its part. */
const TEXT_MARGIN = 6;

/** Counts as parts of one length, each with its share where that is no wider than the part. */
export function ShareBar({ counts, shades, from, to, y, height, write }: Props) {
  const total = counts.reduce((sum, count) => sum + count, 0);
  let before = 0;
  return counts.map((count, index) => {
    const share = count / total;
    const x = pixels(from + (before / total) * (to - from));
    before += count;
    const width = pixels(share * (to - from) - (before < total ? GAP : 0));
    if (!(width > 0)) return null;
    const { text: ink, ...shade } = shades[index];
    const text = write?.(share);
    const inset = Math.min(0.5, width / 4);
    return (
      <g key={index}>
        <rect
          className={EDGE}
          x={x + inset}
          y={y + 0.5}
          width={pixels(width - 2 * inset)}
          height={height - 1}
          rx={Math.min(2, width / 2)}
          {...shade}
        />
        {text && textWidth(text) + 2 * TEXT_MARGIN <= width && (
          <text fontSize={12} fill={ink} x={pixels(x + width / 2)} y={y + height / 2 + 4} textAnchor="middle">
            {text}
          </text>
        )}
      </g>
    );
  });
}
