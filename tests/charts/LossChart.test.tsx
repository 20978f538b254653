import { render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { LossChart, type LossSeries } from "../../src/charts/LossChart";

function series(change: Partial<LossSeries> = {}): LossSeries {
  return {
    id: 1,
    batches: Float32Array.from({ length: 2_000 }, (_, i) => 1 + 1 / (1 + i / 100) + 0.1 * (i % 2)),
    steps: 2_000,
    stepsPerEpoch: 500,
    epochs: [
      { epoch: 1, trainLoss: 1.5, validationLoss: 1.4 },
      { epoch: 2, trainLoss: 1.2, validationLoss: 1.2 },
      { epoch: 3, trainLoss: 1.1, validationLoss: 1.3 },
      { epoch: 4, trainLoss: 1, validationLoss: 1.35 },
    ],
    bestEpoch: 2,
    ...change,
  };
}

function draw(run: LossSeries, earlier: LossSeries[] = []) {
  return render(<LossChart run={run} earlier={earlier} unit="stars²" width={600} height={300} label="Loss by epoch" />)
    .container;
}

/** Number of points of the line with this class. */
function points(container: HTMLElement, line: string): number {
  const path = container.querySelector(`.${line} path`)?.getAttribute("d") ?? "";
  return path.match(/[ML]/g)?.length ?? 0;
}

describe("LossChart", () => {
  it("draws raw batches, the smoothed line, a dot per validated epoch and the best epoch by name", () => {
    const container = draw(series());
    expect(screen.getByRole("img", { name: "Loss by epoch" })).toBeTruthy();
    expect(points(container, "loss-raw")).toBeGreaterThan(100);
    expect(points(container, "loss-training")).toBeGreaterThan(100);
    expect(container.querySelectorAll(".loss-dot")).toHaveLength(4);
    expect(screen.getByText("best epoch 2")).toBeTruthy();
    expect(screen.getByText("Loss (MSE, stars²)")).toBeTruthy();
  });

  it("shows earlier runs on their own scale while the run in view has nothing to show", () => {
    const earlier = series();
    // One epoch, so that no number of epochs is as large as the losses.
    const empty = series({ id: 9, batches: new Float32Array(0), epochs: [], bestEpoch: null, steps: 500 });
    const container = draw(empty, [earlier]);
    const numbers = [...container.querySelectorAll("text")].map(({ textContent }) => Number(textContent));
    expect(Math.max(...numbers.filter(Number.isFinite))).toBeGreaterThanOrEqual(earlier.batches[0]);
  });

  it("names the measure of a loss that is no squared error", () => {
    render(
      <LossChart
        run={series()}
        earlier={[]}
        measure="softmax"
        unit="nats"
        width={600}
        height={300}
        label="Loss by epoch"
      />,
    );
    expect(screen.getByText("Loss (softmax, nats)")).toBeTruthy();
  });

  it("keeps every line to 300 points, however many batches there were", () => {
    const batches = Float32Array.from({ length: 100_000 }, (_, i) => 1 + (i % 7) / 10);
    const container = draw(series({ batches, steps: 100_000, stepsPerEpoch: 25_000 }));
    expect(points(container, "loss-raw")).toBeLessThanOrEqual(300);
    expect(points(container, "loss-training")).toBeLessThanOrEqual(300);
  });

  it("draws training by sweep where a model is sampled, names where its mean begins anew, and says so in words", () => {
    const epochs = [1, 2, 3, 4].map((epoch) => ({ epoch, trainLoss: 2 / epoch, validationLoss: 1 + 1 / epoch }));
    const sampled = { isSampled: true, firstCounted: 3, bestEpoch: 4 };
    const container = draw(series({ ...sampled, epochs, batches: new Float32Array(0), steps: 4, stepsPerEpoch: 1 }));
    expect(points(container, "loss-training")).toBe(4);
    expect(points(container, "loss-raw")).toBe(0);
    expect(container.querySelectorAll(".loss-dot")).toHaveLength(4);
    expect(screen.getByText("mean anew from sweep 3")).toBeTruthy();
    expect(screen.queryByText("best epoch 4")).toBeNull();
    expect(screen.getByText("Training, mean of the sweeps so far")).toBeTruthy();
    expect(screen.getByText("Sweeps")).toBeTruthy();
  });

  it("draws earlier runs behind", () => {
    const container = draw(series(), [series({ id: 7 }), series({ id: 8 })]);
    expect(container.querySelectorAll(".loss-earlier")).toHaveLength(2);
  });

  it("shows whole epochs on the axis from the start, before any loss is known", () => {
    const container = draw(series({ batches: new Float32Array(), epochs: [], bestEpoch: null }));
    const labels = [...container.querySelectorAll(".recharts-xAxis-tick-labels text")];
    expect(labels.map((tick) => tick.textContent)).toEqual(["0", "1", "2", "3", "4"]);
    expect(container.querySelector(".loss-best")).toBeNull();
  });
});
