import { memo } from "react";
import { LABEL_TEXT, textWidth } from "../look";
import type { BinScale } from "./brushRange";
import { type CountAxis, countOf } from "./RangeChartScale";

export interface RangeBin {
  /** Under the axis and in the readout. */
  label: string;
  all: number;
  selected: number;
  /** Written over the column, where it fits. */
  text?: string;
  /** The bin's name as it is read out and shown on hover, where the label is too short for that. */
  spoken?: string;
}

export type RangeMark = "columns" | "area" | "points";

/** Columns in places at least so wide, in pixels, stand apart; narrower ones stand side by side like a histogram's. */
const APART_FROM = 24;
const APART_SHARE = 0.8;
const WIDEST = 56;
const DOT = 2.5;
/** Keeps a text apart from the grid behind it. */
const HALO = { stroke: "var(--ground)", strokeWidth: 3, paintOrder: "stroke" };

const px = (value: number) => Number(value.toFixed(2));

/** Left and right edge of a bin's column. */
function columnEdges(bin: number, { left, step }: BinScale): [number, number] {
  const gap = step >= APART_FROM ? step - Math.min(WIDEST, APART_SHARE * step) : step >= 4 ? 1 : 0;
  return [left + bin * step + gap / 2, left + (bin + 1) * step - gap / 2];
}

/** Every column as one outline; wide ones have round shoulders. */
export function columnsPath(counts: readonly number[], scale: BinScale, axis: CountAxis, bottom: number): string {
  return counts
    .map((count, bin) => {
      const rise = axis.rise(count);
      if (rise === 0) return "";
      const [start, end] = columnEdges(bin, scale);
      const round = Math.min(scale.step >= APART_FROM ? 3 : 0, rise);
      const top = px(bottom - rise);
      const arc = (x: number, y: number) => (round > 0 ? `a${round} ${round} 0 0 1 ${x} ${y}` : "");
      return `M${px(start)} ${bottom}V${px(top + round)}${arc(round, -round)}H${px(end - round)}${arc(round, round)}V${bottom}Z`;
    })
    .join("");
}

/** The upper edge of every column, for those too narrow to be outlined. */
function topsPath(counts: readonly number[], scale: BinScale, axis: CountAxis, bottom: number): string {
  return counts
    .map((count, bin) => {
      const [start, end] = columnEdges(bin, scale);
      return count > 0 ? `M${px(start)} ${px(bottom - axis.rise(count))}H${px(end)}` : "";
    })
    .join("");
}

/** The highest count on every pixel of the width, where there are more bins than pixels. */
export function perPixel(counts: readonly number[], scale: BinScale): { counts: number[]; step: number } {
  const pixels = Math.max(1, Math.floor(scale.step * counts.length));
  if (counts.length <= pixels) return { counts: [...counts], step: scale.step };
  const highest = new Array<number>(pixels).fill(0);
  counts.forEach((count, bin) => {
    const pixel = Math.floor((bin * pixels) / counts.length);
    highest[pixel] = Math.max(highest[pixel], count);
  });
  return { counts: highest, step: (scale.step * counts.length) / pixels };
}

/** The upper edge of the counts in steps, from left to right. */
export function stepsPath(counts: readonly number[], scale: BinScale, axis: CountAxis, bottom: number): string {
  const drawn = perPixel(counts, scale);
  const steps = drawn.counts.map(
    (count, i) => `${px(bottom - axis.rise(count))}H${px(scale.left + (i + 1) * drawn.step)}`,
  );
  return `M${px(scale.left)} ${steps.join("V")}`;
}

function Columns({ bins, scale, axis, bottom }: MarksProps) {
  const all = bins.map((bin) => countOf(bin.all));
  const selected = bins.map((bin) => countOf(bin.selected));
  const isApart = scale.step >= APART_FROM;
  return (
    <>
      <path
        d={columnsPath(all, scale, axis, bottom)}
        fill="var(--behind-fill)"
        stroke={isApart ? "var(--behind)" : undefined}
      />
      {!isApart && <path d={topsPath(all, scale, axis, bottom)} fill="none" stroke="var(--behind)" />}
      <path
        d={columnsPath(selected, scale, axis, bottom)}
        fill="var(--neutral)"
        stroke={isApart ? "var(--neutral)" : undefined}
      />
      {bins.map(({ text }, bin) => {
        if (!text || textWidth(text) > scale.step) return null;
        const x = px(scale.left + (bin + 0.5) * scale.step);
        const highest = Math.max(all[bin], selected[bin]);
        return (
          <text key={bin} x={x} y={px(bottom - axis.rise(highest) - 5)} textAnchor="middle" {...HALO} {...LABEL_TEXT}>
            {text}
          </text>
        );
      })}
    </>
  );
}

function AreaOf({
  counts,
  fill,
  line,
  ...place
}: Omit<MarksProps, "bins" | "mark"> & Record<"fill" | "line", string> & { counts: number[] }) {
  const { scale, axis, bottom } = place;
  const edge = stepsPath(counts, scale, axis, bottom);
  return (
    <>
      <path d={`${edge}V${bottom}H${px(scale.left)}Z`} fill={fill} />
      <path d={edge} fill="none" stroke={line} strokeWidth={1} />
    </>
  );
}

function PointsOf({
  counts,
  color,
  scale,
  axis,
  bottom,
}: Omit<MarksProps, "bins" | "mark"> & { counts: number[]; color: string }) {
  const places = counts.map((count, bin) => ({
    x: px(scale.left + (bin + 0.5) * scale.step),
    y: px(bottom - (count > 0 ? axis.rise(count) : 0)),
    count,
  }));
  const dots = places.filter(({ count }) => count > 0);
  return (
    <>
      <path d={`M${places.map(({ x, y }) => `${x} ${y}`).join("L")}`} fill="none" stroke={color} strokeWidth={1} />
      <path
        d={dots
          .map(({ x, y }) => `M${px(x - DOT)} ${y}a${DOT} ${DOT} 0 1 0 ${2 * DOT} 0a${DOT} ${DOT} 0 1 0 ${-2 * DOT} 0Z`)
          .join("")}
        fill={color}
      />
    </>
  );
}

interface MarksProps {
  bins: readonly RangeBin[];
  mark: RangeMark;
  scale: BinScale;
  axis: CountAxis;
  /** Where zero is, in pixels from the top. */
  bottom: number;
}

/** All counts in grey, the selected ones in full colour before them. */
export const RangeMarks = memo(function RangeMarks(props: MarksProps) {
  const { bins, mark, ...place } = props;
  if (mark === "columns") return <Columns {...props} />;
  const all = bins.map((bin) => countOf(bin.all));
  const selected = bins.map((bin) => countOf(bin.selected));
  if (mark === "points") {
    return (
      <>
        <PointsOf counts={all} color="var(--behind)" {...place} />
        <PointsOf counts={selected} color="var(--neutral)" {...place} />
      </>
    );
  }
  return (
    <>
      <AreaOf counts={all} fill="var(--behind-fill)" line="var(--behind)" {...place} />
      <AreaOf counts={selected} fill="var(--neutral)" line="var(--neutral)" {...place} />
    </>
  );
});
