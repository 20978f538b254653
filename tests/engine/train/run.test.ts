import { describe, expect, test } from "vitest";
import type { ModelName, RunSettings } from "../../../src/domain/settings";
import { trainRun } from "../../../src/engine/train/run";
import { RunControl } from "../../../src/engine/train/runControl";
import { TrainingError, type TrainingEvent } from "../../../src/engine/train/types";
import { defaultsOf, RATING_MODELS } from "../../../src/models/registry";
import { plantedRatings } from "./plantedRatings";
import { withSides } from "./plantedSides";

const columns = withSides(plantedRatings(6000, 200, 80, 5), 6);
const settingsOf = (model: ModelName): RunSettings => ({
  ...defaultsOf(model),
  backend: "wasm",
  factors: 8,
  hidden: [16],
  batchSize: 64,
  epochs: 4,
  seed: 3,
});

async function run(
  change: Partial<RunSettings>,
  steer: (event: TrainingEvent, control: RunControl) => void = () => {},
) {
  const control = new RunControl(new AbortController().signal);
  const events: TrainingEvent[] = [];
  const outcome = await trainRun(columns, { ...settingsOf(change.model ?? "hybrid"), ...change }, control, (event) => {
    events.push(event);
    steer(event, control);
  });
  return { ...outcome, events };
}

describe("a Run", () => {
  test.each(RATING_MODELS.map(({ name }) => name))(
    "of %s learns: its training loss falls and it beats the global mean",
    async (model) => {
      const { result } = await run({ model });
      const [first, last] = [result.run.epochs[0], result.run.epochs.at(-1)!];
      expect(last.trainLoss).toBeLessThan(first.trainLoss);
      const globalMean = result.baselines.find(({ name }) => name === "global mean")!;
      expect(result.test.rmse!).toBeLessThan(globalMean.rmse!);
    },
  );

  test("gives the same numbers for the same seed and others for another", async () => {
    const [one, again, other] = [await run({}), await run({}), await run({ seed: 4 })];
    const figures = (of: typeof one) => [of.result.test, of.result.run.epochs.map(({ trainLoss }) => trainLoss)];
    expect(figures(again)).toEqual(figures(one));
    expect(figures(other)).not.toEqual(figures(one));
  });

  test("tells every batch loss once and in order, and their mean is the epoch's training loss", async () => {
    const { events, result } = await run({ epochs: 2 });
    const losses: number[] = [];
    for (const event of events) {
      if (event.type !== "batches") continue;
      expect(event.firstStep).toBe(losses.length);
      losses.push(...event.loss);
    }
    const started = events.find((event) => event.type === "started")!;
    expect(losses).toHaveLength(started.steps);
    const second = losses.slice(started.stepsPerEpoch);
    const mean = second.reduce((sum, loss) => sum + loss, 0) / second.length;
    expect(result.run.epochs[1].trainLoss).toBeCloseTo(mean, 6);
  });

  test("divides the ratings 80/10/10 and counts test ratings of known and new users", async () => {
    const { result } = await run({ epochs: 1 });
    expect(result.split).toMatchObject({ train: 4800, validation: 600, test: 600 });
    expect(result.test.known.n + result.test.new.n).toBe(600);
    expect(result.test.new.n / 600).toBeCloseTo(result.split.newUserShare, 12);
  });

  test("stops within a step when asked, and keeps the best finished epoch", async () => {
    const { result } = await run({ epochs: 50 }, (event, control) => {
      if (event.type === "epoch" && event.record.epoch === 2) control.stop();
    });
    expect(result.run.stopped).toBe(true);
    expect(result.run.epochs).toHaveLength(2);
    const losses = result.run.epochs.map(({ validationLoss }) => validationLoss!);
    expect(result.run.bestEpoch).toBe(1 + losses.indexOf(Math.min(...losses)));
  });

  test("stopped before its first step has nothing to show, and says so", async () => {
    const stopped = run({}, (event, control) => {
      if (event.type === "started") control.stop();
    });
    await expect(stopped).rejects.toThrow(/stopped before its first step/);
  });

  test("stopped in its first epoch still gives a tested model", async () => {
    const { result } = await run({}, (event, control) => {
      if (event.type === "phase" && event.phase === "training") control.stop();
    });
    expect(result.run.epochs).toHaveLength(1);
    expect(result.test.rmse).toBeGreaterThan(0);
  });

  test("waits while paused, and takes single steps", async () => {
    const steps: number[] = [];
    const { result } = await run({ epochs: 1 }, (event, control) => {
      if (event.type === "started") control.pause();
      if (event.type !== "progress" || !event.paused) return;
      steps.push(event.step);
      if (event.step < 3) control.step();
      else control.resume();
    });
    expect(steps).toEqual([0, 1, 2, 3]);
    expect(result.run.epochs).toHaveLength(1);
  });

  test("ends with a sentence when the loss is no longer a number", async () => {
    const broken = run({ learningRate: Number.NaN });
    await expect(broken).rejects.toThrow(TrainingError);
    await expect(broken).rejects.toThrow(/Lower the learning rate/);
  });

  test("is abandoned without a result when its call is cancelled", async () => {
    const abort = new AbortController();
    const control = new RunControl(abort.signal);
    const abandoned = trainRun(columns, settingsOf("hybrid"), control, (event) => {
      if (event.type === "batches") abort.abort(new Error("cancelled"));
    });
    await expect(abandoned).rejects.toThrow("cancelled");
  });
});
