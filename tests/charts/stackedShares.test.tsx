import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, test, vi } from "vitest";
import { ramp } from "../../src/charts/svg/ramp";
import { type SharesRow, StackedShares } from "../../src/charts/svg/StackedShares";
import { PALETTES } from "../../src/theme/colors";
import { accessibilityFaults, renderUi } from "../setup/render";

const PARTS = ["1 star", "2 stars", "3 stars"];

function row(label: string, counts: number[], more: Partial<SharesRow> = {}): SharesRow {
  const n = counts.reduce((sum, count) => sum + count, 0);
  return { key: label.toLowerCase(), label, n, nText: `${n} ratings`, counts, faded: false, spoken: label, ...more };
}

function shares(rows: SharesRow[], props: Partial<Parameters<typeof StackedShares>[0]> = {}) {
  return renderUi(<StackedShares width={600} rows={rows} parts={PARTS} label="How?" {...props} />).container;
}

/** The parts of the rows, without the legend's. */
function parts(container: Element) {
  return [...container.querySelectorAll("rect[class*=edge]")].map((rect) => ({
    x: Number(rect.getAttribute("x")),
    width: Number(rect.getAttribute("width")),
    opacity: Number(rect.getAttribute("fill-opacity")),
  }));
}

test("parts are as long as their shares, light to dark, and all rows are equally long", () => {
  const drawn = parts(shares([row("a", [10, 40, 50]), row("b", [500, 400, 100])]));
  expect(drawn).toHaveLength(6);
  const starts = drawn.map(({ x }) => x);
  // From the first part's start to the second's is a share of 0.1, to the third's 0.5; in the other row 0.5 and 0.9.
  expect((starts[2] - starts[0]) / (starts[1] - starts[0])).toBeCloseTo(5, 1);
  expect((starts[5] - starts[3]) / (starts[4] - starts[3])).toBeCloseTo(1.8, 1);
  const ends = [drawn[2], drawn[5]].map(({ x, width }) => x + width);
  expect(ends[0]).toBeCloseTo(ends[1], 1);
  const [light, middle, dark] = drawn.map(({ opacity }) => opacity);
  expect(light! < middle! && middle! < dark!).toBe(true);
});

test("a share is written where its part is wide enough, the count at the row's end, the parts in the legend", () => {
  shares([row("a", [1, 400, 599])]);
  expect(screen.getByText("40\u00a0%", { normalizer: String })).toBeTruthy();
  expect(screen.queryByText("0\u00a0%", { selector: "g g g text", normalizer: String })).toBeNull();
  expect(screen.getByText("1000 ratings")).toBeTruthy();
  for (const part of PARTS) expect(screen.getByText(part)).toBeTruthy();
});

test("where the legend does not fit in a line it names the ends", () => {
  shares([row("a", [1, 2, 3])], { width: 230 });
  expect(
    [screen.queryByText("1 star"), screen.queryByText("2 stars"), screen.queryByText("3 stars")].map(Boolean),
  ).toEqual([true, false, true]);
});

test("a row without ratings says so", () => {
  const container = shares([row("a", [0, 0, 0])]);
  expect(screen.getByText("none")).toBeTruthy();
  expect(parts(container)).toEqual([]);
  expect(container.innerHTML).not.toMatch(/NaN|Infinity/);
});

test("rows are picked by pointer and by keys", async () => {
  const onPick = vi.fn();
  const container = shares([row("A", [1, 2, 3]), row("B", [1, 2, 3])], { onPick });
  const user = userEvent.setup();
  await user.click(screen.getByRole("button", { name: "A" }));
  await user.keyboard("{ArrowDown}{Enter}");
  expect(onPick.mock.calls).toEqual([["a"], ["b"]]);
  expect(await accessibilityFaults(container)).toEqual([]);
});

/** Relative luminance of WCAG 2.2. */
function luminance(rgb: number[]): number {
  const [r, g, b] = rgb.map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

const rgb = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

function contrast(a: number[], b: number[]): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light! + 0.05) / (dark! + 0.05);
}

describe("the ramp", () => {
  it.each(["light", "dark"] as const)("keeps 4.5:1 between each shade and its text in the %s theme", (theme) => {
    const { ground, ink, neutral } = PALETTES[theme];
    for (const count of [2, 3, 5, 10]) {
      for (const { fillOpacity, text } of ramp(count)) {
        const shade = rgb(neutral.fill).map((c, i) => c * fillOpacity + rgb(ground)[i] * (1 - fillOpacity));
        expect(contrast(shade, rgb(text === "var(--ink)" ? ink : ground))).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  it.each(["light", "dark"] as const)("outlines each shade at 3:1 against the ground in the %s theme", (theme) => {
    const { ground, neutral } = PALETTES[theme];
    for (const { strokeOpacity } of ramp(5)) {
      const outline = rgb(neutral.line).map((c, i) => c * strokeOpacity + rgb(ground)[i] * (1 - strokeOpacity));
      expect(contrast(outline, rgb(ground))).toBeGreaterThanOrEqual(3);
    }
  });
});
