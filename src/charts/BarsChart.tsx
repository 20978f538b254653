import { useId } from "react";
import { Bar, BarChart, LabelList, XAxis, YAxis } from "recharts";
import { ChartFrame } from "./ChartFrame";
import { Hatch } from "./Hatch";
import { AXIS_TEXT, LABEL_TEXT, type Meaning, markStyle, textWidth } from "./look";

export interface BarRow {
  label: string;
  value: number;
  /** Written at the bar's end: the value with its unit and share. */
  text: string;
  meaning: Meaning;
}

interface Props {
  rows: readonly BarRow[];
  label: string;
  width?: number;
}

const ROW_HEIGHT = 32;
const LONGEST_NAME = 184;
/** Between a name and the axis, with the tick that is not drawn. */
const NAME_MARGIN = 24;

/** Horizontal bars from zero, in the order given, each with its value at its end. */
export function BarsChart({ rows, label, width }: Props) {
  const hatch = useId();
  const data = rows.map((row) => ({ ...row, ...markStyle(row.meaning, hatch) }));
  const names = Math.min(LONGEST_NAME, Math.max(...rows.map((row) => textWidth(row.label))) + NAME_MARGIN);
  const ends = Math.max(...rows.map((row) => textWidth(row.text))) + 12;
  return (
    <ChartFrame label={label} width={width} height={rows.length * ROW_HEIGHT}>
      <BarChart
        data={data}
        layout="vertical"
        barCategoryGap={6}
        margin={{ top: 0, right: ends, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <Hatch id={hatch} />
        <XAxis type="number" domain={[0, "dataMax"]} hide />
        <YAxis
          type="category"
          dataKey="label"
          width={names}
          interval={0}
          axisLine={{ stroke: "var(--behind)" }}
          tickLine={false}
          tick={AXIS_TEXT}
          tickFormatter={(name: string) => shorten(name, names)}
        />
        <Bar dataKey="value" isAnimationActive={false} radius={[0, 3, 3, 0]}>
          <LabelList dataKey="text" position="right" {...LABEL_TEXT} />
        </Bar>
      </BarChart>
    </ChartFrame>
  );
}

/** A name that fits its place; the whole of it stands in the chart's table. */
function shorten(name: string, room: number): string {
  return textWidth(name) + NAME_MARGIN <= room ? name : `${name.slice(0, Math.floor(room / 6.6) - 5)}…`;
}
