import { describe, expect, test } from "vitest";
import type { AdamWStep } from "../../../src/backends/adamw";
import type { Backend } from "../../../src/backends/backend";
import type { RunSettings } from "../../../src/domain/settings";
import { planRun } from "../../../src/engine/train/plan";
import { RunControl } from "../../../src/engine/train/runControl";
import { STRANGER_ROW } from "../../../src/engine/train/sideRows";
import { Trainer } from "../../../src/engine/train/trainer";
import type { TrainingEvent } from "../../../src/engine/train/types";
import { PRIOR_WARM_UP } from "../../../src/models/hybrid/definition";
import type { Batch, Learner } from "../../../src/models/learner";
import { createLearner, openProvenBackend } from "../../../src/models/learners";
import { defaultsOf } from "../../../src/models/registry";
import { plantedRatings } from "./plantedRatings";

const columns = plantedRatings(1000, 80, 40, 7);
/** 800 training ratings: four steps an epoch. */
const settings: RunSettings = { ...defaultsOf("hybrid"), sides: [], batchSize: 200, epochs: 6, seed: 1 };

/** Train with a learner of which some methods are replaced; all that was told. */
async function train(change: Partial<RunSettings>, replace: (learner: Learner) => Partial<Learner>) {
  const plan = await planRun(columns, { ...settings, ...change }, async () => {});
  const backend: Backend = await openProvenBackend("wasm");
  const learner = await createLearner(backend, plan.learner);
  const replaced: Learner = {
    queue: learner.queue,
    step: (batch, adamw) => learner.step(batch, adamw),
    takeLosses: (leave) => learner.takeLosses(leave),
    predict: (rows) => learner.predict(rows),
    read: () => learner.read(),
    save: () => learner.save(),
    restore: (state) => learner.restore(state),
    dispose: () => learner.dispose(),
    ...replace(learner),
  };
  const events: TrainingEvent[] = [];
  const tell = (event: TrainingEvent) => events.push(event);
  const control = new RunControl(new AbortController().signal);
  const outcome = await new Trainer(columns, plan, backend, replaced, control, tell, null).run();
  return { outcome, events, plan };
}

/** A learner whose predictions are off by these, epoch by epoch: they lie that far above the ratings' range. */
function offBy(offsets: readonly number[]) {
  return (learner: Learner): Partial<Learner> => {
    let steps = 0;
    return {
      step(batch, adamw) {
        steps++;
        learner.step(batch, adamw);
      },
      predict: async ({ users }) => new Float32Array(users.length).fill(10 + offsets[steps / 4 - 1]),
    };
  };
}

describe("a Trainer with patience", () => {
  const model = "dot-product-bias";
  // The third epoch's are the best.
  const offsets = [3, 2, 1, 1.5, 1.2, 0.5];

  test("ends when so many epochs in a row were no better, keeps the best, and was not stopped", async () => {
    const { outcome, events } = await train({ model, patience: 2 }, offBy(offsets));
    expect(outcome.epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5]);
    expect(outcome.best.record.epoch).toBe(3);
    expect(outcome.best.validationPredictions[0]).toBe(11);
    expect(outcome.stopped).toBe(false);
    expect(outcome.notes).toEqual([]);
    const told = events.flatMap((event) => (event.type === "epoch" ? [event.best] : []));
    expect(told).toEqual([true, true, true, false, false]);
  });

  test("goes on while a better one comes in time", async () => {
    const { outcome } = await train({ model, patience: 3 }, offBy(offsets));
    expect(outcome.epochs).toHaveLength(6);
    expect(outcome.best.record.epoch).toBe(6);
    expect(outcome.stopped).toBe(false);
  });

  test("of none trains all epochs", async () => {
    const { outcome } = await train({ model, patience: null }, offBy([1, 2, 3, 4, 5, 6]));
    expect(outcome.epochs).toHaveLength(6);
    expect(outcome.best.record.epoch).toBe(1);
  });

  test("counts from where the priors of hybrid pull in full: before, its losses rise", async () => {
    const epochs = 10;
    const settled = Math.ceil(PRIOR_WARM_UP * epochs);
    const rising = Array.from({ length: epochs }, (_, i) => 1 + i / 10);
    const { outcome } = await train({ model: "hybrid", patience: 2, epochs }, offBy(rising));
    expect(outcome.epochs).toHaveLength(settled + 2);
    // Of those that pull in full, whatever the ones before came to.
    expect(outcome.best.record.epoch).toBe(settled);
  });
});

