import { fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, test, vi } from "vitest";
import { type BinRange, clickedRange, draggedRange, gripAt } from "../../src/charts/svg/brushRange";
import { RangeChart, type RangeChartProps } from "../../src/charts/svg/RangeChart";
import { axisLabels, countAxis, logTicks } from "../../src/charts/svg/RangeChartScale";
import { accessibilityFaults } from "../setup/render";

/** Ten years, of which the first five are selected. */
const YEARS = Array.from({ length: 10 }, (_, i) => ({
  label: String(2000 + i),
  spoken: `the year ${2000 + i}`,
  all: 100 * (i + 1),
  selected: i < 5 ? 50 * (i + 1) : 0,
}));

const props: RangeChartProps = {
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
function nextFrame() {
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
function chart(change: Partial<RangeChartProps> = {}) {
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

describe("a range drawn with the pointer", () => {
  it("snaps to the bins under the drag, in either direction, and is told once a frame and once at the end", () => {
    const { told, brush, down, move, up } = chart();
    down(2.2);
    for (const bin of [2.4, 3, 3.3, 4]) move(bin);
    expect(told).toEqual([]);
    expect(brush()).toEqual([2, 4]);
    nextFrame();
    expect(told).toEqual([[[2, 4], "moving"]]);
    move(4.1);
    nextFrame();
    expect(told).toHaveLength(1);
    move(0.8);
    up(0.8);
    nextFrame();
    expect(told.slice(1)).toEqual([[[1, 2], "done"]]);
    expect(brush()).toEqual([1, 2]);
  });

  it("ends at the plot's edges", () => {
    const { told, down, move, up } = chart();
    down(7);
    move(40);
    up(40);
    expect(told).toEqual([[[7, 9], "done"]]);
  });

  it("moves as a whole by its body, as far as there are bins", () => {
    const { told, down, move, up } = chart({ range: [2, 5] });
    down(3);
    move(5);
    up(5);
    expect(told).toEqual([[[4, 7], "done"]]);
  });

  it("is resized by an edge, which may pass the other", () => {
    const { told, down, move, up, again } = chart({ range: [2, 5] });
    down(5.5);
    move(7.5);
    up(7.5);
    again({ range: [2, 7] });
    down(1.5);
    move(9.5);
    up(9.5);
    expect(told).toEqual([
      [[2, 7], "done"],
      [[8, 9], "done"],
    ]);
  });

  it("is a bin alone after a click, and none after a click on it or outside", () => {
    const { told, down, up, again } = chart();
    const click = (bin: number) => {
      down(bin);
      up(bin);
    };
    click(3);
    again({ range: [3, 3] });
    click(3);
    again({ range: null });
    click(6);
    again({ range: [2, 6] });
    click(4);
    again({ range: [4, 4] });
    click(8);
    expect(told).toEqual([
      [[3, 3], "done"],
      [null, "done"],
      [[6, 6], "done"],
      [[4, 4], "done"],
      [null, "done"],
    ]);
  });

  it("is as before after Escape or a gesture that the browser took over, without a word if none was said", () => {
    const { told, brush, pad, down, move, up } = chart({ range: [2, 3] });
    down(7);
    move(9);
    fireEvent.keyDown(window, { key: "Escape" });
    up(9);
    expect(brush()).toEqual([2, 3]);
    expect(told).toEqual([]);
    down(7);
    move(9);
    nextFrame();
    fireEvent.pointerCancel(pad, { pointerId: 1 });
    expect(brush()).toEqual([2, 3]);
    expect(told).toEqual([
      [[7, 9], "moving"],
      [[2, 3], "done"],
    ]);
  });

  it("is not told when nothing changed", () => {
    const { told, down, move, up } = chart({ range: [2, 5] });
    down(3);
    move(3.3);
    nextFrame();
    move(3);
    up(3);
    expect(told).toEqual([]);
  });

  it("follows the pointer while the owner is late, and then the owner", () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const { brush, down, move, up, again } = chart();
    down(1);
    move(2);
    nextFrame();
    move(4);
    up(4);
    expect(brush()).toEqual([1, 4]);
    again({ range: [1, 2] });
    expect(brush()).toEqual([1, 4]);
    again({ range: [1, 4] });
    again({ range: null });
    expect(brush()).toBeNull();
  });

  it("gives way to an owner who refuses it", async () => {
    const { brush, down, up } = chart();
    down(1);
    up(1);
    expect(brush()).toEqual([1, 1]);
    await vi.waitFor(() => expect(brush()).toBeNull(), 3000);
  });

  it("is left to the first pointer and to its main button", () => {
    const { told, pad, down, move, up } = chart();
    fireEvent.pointerDown(pad, { clientX: 200, pointerId: 1, button: 2 });
    fireEvent.pointerUp(pad, { clientX: 200, pointerId: 1, button: 2 });
    expect(told).toEqual([]);
    down(2);
    fireEvent.pointerMove(pad, { clientX: 580, pointerId: 2 });
    fireEvent.pointerUp(pad, { clientX: 580, pointerId: 2 });
    move(3);
    up(3);
    expect(told).toEqual([[[2, 3], "done"]]);
  });
});

describe("a range chosen by keyboard", () => {
  const [first, last] = [
    () => screen.getByRole("slider", { name: "First year" }),
    () => screen.getByRole("slider", { name: "Last year" }),
  ];
  const numbers = (element: Element) =>
    ["min", "max", "now"].map((name) => Number(element.getAttribute(`aria-value${name}`)));

  it("has a handle at either end of all bins, and says where they are", () => {
    chart();
    expect([numbers(first()), numbers(last())]).toEqual([
      [0, 9, 0],
      [0, 9, 9],
    ]);
    expect(last().getAttribute("aria-valuetext")).toBe("the year 2009");
    expect(first().getAttribute("tabindex")).toBe("0");
  });

  it.each([
    ["first", "ArrowRight", [4, 6]],
    ["first", "ArrowDown", [2, 6]],
    ["first", "PageUp", [4, 6]],
    ["first", "Home", [0, 6]],
    ["first", "End", [6, 6]],
    ["last", "ArrowLeft", [3, 5]],
    ["last", "ArrowUp", [3, 7]],
    ["last", "PageDown", [3, 5]],
    ["last", "Home", [3, 3]],
    ["last", "End", [3, 9]],
    ["last", "Delete", null],
    ["first", "Backspace", null],
    ["first", "Escape", null],
  ])("moves the %s end by %s", (end, key, expected) => {
    const { told } = chart({ range: [3, 6] });
    fireEvent.keyDown(end === "first" ? first() : last(), { key });
    expect(told).toEqual([[expected, "done"]]);
  });

  it("pages by a tenth of the bins", () => {
    const bins = Array.from({ length: 60 }, (_, i) => ({ label: String(i), all: 1, selected: 1 }));
    const { told } = chart({ bins, range: [10, 50] });
    fireEvent.keyDown(first(), { key: "PageUp" });
    expect(told).toEqual([[[16, 50], "done"]]);
  });

  it("stays where it is at an end, and leaves other keys alone", () => {
    const { told } = chart();
    for (const key of ["ArrowLeft", "Home", "Delete"]) fireEvent.keyDown(first(), { key });
    const tab = fireEvent.keyDown(first(), { key: "Tab" });
    expect(tab).toBe(true);
    expect(told).toEqual([]);
  });
});

describe("what is drawn", () => {
  it("are all counts behind the selected ones, from zero", () => {
    const { container } = chart();
    const tops = (fill: string) => {
      const d = container.querySelector(`path[fill="${fill}"]`)?.getAttribute("d") ?? "";
      return [...d.matchAll(/V([\d.]+)a/g)].map(([, y]) => 156 - (Number(y) - 3));
    };
    const [all, selected] = [tops("var(--behind-fill)"), tops("var(--neutral)")];
    expect(all).toHaveLength(10);
    expect(selected).toHaveLength(5);
    expect(all[9]! / all[0]!).toBeCloseTo(10, 1);
    expect(selected[4]! / all[4]!).toBeCloseTo(0.5, 1);
  });

  it("names the bin under the pointer with its counts, within the chart, until the pointer leaves", () => {
    const { container, pad, move } = chart();
    move(9);
    expect(screen.getByText("the year 2009")).toBeTruthy();
    expect(screen.getByText("0 of 1,000")).toBeTruthy();
    const box = container.querySelector('[data-transient] rect[stroke="var(--hairline)"]')!;
    const [x, width] = [Number(box.getAttribute("x")), Number(box.getAttribute("width"))];
    expect(x >= 0 && x + width <= 600).toBe(true);
    fireEvent.pointerLeave(pad);
    expect(screen.queryByText("the year 2009")).toBeNull();
  });

  it("has a text over each column where it fits", () => {
    const bins = YEARS.slice(0, 3).map((bin, i) => ({
      ...bin,
      text: i === 1 ? "a text as long as three columns are wide, or more" : "12 %",
    }));
    chart({ bins });
    expect(screen.getAllByText("12 %")).toHaveLength(2);
    expect(screen.queryByText(/a text as long/)).toBeNull();
  });

  it.each(["columns", "area", "points"] as const)("holds no NaN as %s, whatever the counts", (mark) => {
    const counts = [0, Number.NaN, 1, Number.POSITIVE_INFINITY, -3];
    const bins = counts.map((count, i) => ({ label: String(i), all: count, selected: count }));
    for (const scale of ["linear", "log"] as const) {
      for (const some of [bins, bins.slice(0, 1), bins.slice(2, 3)]) {
        const { container, unmount } = chart({ bins: some, mark, scale, range: [0, 7] });
        expect(container.innerHTML).not.toMatch(/NaN|Infinity|undefined/);
        unmount();
      }
    }
  });

  it("is nothing where there are no bins", () => {
    const { container } = render(<RangeChart {...props} bins={[]} range={[0, 3]} onRange={() => {}} />);
    expect(container.querySelector("svg")?.childElementCount).toBe(0);
    expect(screen.queryByRole("slider")).toBeNull();
  });

  it("draws the highest count of each pixel where bins are narrower than that", () => {
    const bins = Array.from({ length: 2000 }, (_, i) => ({ label: String(i), all: i === 777 ? 50 : 1, selected: 0 }));
    const { container } = chart({ bins, mark: "area" });
    const d = container.querySelector('path[stroke="var(--behind)"]')?.getAttribute("d") ?? "";
    const heights = [...d.matchAll(/([\d.]+)H/g)].map(([, y]) => Number(y));
    expect(heights.length).toBeLessThan(600);
    expect(heights.filter((y) => y === Math.min(...heights))).toHaveLength(1);
  });
});

describe("the scales", () => {
  it("mark powers of ten from 1 on a logarithmic axis, with zero at the bottom edge and 1 just above it", () => {
    expect([logTicks(0), logTicks(9), logTicks(1000), logTicks(45_000)]).toEqual([
      [1, 10],
      [1, 10],
      [1, 10, 100, 1000],
      [1, 10, 100, 1000, 10_000],
    ]);
    const { ticks, rise } = countAxis("log", 10_000, 200);
    expect(ticks).toEqual([1, 10, 100, 1000, 10_000]);
    expect([rise(0), rise(100), rise(10_000)]).toEqual([0, 100, 200]);
    expect(rise(1)).toBeGreaterThan(0);
    expect(rise(1)).toBeLessThan(3);
  });

  it("start at zero and mark whole counts on a linear one", () => {
    expect(countAxis("linear", 2, 200).ticks).toEqual([0, 1, 2]);
    expect(countAxis("linear", 0, 200).ticks).toEqual([0, 1]);
    expect(countAxis("linear", 480, 140).ticks).toEqual([0, 200, 400, 600]);
  });

  it("label as many bins as stand beside each other, or of those that they are told", () => {
    const bins = Array.from({ length: 100 }, (_, i) => ({ label: String(1900 + i) }));
    const scale = { left: 50, step: 5, count: 100 };
    expect(axisLabels(bins, scale, 560).map(({ bin }) => bin)).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90]);
    const told = axisLabels(bins, scale, 560, [3, 4, 43, 83, 500]);
    expect(told.map(({ text }) => text)).toEqual(["1903", "1943"]);
  });
});

test("edges of a narrow range leave room for its body", () => {
  const scale = { left: 0, step: 6, count: 100 };
  const grips = [27, 30, 33, 35, 38, 43].map((x) => gripAt(x, [5, 5], scale, 6));
  expect(grips).toEqual(["first", "first", "body", "last", "last", "new"]);
  expect(draggedRange("first", 30, 36, [5, 5], scale)).toEqual([5, 5]);
  expect(draggedRange("body", 0, 9999, [5, 9], scale)).toEqual([95, 99]);
  expect(clickedRange(4, null)).toEqual([4, 4]);
});

test("who cannot see or point finds a named group with two sliders, or an image where nothing is to be chosen", async () => {
  const { container, unmount } = chart({ range: [2, 4] });
  expect(screen.getByRole("group", { name: "Ratings by year" })).toBeTruthy();
  expect(await accessibilityFaults(container)).toEqual([]);
  unmount();
  const still = render(<RangeChart {...props} />);
  expect(screen.getByRole("img", { name: "Ratings by year" })).toBeTruthy();
  expect(still.container.querySelector("[tabindex]")).toBeNull();
  expect(await accessibilityFaults(still.container)).toEqual([]);
});
