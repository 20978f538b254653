import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, test, vi } from "vitest";
import { linePaths } from "../../src/charts/svg/linePaths";
import { MeanLine, type MeanLinePoint } from "../../src/charts/svg/MeanLine";
import { meanDomain } from "../../src/charts/svg/meanDomain";
import { accessibilityFaults, renderUi } from "../setup/render";

function point(label: string, mean: number, margin = 0.1, more: Partial<MeanLinePoint> = {}): MeanLinePoint {
  const spoken = `${label}: mean ${mean}`;
  return { key: label, label, n: 100, mean, margin, small: false, faded: false, spoken, ...more };
}

function line(points: MeanLinePoint[], props: Partial<Parameters<typeof MeanLine>[0]> = {}) {
  return renderUi(
    <MeanLine
      width={600}
      height={300}
      points={points}
      yTitle="Mean rating (stars)"
      xTitle="Year"
      label="When?"
      {...props}
    />,
  ).container;
}

describe("the scale of means", () => {
  it("holds all means, the intervals of all but small points, and what stands behind", () => {
    const [low, high] = meanDomain([point("a", 4, 0.5), point("b", 4.2, 0.1)], [3.4, null]);
    expect(low).toBe(3.4);
    expect(high).toBe(4.5);
  });

  it("is lengthened by the whiskers of small points to at most twice what the others take", () => {
    const others = [point("a", 3.9, 0.1), point("b", 4.1, 0.1)];
    const [low, high] = meanDomain([...others, point("c", 4, 2, { small: true })], []);
    expect(low).toBeCloseTo(3.6, 10);
    expect(high).toBeCloseTo(4.4, 10);
    const [lower, higher] = meanDomain([...others, point("c", 4, 0.3, { small: true })], []);
    expect(lower).toBeCloseTo(3.7, 10);
    expect(higher).toBeCloseTo(4.3, 10);
  });

  it("is that of the whiskers where all points are small, and leaves out those without ratings", () => {
    expect(meanDomain([point("a", 4, 1, { small: true }), point("b", NaN, NaN)], [])).toEqual([3, 5]);
  });
});

test("lines join neighbours that are there, those at a faded point apart", () => {
  const paths = linePaths(
    [1, 2, NaN, 4, 5, 6],
    [false, false, false, false, false, true],
    (i) => i,
    (value) => -value,
  );
  expect(paths.strong).toBe("M0 -1L1 -2M3 -4L4 -5");
  expect(paths.faded).toBe("M4 -5L5 -6");
});

test("points stand in order on a scale that need not begin at zero, small ones hollow with a dashed whisker", () => {
  const container = line([point("2001", 3.5, 0.4, { small: true }), point("2002", 4)], { smallText: "hollow: few" });
  const [, small, large] = [...container.querySelectorAll("circle")];
  expect(Number(small?.getAttribute("cx"))).toBeLessThan(Number(large?.getAttribute("cx")));
  expect(Number(small?.getAttribute("cy"))).toBeGreaterThan(Number(large?.getAttribute("cy")));
  expect([small?.getAttribute("fill"), large?.getAttribute("fill")]).toEqual(["var(--ground)", "var(--neutral-fill)"]);
  expect(container.querySelectorAll("path[stroke-dasharray]")).toHaveLength(1);
  expect(screen.getByText("hollow: few")).toBeTruthy();
  expect(screen.queryByText("0")).toBeNull();
});

test("a whisker that goes on beyond the scale has no cap there", () => {
  const points = [point("a", 3.9), point("b", 4.1), point("c", 4, 2, { small: true })];
  const d = line(points).querySelector("path[stroke-dasharray]")?.getAttribute("d");
  expect(d?.match(/M/g)).toHaveLength(1);
});

test("a year without ratings is a gap, and no figure that is none reaches the page", () => {
  const container = line([
    point("2001", 4),
    point("2002", NaN, NaN, { spoken: "2002: no ratings" }),
    point("2003", 4.1),
  ]);
  expect(container.querySelectorAll("circle")).toHaveLength(2);
  expect(container.innerHTML).not.toContain("NaN");
});

test("all ratings are a grey line behind, named in the legend", () => {
  const container = line([point("2001", 4), point("2002", 4.1)], { behind: [3.9, 4], behindText: "All ratings" });
  expect(container.querySelector("path[stroke='var(--behind)']")?.getAttribute("d")).toMatch(/^M[\d.]+ [\d.]+L/);
  expect(screen.getByText("All ratings")).toBeTruthy();
});

test("points are picked by pointer and by keys", async () => {
  const onPick = vi.fn();
  const container = line([point("2001", 4), point("2002", 4.1)], { onPick });
  const user = userEvent.setup();
  await user.click(screen.getByRole("button", { name: "2001: mean 4" }));
  await user.keyboard("{ArrowRight}{Enter}");
  expect(onPick.mock.calls).toEqual([["2001"], ["2002"]]);
  expect(await accessibilityFaults(container)).toEqual([]);
});