test("a loss that stops being a number ends the Run with the best epoch before, and with advice", async () => {
  const { outcome, events } = await train({ patience: null, learningRate: 0.08 }, (learner) => {
    let steps = 0;
    return {
      step(batch, adamw) {
        steps++;
        learner.step(batch, adamw);
      },
      // Four steps an epoch: the tenth is in the third.
      takeLosses: async (leave) => (await learner.takeLosses(leave)).map((loss) => (steps < 10 ? loss : Number.NaN)),
    };
  });
  expect(outcome.epochs.map(({ epoch }) => epoch)).toEqual([1, 2]);
  const kept = outcome.best.record.epoch;
  expect(outcome.notes).toEqual([
    `The loss stopped being a number in epoch 3. The weights of epoch ${kept} are kept. ` +
      "Lower the learning rate, for example to 0.02, and train again.",
  ]);
  expect(outcome.stopped).toBe(true);
  expect(events.flatMap((event) => (event.type === "epoch" ? [event.record.epoch] : []))).toEqual([1, 2]);
});

/** The steps taken, as the learner was given them. */
async function stepsOf(change: Partial<RunSettings>) {
  const steps: { batch: Batch; adamw: AdamWStep }[] = [];
  const { plan } = await train(change, (learner) => ({
    step(batch, adamw) {
      steps.push({ batch: structuredClone(batch), adamw });
      learner.step(batch, adamw);
    },
  }));
  return { steps, plan };
}

test("a constant schedule keeps learning rate, momentum and decay as they are at every step", async () => {
  const { steps } = await stepsOf({ schedule: "constant", learningRate: 0.01, weightDecay: 0.5, epochs: 3 });
  expect(steps).toHaveLength(12);
  steps.forEach(({ adamw: { rate, beta1, keep } }, t) => {
    // AdamW's rate holds the correction of the first moment's bias.
    expect(rate * (1 - beta1 ** (t + 1))).toBeCloseTo(0.01, 12);
    expect(beta1).toBe(steps[0].adamw.beta1);
    expect(keep).toBeCloseTo(1 - 0.01 * 0.5, 12);
  });
});

test("each epoch goes once through the training part, each in an order of its own", async () => {
  const { steps, plan } = await stepsOf({ epochs: 2, minimumRatings: 1 });
  const pairsOf = (epoch: number) =>
    steps
      .slice(4 * epoch, 4 * epoch + 4)
      .flatMap(({ batch }) => [...batch.users].map((u, i) => `${u} ${batch.products[i]}`));
  const wanted = [...plan.split.train].map(
    (i) => `${plan.users.rowOf[columns.user[i]]} ${plan.products.rowOf[columns.product[i]]}`,
  );
  for (const epoch of [0, 1]) expect(pairsOf(epoch).sort()).toEqual(wanted.slice().sort());
  const [first, second] = [0, 1].map((epoch) => steps[4 * epoch].batch.users);
  expect(first).not.toEqual(second);
});

/** The ratings that come as a stranger's, by product and value, in an order of their own. */
function strangersOf(steps: { batch: Batch }[]): string[] {
  const found = steps.flatMap(({ batch: { sides, products, ratings } }) =>
    [...sides].flatMap((row, i) => (row === STRANGER_ROW ? [`${products[i]} ${ratings[i]}`] : [])),
  );
  return found.sort();
}

test("rare users pass for strangers with other ratings in each epoch, and nobody does where none is rare", async () => {
  const { steps } = await stepsOf({ epochs: 2, minimumRatings: 1000 });
  const [first, second] = [strangersOf(steps.slice(0, 4)), strangersOf(steps.slice(4))];
  // Of 800 ratings: σ = √200 = 14.
  for (const { length } of [first, second]) expect(Math.abs(length - 400)).toBeLessThan(4 * 14.2);
  expect(first).not.toEqual(second);
  const all = await stepsOf({ epochs: 1, minimumRatings: 1 });
  expect(strangersOf(all.steps)).toEqual([]);
});
