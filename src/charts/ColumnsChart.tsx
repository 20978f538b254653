import { Bar, BarChart, CartesianGrid, LabelList, XAxis, YAxis } from "recharts";
import { ChartFrame } from "./ChartFrame";
import { AXIS_TEXT, HAIRLINE, LABEL_TEXT } from "./look";
import { steppedTicks } from "./lossCurve";

export interface ColumnRow {
  label: string;
  value: number;
  /** Written over the column. */
  text: string;
}

interface Props {
  rows: readonly ColumnRow[];
  /** What the columns stand on, with its unit. */
  xTitle: string;
  yTitle: string;
  formatTick(value: number): string;
  label: string;
  height: number;
  width?: number;
}

/** With more columns than this their labels would touch. */
const MOST_LABELS = 12;
/** From the plot to the axis title, which a label over the first column would else touch. */
const TITLE_OFFSET = 24;

/** Vertical columns from zero, in the order of their scale. */
export function ColumnsChart({ rows, xTitle, yTitle, formatTick, label, height, width }: Props) {
  const ticks = steppedTicks(0, Math.max(...rows.map(({ value }) => value)));
  return (
    <ChartFrame label={label} width={width} height={height}>
      <BarChart
        data={[...rows]}
        margin={{ top: TITLE_OFFSET + 12, right: 0, bottom: 20, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke={HAIRLINE} />
        <XAxis
          dataKey="label"
          tickLine={false}
          stroke="var(--behind)"
          tick={AXIS_TEXT}
          label={{ value: xTitle, position: "insideBottom", offset: -14, ...AXIS_TEXT }}
        />
        <YAxis
          domain={[0, ticks.at(-1) ?? 1]}
          ticks={ticks}
          interval={0}
          tickLine={false}
          axisLine={false}
          width={56}
          tick={AXIS_TEXT}
          tickFormatter={formatTick}
          label={{ value: yTitle, position: "top", offset: TITLE_OFFSET, textAnchor: "start", dx: -28, ...AXIS_TEXT }}
        />
        <Bar dataKey="value" isAnimationActive={false} maxBarSize={56} radius={[3, 3, 0, 0]} fill="var(--neutral)">
          {rows.length <= MOST_LABELS && <LabelList dataKey="text" position="top" {...LABEL_TEXT} />}
        </Bar>
      </BarChart>
    </ChartFrame>
  );
}
