import { AXIS_TEXT, LABEL_TEXT, type Meaning, markStyle } from "../look";
import type { Estimate, Scale } from "../scale";
import { Bar } from "./Bar";
import { Dot } from "./Dot";
import { pixels } from "./place";
import { RowName } from "./RowName";
import type { RowLayout } from "./rowLayout";

export interface ValueBarRow {
  key: string;
  label: string;
  /** Count of all ratings: the grey bar behind. */
  all: number;
  /** Count of those selected: the bar in front. */
  selected: number;
  /** Written at the bar's end. */
  text: string;
  meaning: Meaning;
  /** Of a row that is none among the others, such as unknown: a longer bar than theirs is cut, with a mark that says so. */
  offScale?: boolean;
  state: "plain" | "chosen" | "left out";
  /** The row in words. */
  spoken: string;
  mean?: Estimate & { text: string };
}

/** Of a bar that is left out, so that what it would add is still seen. */
const OUT_OPACITY = 0.25;

interface RowProps {
  row: ValueBarRow;
  layout: RowLayout;
  /** Length of a count in pixels, at most that of the scale. */
  bar(count: number): number;
  /** The scale's end. */
  most: number;
  hatch: string;
}

/** A value's name, its bars and its text; one that is left out is an outline. */
export function ValueRow({ row, layout, bar, most, hatch }: RowProps) {
  const { label, all, selected, text, meaning, state } = row;
  const { compact, baseline, from, to, top, thickness } = layout;
  const isOut = state === "left out";
  const { fill, stroke } = markStyle(meaning, hatch);
  const place = { x: from, y: top, height: thickness };
  const end = from + bar(Math.max(all, selected));
  return (
    <>
      <RowName name={label} room={layout.nameRoom(text)} y={baseline} muted={isOut} strong={state === "chosen"} />
      {all > selected && (
        <Bar {...place} width={bar(all)} fill={isOut ? "none" : "var(--behind-fill)"} stroke="var(--behind)" />
      )}
      {selected > 0 && (
        <Bar
          {...place}
          width={Math.max(1, bar(selected))}
          fill={fill}
          fillOpacity={isOut ? OUT_OPACITY : undefined}
          stroke={isOut && all > selected ? "none" : stroke}
        />
      )}
      {Math.max(all, selected) > most && <Cut x={end - 14} y={top} height={thickness} />}
      <text
        {...(isOut ? AXIS_TEXT : LABEL_TEXT)}
        x={compact ? to : pixels(end + 6)}
        y={baseline}
        textAnchor={compact ? "end" : "start"}
      >
        {text}
      </text>
    </>
  );
}

/** Says that a bar is longer than it is drawn. */
function Cut({ x, y, height }: { x: number; y: number; height: number }) {
  const slanted = (left: number) => `M${pixels(left)} ${y + height + 2}l4 ${-height - 4}`;
  return (
    <>
      <path d={`${slanted(x)}h4l-4 ${height + 4}z`} fill="var(--ground)" />
      <path d={`${slanted(x)}${slanted(x + 4)}`} fill="none" stroke="var(--behind)" />
    </>
  );
}

interface MeanProps {
  row: ValueBarRow;
  scale: Scale;
  layout: RowLayout;
  right: number;
}

/** The mean beside a value's bar. */
export function MeanOfRow({ row, scale, layout, right }: MeanProps) {
  if (!row.mean) return null;
  const { value, interval, text } = row.mean;
  const isOut = row.state === "left out";
  return (
    <>
      <Dot
        value={value}
        interval={interval}
        at={scale.at}
        y={layout.top + layout.thickness / 2}
        tone={isOut ? "behind" : row.meaning}
        hollow={isOut || row.meaning === "unknown"}
      />
      <text {...(isOut ? AXIS_TEXT : LABEL_TEXT)} x={right} y={layout.baseline} textAnchor="end">
        {text}
      </text>
    </>
  );
}
