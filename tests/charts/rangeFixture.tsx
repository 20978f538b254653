import { fireEvent, render } from "@testing-library/react";
import { afterEach, beforeEach, vi } from "vitest";
import type { BinRange } from "../../src/charts/svg/brushRange";
import { RangeChart, type RangeChartProps } from "../../src/charts/svg/RangeChart";

/** Ten years, of which the first five are selected. */
export const YEARS = Array.from({ length: 10 }, (_, i) => ({
  label: String(2000 + i),
  spoken: `the year ${2000 + i}`,
  all: 100 * (i + 1),
  selected: i < 5 ? 50 * (i + 1) : 0,
}));

export const props: RangeChartProps = {
  bins: YEARS,
  mark: "columns",
  scale: "linear",
  xTitle: "Year",
  yTitle: "Ratings a year",
  formatTick: String,
  range: null,
  label: "Ratings by year",
  height: 200,
  width: 600,
};

let frames: (() => void)[] = [];
export function nextFrame() {
  const due = frames;
  frames = [];
  for (const callback of due) callback();
}

beforeEach(() => {
  frames = [];
  vi.stubGlobal("requestAnimationFrame", (callback: () => void) => frames.push(callback));
  vi.stubGlobal("cancelAnimationFrame", (id: number) => {
    frames[id - 1] = () => {};
  });
});
afterEach(() => vi.useRealTimers());

/** The chart, what it told, and presses on it by bin: 2 is the middle of the third bin, −0.5 its first edge. */
export function chart(change: Partial<RangeChartProps> = {}) {
  const told: unknown[] = [];
  const onRange = (range: BinRange | null, phase: string) => told.push([range, phase]);
  const view = render(<RangeChart {...props} onRange={onRange} {...change} />);
  const pad = view.container.querySelector<SVGRectElement>('rect[pointer-events="all"]')!;
  const [left, width] = ["x", "width"].map((name) => Number(pad.getAttribute(name))) as [number, number];
  const step = width / (change.bins ?? props.bins).length;
  const at = (bin: number) => ({ clientX: left + (bin + 0.5) * step, pointerId: 1, button: 0 });
  const brush = () => {
    const rect = view.container.querySelector('rect[fill-opacity="0.07"]');
    if (!rect) return null;
    const [x, wide] = [Number(rect.getAttribute("x")), Number(rect.getAttribute("width"))];
    return [Math.round((x - left) / step), Math.round((x + wide - left) / step) - 1];
  };
  return {
    ...view,
    told,
    pad,
    brush,
    down: (bin: number) => fireEvent.pointerDown(pad, at(bin)),
    move: (bin: number) => fireEvent.pointerMove(pad, at(bin)),
    up: (bin: number) => fireEvent.pointerUp(pad, at(bin)),
    again: (next: Partial<RangeChartProps>) =>
      view.rerender(<RangeChart {...props} onRange={onRange} {...change} {...next} />),
  };
}
