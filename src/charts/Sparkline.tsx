import { axisTicks, domainOf } from "./scale";

interface Props {
  /** One value an epoch; null where there is none. */
  values: readonly (number | null)[];
  /** Epochs that there will be. */
  length: number;
  /** A colour variable. */
  color: string;
}

const WIDTH = 68;
const HEIGHT = 22;
const PAD = 3;

/** How a figure went so far, in the size of a word: a line with its last point marked. */
export function Sparkline({ values, length, color }: Props) {
  const known = values.flatMap((value, i) => (value === null ? [] : [{ i, value }]));
  const [low, high] = domainOf(
    axisTicks(Math.min(...known.map(({ value }) => value)), Math.max(...known.map(({ value }) => value)), 3),
  );
  const x = (i: number) => PAD + ((WIDTH - 2 * PAD) * i) / Math.max(1, length - 1);
  const y = (value: number) => HEIGHT - PAD - ((HEIGHT - 2 * PAD) * (value - low)) / (high - low || 1);
  const last = known.at(-1);
  return (
    <svg
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      aria-hidden="true"
      style={{ display: "block" }}
    >
      <line x1={PAD} x2={WIDTH - PAD} y1={HEIGHT - 1} y2={HEIGHT - 1} stroke="var(--hairline)" />
      {last && (
        <>
          <polyline
            points={known.map(({ i, value }) => `${x(i).toFixed(1)},${y(value).toFixed(1)}`).join(" ")}
            fill="none"
            stroke={color}
            strokeWidth={1.5}
          />
          <circle cx={x(last.i)} cy={y(last.value)} r={2.5} fill={color} />
        </>
      )}
    </svg>
  );
}
