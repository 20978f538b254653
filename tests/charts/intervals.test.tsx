import { render, screen } from "@testing-library/react";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { IntervalMark } from "../../src/charts/IntervalMark";
import { textWidth } from "../../src/charts/look";
import { lossWindow, RateChart } from "../../src/charts/RateChart";
import { Sparkline } from "../../src/charts/Sparkline";
import { axisTicks, estimateScale, percentTo, signedScale, tickWriter } from "../../src/charts/scale";
import { DotRows } from "../../src/charts/svg/DotRows";

describe("a scale", () => {
  it("has ticks at whole steps that hold every value", () => {
    expect(axisTicks(1.02, 1.28, 4)).toEqual([1, 1.1, 1.2, 1.3]);
    expect(axisTicks(-0.12, 0.12, 3)).toEqual([-0.2, -0.1, 0, 0.1, 0.2]);
  });

  it("has an extent where the values have none, or where there are none", () => {
    const [low, high] = [axisTicks(1, 1)[0], axisTicks(1, 1).at(-1)!];
    expect(low <= 1 && high >= 1 && low < high).toBe(true);
    expect(axisTicks(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY)).toEqual([0, 1]);
  });

  it("places values between its ends, and those beyond on them", () => {
    expect([1.5, 0, 9].map(percentTo([1, 2]))).toEqual(["50.00%", "0.00%", "100.00%"]);
    expect(percentTo([3, 3])(3)).toBe("50.00%");
  });

  it("writes its ticks with the decimals of their step", () => {
    const written = (ticks: number[]) => ticks.map(tickWriter(ticks));
    expect(written([3.5, 3.52, 3.54])).toEqual(["3.50", "3.52", "3.54"]);
    expect(written([-0.5, 0, 0.5])).toEqual(["−0.5", "0.0", "0.5"]);
    expect(written([0, 10_000, 20_000])).toEqual(["0", "10,000", "20,000"]);
  });

  it("keeps the values of its ticks apart, however narrow it is", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -50, max: 50, noNaN: true }),
        fc.double({ min: 1e-3, max: 20, noNaN: true }),
        fc.integer({ min: 30, max: 400 }),
        (low, extent, width) => {
          const figures = [{ value: low, interval: [low, low + extent] as const }];
          for (const { ticks, at } of [estimateScale(figures, [], 0, width), signedScale(figures, 0, width)]) {
            expect(ticks.length).toBeGreaterThan(0);
            const texts = ticks.map(tickWriter(ticks));
            for (let i = 1; i < ticks.length; i++) {
              const needed = (textWidth(texts[i - 1]) + textWidth(texts[i])) / 2;
              expect(at(ticks[i]) - at(ticks[i - 1])).toBeGreaterThan(needed);
            }
          }
        },
      ),
    );
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

test("rows of two figures share one scale for the size, and one about zero for the direction", () => {
  const row = (label: string, size: number, signed: number) => ({
    key: label,
    label,
    figures: [
      { value: size, interval: [size - 0.1, size + 0.1] as const, text: String(size) },
      { value: signed, interval: [signed - 0.05, signed + 0.05] as const, text: `${signed} signed` },
    ],
    n: "12",
    tone: "neutral" as const,
    spoken: label,
  });
  const rows = (width: number) => (
    <DotRows
      width={width}
      rows={[row("Cameras", 1.2, 0.1), row("Cables", 1, 0)]}
      namesTitle="Category"
      panels={[
        { title: "RMSE", reference: 1.1 },
        { title: "Mean error", scale: "about zero", reference: 0, referenceText: "too low ← 0 → too high" },
      ]}
      label="Error by category"
    />
  );
  const { container, rerender } = render(rows(700));
  expect(screen.getByRole("img", { name: "Error by category" })).toBeTruthy();
  const dots = [...container.querySelectorAll("circle")].map((dot) => Number(dot.getAttribute("cx")));
  const [cameraSize, cameraSign, cableSize, cableSign] = dots;
  expect(cameraSize).toBeGreaterThan(cableSize!);
  const [overall, zero] = [...container.querySelectorAll("line[stroke-dasharray='4 3']")].map((line) =>
    Number(line.getAttribute("x1")),
  );
  // 1.1 is half way between 1 and 1.2; the error of 0 stands on the line of 0, that of 0.1 to its right.
  expect(overall).toBeCloseTo((cameraSize! + cableSize!) / 2, 1);
  expect(cableSign).toBe(zero);
  expect(cameraSign).toBeGreaterThan(zero!);
  // Where both would be too narrow to be read, the first stands alone.
  rerender(rows(360));
  expect(container.querySelectorAll("circle")).toHaveLength(2);
  expect(screen.queryByText("Mean error")).toBeNull();
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
    expect(xs[10] - xs[0]).toBeCloseTo(xs[20] - xs[10], 1);
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
