import { Bar, BarChart, CartesianGrid, LabelList, type LabelProps, XAxis, YAxis } from "recharts";
import { ChartFrame } from "./ChartFrame";
import { AXIS_TEXT, HAIRLINE, LABEL_TEXT, textWidth } from "./look";
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

/** The share of its place that a column fills. */
const COLUMN_SHARE = 0.8;
/** From the plot to the axis title, which a label over the first column would else touch. */
const TITLE_OFFSET = 24;

/** What stands over a column, where it is no wider than the column's place. */
function ColumnLabel({ x, y, width, value }: LabelProps) {
  const [left, top, wide] = [Number(x), Number(y), Number(width)];
  const text = String(value);
  if (textWidth(text) > wide / COLUMN_SHARE) return null;
  return (
    <text x={left + wide / 2} y={top - 5} textAnchor="middle" {...LABEL_TEXT}>
      {text}
    </text>
  );
}

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
          <LabelList dataKey="text" content={ColumnLabel} />
        </Bar>
      </BarChart>
    </ChartFrame>
  );
}
