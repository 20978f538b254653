import { render, screen } from "@testing-library/react";
import { describe, expect, it, test } from "vitest";
import { IntervalMark } from "../../src/charts/IntervalMark";
import { IntervalRows } from "../../src/charts/IntervalRows";
import { lossWindow, RateChart } from "../../src/charts/RateChart";
import { Sparkline } from "../../src/charts/Sparkline";
import { axisTicks, position } from "../../src/charts/scale";

describe("a scale", () => {
  it("has ticks at whole steps that hold every value", () => {
    expect(axisTicks(1.02, 1.28, 4)).toEqual([1, 1.1, 1.2, 1.3]);
    expect(axisTicks(-0.12, 0.12, 3)).toEqual([-0.2, -0.1, 0, 0.1, 0.2]);
  });

  it("has an extent where the values have none, or where there are none", () => {
    const [low, high] = [axisTicks(1, 1)[0]!, axisTicks(1, 1).at(-1)!];
    expect(low <= 1 && high >= 1 && low < high).toBe(true);
    expect(axisTicks(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY)).toEqual([0, 1]);
  });

  it("places values between its ends, and those beyond on them", () => {
    expect([position(1.5, [1, 2]), position(0, [1, 2]), position(9, [1, 2])]).toEqual(["50.00%", "0.00%", "100.00%"]);
  });
});

describe("a figure with its interval", () => {
  function mark(tone: "ink" | "baseline" | "unknown") {
    return render(<IntervalMark value={1.5} interval={[1.25, 1.75]} domain={[1, 2]} reference={1.9} tone={tone} />)
      .container;
  }

  it("is a dot between its whiskers, on a dashed line of what it is compared with", () => {
    const container = mark("ink");
    expect(container.querySelector("circle")?.getAttribute("cx")).toBe("50.00%");
    const [whisker] = container.querySelectorAll(".interval-whisker line");
    expect([whisker?.getAttribute("x1"), whisker?.getAttribute("x2")]).toEqual(["25.00%", "75.00%"]);
    expect(container.querySelector("svg > line")?.getAttribute("x1")).toBe("90.00%");
  });

  it("is told apart without colour: baselines are dashed, unknown is hollow", () => {
    expect(mark("baseline").querySelector(".interval-whisker line")?.getAttribute("stroke-dasharray")).toBe("3 2");
    expect(mark("ink").querySelector(".interval-whisker line")?.getAttribute("stroke-dasharray")).toBeNull();
    expect(mark("unknown").querySelector("circle")?.getAttribute("fill")).toBe("var(--ground)");
  });

  it("draws nothing that is not known", () => {
    const { container } = render(<IntervalMark value={null} interval={null} domain={[0, 1]} tone="ink" />);
    expect(container.querySelectorAll("circle, line")).toHaveLength(0);
  });
});

test("rows of intervals share one scale for the size, and one about zero for the direction", () => {
  const row = (label: string, size: number, signed: number) => ({
    label,
    size: { value: size, interval: [size - 0.1, size + 0.1] as const },
    signed: { value: signed, interval: [signed - 0.05, signed + 0.05] as const },
    n: 12,
    tone: "neutral" as const,
  });
  const { container } = render(
    <IntervalRows
      rows={[row("Cameras", 1.2, 0.1), row("Cables", 1, 0)]}
      overall={1.1}
      titles={{ label: "Category", size: "RMSE", signed: "Mean error" }}
      formatSize={String}
      formatSigned={String}
      formatN={String}
      label="Error by category"
    />,
  );
  expect(screen.getByRole("img", { name: "Error by category" })).toBeTruthy();
  const dots = [...container.querySelectorAll("circle")].map((dot) => Number.parseFloat(dot.getAttribute("cx")!));
  const [cameraSize, cameraSign, cableSize, cableSign] = dots;
  expect(cameraSize).toBeGreaterThan(cableSize!);
  expect(cableSign).toBe(50);
  expect(cameraSign).toBeGreaterThan(50);
});

describe("the search for a learning rate as a chart", () => {
  const points = Array.from({ length: 40 }, (_, i) => ({ rate: 1e-5 * 10 ** (i / 10), loss: 1.2 - i / 100 }));

  it("draws the loss on a logarithmic scale with the suggested rate by its number", () => {
    const { container } = render(
      <RateChart points={points} suggestion={0.00521} width={300} height={180} label="Loss against rate" />,
    );
    expect(screen.getByRole("img", { name: "Loss against rate" })).toBeTruthy();
    expect(screen.getByText("0.0052")).toBeTruthy();
    const path = container.querySelector(".recharts-line path")?.getAttribute("d") ?? "";
    const xs = [...path.matchAll(/[ML]([\d.]+),/g)].map(([, x]) => Number(x));
    expect(xs).toHaveLength(40);
    // Equal factors are equal distances.
    expect(xs[10]! - xs[0]!).toBeCloseTo(xs[20]! - xs[10]!, 1);
  });

  it("marks no rate while none is suggested, and stands empty before the first step", () => {
    const { container } = render(<RateChart points={[]} suggestion={null} width={300} height={180} label="Loss" />);
    expect(container.querySelector(".recharts-reference-line")).toBeNull();
  });

  it("leaves a loss that ran away out of its scale", () => {
    const [low, high] = lossWindow([1.2, 1.1, 1, 1.1, 5, 900]);
    expect(low).toBe(1);
    expect(high).toBeCloseTo(1.3, 10);
  });
});

test("a sparkline ends at the last value and leaves room for the epochs to come", () => {
  const { container } = render(<Sparkline values={[1.2, 1.1, null]} length={5} color="var(--validation)" />);
  const points = container.querySelector("polyline")?.getAttribute("points")?.split(" ") ?? [];
  expect(points).toHaveLength(2);
  const width = Number(container.querySelector("svg")?.getAttribute("width"));
  expect(Number(container.querySelector("circle")?.getAttribute("cx"))).toBeLessThan(width / 2);
});
