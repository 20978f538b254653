import { expect, test } from "vitest";
import type { ModelName, RunSettings } from "../../../src/domain/settings";
import { trainRun } from "../../../src/engine/train/run";
import { RunControl } from "../../../src/engine/train/runControl";
import type { Checkpoint, TrainingEvent } from "../../../src/engine/train/types";
import { defaultsOf, RATING_MODELS } from "../../../src/models/registry";
import { plantedRatings } from "./plantedRatings";
import { withSides } from "./plantedSides";

const columns = withSides(plantedRatings(3000, 150, 60, 8), 9);
/** A network, dropout and rare users where the model has them. */
const settingsOf = (model: ModelName): RunSettings => ({
  ...defaultsOf(model),
  factors: 6,
  hidden: [9],
  dropout: 0.3,
  minimumRatings: 18,
  batchSize: 64,
  epochs: 4,
  learningRate: 0.01,
  weightDecay: 0.5,
  seed: 2,
});

async function train(change: Pick<RunSettings, "model" | "backend">, from: Checkpoint | null = null) {
  const events: TrainingEvent[] = [];
  const control = new RunControl(new AbortController().signal);
  const tell = (event: TrainingEvent) => events.push(structuredClone(event));
  const { result, best } = await trainRun(columns, { ...settingsOf(change.model), ...change }, control, tell, from);
  const checkpoints = events.flatMap((event) => (event.type === "checkpoint" ? [event.checkpoint] : []));
  const losses = events.flatMap((event) => (event.type === "batches" ? [...event.loss] : []));
  return { result, best, checkpoints, losses };
}

/** Those that take steps, or whose member does. */
const stepped = RATING_MODELS.filter(({ trainedBy }) => trainedBy !== "sampling").map(({ name }) => name);
const cases = (["cpu", "wasm"] as const).flatMap((backend) =>
  // The members beside a blend's neural one are fitted after its last epoch, the same on every backend.
  stepped.filter((model) => backend === "wasm" || model !== "blend").map((model) => ({ backend, model })),
);

test.each(cases)(
  "a Run of $model on $backend that goes on from any epoch ends to the bit where it would have",
  async (of) => {
    const whole = await train(of);
    expect(whole.checkpoints.map(({ epochs }) => epochs.length)).toEqual([1, 2, 3]);
    for (const checkpoint of whole.checkpoints) {
      const resumed = await train(of, checkpoint);
      const steps = (whole.losses.length / 4) * checkpoint.epochs.length;
      expect(resumed.losses).toEqual(whole.losses.slice(steps));
      expect(resumed.best).toEqual(whole.best);
      expect(resumed.result.test).toEqual(whole.result.test);
      const withoutTimes = (result: typeof whole.result) => result.run.epochs.map(({ ms, ...figures }) => figures);
      expect(withoutTimes(resumed.result)).toEqual(withoutTimes(whole.result));
    }
  },
);

test.each(["bayesian", "item-item"])(
  "a Run of %s tells no checkpoint: it begins again, and comes to the same end",
  async (model) => {
    const [one, again] = [await train({ model, backend: "wasm" }), await train({ model, backend: "wasm" })];
    expect(one.checkpoints).toEqual([]);
    expect(again.best).toEqual(one.best);
    expect(again.result.test).toEqual(one.result.test);
  },
);

test.each(["cpu", "wasm"] as const)(
  "a checkpoint of another Run is refused with a sentence, on %s",
  async (backend) => {
    const of = { model: "collabnn", backend } as const;
    const [checkpoint] = (await train(of)).checkpoints;
    const { state, best } = checkpoint!;
    const others: Checkpoint[] = [
      { ...checkpoint!, state: [] },
      { ...checkpoint!, state: state.map((array) => new Float32Array(array.length + 1)) },
      { ...checkpoint!, best: { ...best, testPredictions: new Float32Array(3) } },
    ];
    for (const other of others) {
      await expect(train(of, other)).rejects.toMatchObject({
        name: "TrainingError",
        message: "Its checkpoint is not of these ratings and settings: this run cannot go on from it.",
      });
    }
  },
);

test("a loss that is no number after some good epochs ends the Run with the best of them and advice", async () => {
  const spoilt = { ...columns, rating: columns.rating.slice() };
  const control = new RunControl(new AbortController().signal);
  const settings: RunSettings = { ...settingsOf("hybrid"), backend: "wasm", split: "column", learningRate: 0.008 };
  const { result } = await trainRun(spoilt, settings, control, (event) => {
    // The validation part's ratings turn into nothing, as a broken memory might make them.
    if (event.type === "epoch" && event.record.epoch === 2) {
      for (let i = 0; i < spoilt.size; i++) if (spoilt.split?.[i] === 1) spoilt.rating[i] = Number.NaN;
    }
  });
  const { run } = result;
  expect(run.stopped).toBe(true);
  expect(run.epochs).toHaveLength(2);
  expect(run.notes).toEqual([
    `The loss stopped being a number in epoch 3. The weights of epoch ${run.bestEpoch} are kept. ` +
      "Lower the learning rate, for example to 0.002, and train again.",
  ]);
  expect(Number.isFinite(result.test.rmse)).toBe(true);
});
