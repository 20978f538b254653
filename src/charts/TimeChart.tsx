import { Area, AreaChart, CartesianGrid, Tooltip, XAxis, YAxis } from "recharts";
import { ChartFrame } from "./ChartFrame";
import { AXIS_TEXT, HAIRLINE } from "./look";
import { steppedTicks } from "./lossCurve";

export interface TimePoint {
  /** The period's name, as the tooltip says it. */
  label: string;
  value: number;
}

interface Props {
  points: readonly TimePoint[];
  /** What is counted, in the axis title and the tooltip. */
  yTitle: string;
  /** The unit of a period. */
  xTitle: string;
  formatValue(value: number): string;
  label: string;
  height: number;
  width?: number;
}

/** A count by period, from zero, in time order. */
export function TimeChart({ points, xTitle, yTitle, formatValue, label, height, width }: Props) {
  const ticks = steppedTicks(0, Math.max(...points.map(({ value }) => value)));
  return (
    <ChartFrame label={label} width={width} height={height}>
      <AreaChart data={[...points]} margin={{ top: 24, right: 16, bottom: 20, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke={HAIRLINE} />
        <XAxis
          dataKey="label"
          tickLine={false}
          stroke="var(--behind)"
          tick={AXIS_TEXT}
          minTickGap={40}
          label={{ value: xTitle, position: "insideBottom", offset: -14, ...AXIS_TEXT }}
        />
        <YAxis
          domain={[0, ticks.at(-1) ?? 1]}
          ticks={ticks}
          tickLine={false}
          axisLine={false}
          width={56}
          tick={AXIS_TEXT}
          tickFormatter={formatValue}
          label={{ value: yTitle, position: "top", offset: 12, textAnchor: "start", dx: -28, ...AXIS_TEXT }}
        />
        <Tooltip
          isAnimationActive={false}
          separator=": "
          cursor={{ stroke: "var(--behind)" }}
          contentStyle={{
            padding: "6px 10px",
            border: "1px solid var(--hairline)",
            borderRadius: 8,
            background: "var(--ground)",
            fontSize: 12,
          }}
          formatter={(value) => [formatValue(Number(value)), yTitle]}
        />
        <Area
          dataKey="value"
          type="linear"
          isAnimationActive={false}
          stroke="var(--neutral)"
          strokeWidth={1.5}
          fill="var(--neutral)"
          fillOpacity={0.12}
        />
      </AreaChart>
    </ChartFrame>
  );
}
