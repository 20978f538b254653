import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { type BoxGroup, BoxPlots, type PlottedBox } from "../../src/charts/svg/BoxPlots";
import { accessibilityFaults, renderUi } from "../setup/render";

function box(label: string, more: Partial<PlottedBox> = {}): PlottedBox {
  return {
    key: label.toLowerCase(),
    label,
    meaning: "neutral",
    n: 40,
    nText: "40",
    mean: 3.5,
    margin: 0.25,
    low: 1,
    q1: 2,
    median: 3,
    q3: 4,
    high: 5,
    faded: false,
    spoken: `${label}: median 3`,
    ...more,
  };
}

const NONE = { n: 0, nText: "0", mean: NaN, margin: NaN, low: NaN, q1: NaN, median: NaN, q3: NaN, high: NaN };

function plot(groups: BoxGroup[], props: Partial<Parameters<typeof BoxPlots>[0]> = {}) {
  return renderUi(
    <BoxPlots
      width={600}
      height={300}
      groups={groups}
      domain={[1, 5]}
      yTitle="Rating (stars)"
      label="How?"
      {...props}
    />,
  ).container;
}

const attribute = (element: Element | null | undefined, name: string) => Number(element?.getAttribute(name));

test("a box reaches from quartile to quartile, its median between, on the scale of the axis", () => {
  const container = plot([{ key: "all", label: "All", boxes: [box("All")] }]);
  const tickY = (tick: string) => attribute(screen.getByText(tick), "y") - 4;
  const rect = container.querySelector("rect[rx='2']");
  expect(attribute(rect, "y")).toBeCloseTo(tickY("4"), 1);
  expect(attribute(rect, "y") + attribute(rect, "height")).toBeCloseTo(tickY("2"), 1);
  expect(attribute(container.querySelector("line[stroke-width='3']"), "y1")).toBeCloseTo(tickY("3"), 1);
  expect(attribute(rect, "width")).toBeLessThanOrEqual(28);
  expect(screen.getByText("40")).toBeTruthy();
  expect(screen.getByText("Rating (stars)")).toBeTruthy();
});

test("no ratings are said so, without a box, and no figure that is none reaches the page", () => {
  const container = plot([{ key: "tv", label: "TV", boxes: [box("Female"), box("Male", NONE)] }]);
  expect(screen.getByText("none")).toBeTruthy();
  expect(container.querySelectorAll("rect[rx='2'][fill-opacity]")).toHaveLength(1);
  expect(container.innerHTML).not.toContain("NaN");
});

test("fewer than five ratings are a dashed box", () => {
  const container = plot([{ key: "a", label: "A", boxes: [box("Four", { n: 4 }), box("Five", { n: 5 })] }]);
  const dashes = [...container.querySelectorAll("rect[fill-opacity]")].map((r) => r.getAttribute("stroke-dasharray"));
  expect(dashes).toEqual(["3 2", null]);
});

test("several kinds of boxes have a legend, unknown hatched in it; one kind has none", () => {
  const kinds = [box("Female", { meaning: "female" }), box("Unknown", { meaning: "unknown" })];
  const groups = [
    { key: "a", label: "A", boxes: kinds },
    { key: "b", label: "B", boxes: kinds },
  ];
  const container = plot(groups, { meanText: "Mean" });
  expect(screen.getAllByText("Female")).toHaveLength(1);
  expect(screen.getByText("Mean")).toBeTruthy();
  const swatch = screen.getByText("Unknown").parentElement?.querySelector("rect");
  expect(swatch?.getAttribute("fill")).toBe(`url(#${container.querySelector("pattern")?.id})`);
  plot([{ key: "c", label: "C", boxes: [box("Only")] }]);
  expect(screen.queryByText("Only")).toBeNull();
});

test("where there is little width, counts and names stand upright or are cut rather than touch", () => {
  const groups = Array.from({ length: 12 }, (_, i) => ({
    key: String(i),
    label: `Category number ${i}`,
    boxes: [box("Female", { nText: "12,345" })],
  }));
  const container = plot(groups, { width: 320, height: 320 });
  expect(container.querySelector("text[transform*='rotate(-90)']")).toBeTruthy();
  expect(screen.getAllByText(/^Category.*…$/)).toHaveLength(12);
});

test("years that do not all fit are written every few", () => {
  const years = Array.from({ length: 20 }, (_, i) => ({ key: `${i}`, label: `${1999 + i}`, boxes: [box("All")] }));
  plot(years, { width: 320 });
  expect(screen.getByText("1999")).toBeTruthy();
  expect(screen.queryByText("2000")).toBeNull();
});

test("a box is picked with its group, by pointer and by keys", async () => {
  const onPick = vi.fn();
  const boxes = [box("Female"), box("Male", NONE)];
  const container = plot([{ key: "tv", label: "TV", boxes }], { onPick });
  const user = userEvent.setup();
  await user.click(screen.getByRole("button", { name: "Female: median 3" }));
  await user.keyboard("{ArrowRight} ");
  expect(onPick.mock.calls).toEqual([
    ["tv", "female"],
    ["tv", "male"],
  ]);
  expect(await accessibilityFaults(container)).toEqual([]);
});

test("what is not of the selection is faded, its count is not", () => {
  const container = plot([{ key: "a", label: "A", boxes: [box("All", { faded: true })] }]);
  expect(container.querySelector("g[opacity]")?.querySelector("text")).toBeNull();
  expect(screen.getByText("40")).toBeTruthy();
});
