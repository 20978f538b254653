import { ComposedChart, Line, ReferenceLine, XAxis, YAxis } from "recharts";
import { ChartFrame } from "./ChartFrame";
import { AXIS_TEXT, LABEL_TEXT } from "./look";
import { axisTicks, domainOf } from "./scale";

interface Props {
  points: readonly { rate: number; loss: number }[];
  /** The rate to train with; null while the search goes on, or when it found none. */
  suggestion: number | null;
  height: number;
  width?: number;
  /** The chart in one sentence, for those who cannot see it. */
  label: string;
}

/** How far above its start the loss is still drawn: beyond, it has run away and would flatten the rest. */
const HEADROOM = 0.5;

/** Lowest loss and the highest worth seeing. */
export function lossWindow(losses: readonly number[]): [low: number, high: number] {
  const finite = losses.filter(Number.isFinite);
  const low = Math.min(...finite);
  const start = finite[0] ?? 1;
  const high = Math.min(Math.max(...finite), start + Math.max(start - low, start * 0.1) * HEADROOM);
  return [low, Math.max(high, low)];
}

/** Labels of more decades than these would touch. */
const MOST_DECADES = 5;

function power(exponent: number): string {
  return exponent >= -4 ? String(10 ** exponent).slice(0, 6) : `1e${exponent}`.replace("-", "−");
}

/** Training loss against the learning rate on a logarithmic scale, the suggested rate a labelled vertical. */
export function RateChart({ points, suggestion, height, width, label }: Props) {
  const data = points.flatMap(({ rate, loss }) =>
    rate > 0 && Number.isFinite(loss) ? [{ x: Math.log10(rate), y: loss }] : [],
  );
  const first = Math.floor(data[0]?.x ?? -6);
  const last = Math.ceil(Math.max(data.at(-1)?.x ?? 0, first + 1));
  // Every decade where there is room for its label, else every second.
  const decades = Array.from({ length: last - first + 1 }, (_, i) => first + i).filter(
    (decade) => last - first <= MOST_DECADES || decade % 2 === 0,
  );
  const [low, high] = data.length > 0 ? lossWindow(data.map(({ y }) => y)) : [0, 1];
  const ticks = axisTicks(low, high, 4);
  const at = suggestion === null ? null : Math.log10(suggestion);
  return (
    <ChartFrame label={label} height={height} width={width}>
      <ComposedChart accessibilityLayer={false} data={data} margin={{ top: 28, right: 14, bottom: 16, left: 0 }}>
        <XAxis
          type="number"
          dataKey="x"
          domain={[first, last]}
          ticks={decades}
          tickFormatter={power}
          tickLine={false}
          stroke="var(--behind)"
          tick={AXIS_TEXT}
          label={{ value: "Learning rate", position: "insideBottom", offset: -8, ...AXIS_TEXT }}
        />
        <YAxis
          type="number"
          domain={domainOf(ticks)}
          ticks={ticks}
          allowDataOverflow
          tickLine={false}
          axisLine={false}
          width={36}
          tick={AXIS_TEXT}
          label={{ value: "Loss", position: "top", offset: 14, ...AXIS_TEXT }}
        />
        <Line
          dataKey="y"
          type="linear"
          dot={false}
          stroke="var(--training)"
          strokeWidth={2}
          isAnimationActive={false}
        />
        {at !== null && (
          <ReferenceLine
            x={at}
            stroke="var(--ink)"
            label={{ value: Number(suggestion?.toPrecision(2)), position: "top", ...LABEL_TEXT }}
          />
        )}
      </ComposedChart>
    </ChartFrame>
  );
}
