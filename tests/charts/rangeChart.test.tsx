import { fireEvent, render, screen } from "@testing-library/react";
import { describe, expect, it, test } from "vitest";
import { clickedRange, draggedRange, gripAt } from "../../src/charts/svg/brushRange";
import { RangeChart } from "../../src/charts/svg/RangeChart";
import { axisLabels, countAxis, logTicks } from "../../src/charts/svg/RangeChartScale";
import { accessibilityFaults } from "../setup/render";
import { chart, props, YEARS } from "./rangeFixture";

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
      return [...d.matchAll(/V([\d.]+)a/g)].map(([, y]) => 158 - (Number(y) - 3));
    };
    const [all, selected] = [tops("var(--behind-fill)"), tops("var(--neutral)")];
    expect(all).toHaveLength(10);
    expect(selected).toHaveLength(5);
    expect(all[9] / all[0]).toBeCloseTo(10, 1);
    expect(selected[4] / all[4]).toBeCloseTo(0.5, 1);
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
