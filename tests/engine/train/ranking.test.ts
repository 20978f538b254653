import { describe, expect, test } from "vitest";
import type { RunSettings } from "../../../src/domain/settings";
import { planRanking } from "../../../src/engine/evaluate/ranking";
import { createModel } from "../../../src/engine/recommend/models/createModel";
import { assertRankingFitsMemory } from "../../../src/engine/train/memory";
import { judgeRanking } from "../../../src/engine/train/rankingLoss";
import { planRankingRun } from "../../../src/engine/train/rankingPlan";
import { RankingTrainer } from "../../../src/engine/train/rankingTrainer";
import { trainRun } from "../../../src/engine/train/run";
import { RunControl } from "../../../src/engine/train/runControl";
import { type Checkpoint, TrainingError, type TrainingEvent } from "../../../src/engine/train/types";
import { createRankingLearner, openProvenBackend } from "../../../src/models/learners";
import { defaultsOf } from "../../../src/models/registry";
import { plantedTastes } from "./plantedTastes";

const columns = plantedTastes(160, 60, 10, 8);
const settings: RunSettings = {
  ...defaultsOf("pooled-history"),
  factors: 8,
  epochs: 4,
  batchSize: 64,
  learningRate: 0.02,
  patience: null,
  backend: "wasm",
  seed: 2,
};

async function unhurried(): Promise<void> {}

async function train(
  change: Partial<RunSettings> = {},
  from: Checkpoint | null = null,
  steer: (event: TrainingEvent, control: RunControl) => void = () => {},
) {
  const events: TrainingEvent[] = [];
  const control = new RunControl(new AbortController().signal);
  const tell = (event: TrainingEvent) => {
    events.push(structuredClone(event));
    steer(event, control);
  };
  const outcome = await trainRun(columns, { ...settings, ...change }, control, tell, from);
  const losses = events.flatMap((event) => (event.type === "batches" ? [...event.loss] : []));
  return { ...outcome, events, losses };
}

describe("a Run of a ranking objective", () => {
  test("tells apart tastes that popularity cannot", async () => {
    const { result } = await train();
    const popularity = result.baselines.find(({ name }) => name === "popularity")!.ranking!.ndcg10;
    expect(result.test.ranking!.ndcg10).toBeGreaterThan(1.4 * popularity);
    expect(result.comparison!.metric).toBe("ndcg10");
    const [first, last] = [result.run.epochs[0], result.run.epochs.at(-1)!];
    expect(last.trainLoss).toBeLessThan(first.trainLoss);
    expect(last.validationLoss!).toBeLessThan(first.validationLoss!);
    expect(last.validationRmse).toBeNull();
    expect(result.test.rmse).toBeNull();
  });

  test("keeps the epoch of highest NDCG@10, and tells steps and losses of examples", async () => {
    const { result, events, losses } = await train();
    const started = events.find((event) => event.type === "started")!;
    expect(losses).toHaveLength(started.steps);
    expect(started.steps).toBe(4 * started.stepsPerEpoch);
    const figures = result.run.epochs.map(({ validationNdcg10 }) => validationNdcg10!);
    expect(result.run.bestEpoch).toBe(1 + figures.indexOf(Math.max(...figures)));
    expect(result.validationRanking!.ndcg10).toBeCloseTo(Math.max(...figures), 6);
    const mean = losses.slice(-started.stepsPerEpoch).reduce((sum, loss) => sum + loss, 0) / started.stepsPerEpoch;
    expect(result.run.epochs.at(-1)!.trainLoss).toBeCloseTo(mean, 6);
  });

  test("is compared with the baseline that ranks best for the users of the validation part", async () => {
    const { result } = await train();
    const ranked = result.baselines.filter(({ validationRanking }) => validationRanking !== null);
    expect(ranked.map(({ validationRanking }) => validationRanking!.n)).toEqual(
      ranked.map(() => result.validationRanking!.n),
    );
    const highest = Math.max(...ranked.map(({ validationRanking }) => validationRanking!.ndcg10));
    const best = ranked.find(({ validationRanking }) => validationRanking!.ndcg10 === highest)!;
    expect(result.comparison).toMatchObject({ metric: "ndcg10", baseline: best.name });
  });

  test.each(["wasm", "cpu"] as const)(
    "that goes on from any epoch on %s ends to the bit where it would have",
    async (backend) => {
      const whole = await train({ backend });
      const checkpoints = whole.events.flatMap((event) => (event.type === "checkpoint" ? [event.checkpoint] : []));
      expect(checkpoints.map(({ epochs }) => epochs.length)).toEqual([1, 2, 3]);
      for (const checkpoint of checkpoints) {
        const resumed = await train({ backend }, checkpoint);
        expect(resumed.losses).toEqual(whole.losses.slice((whole.losses.length / 4) * checkpoint.epochs.length));
        expect(resumed.best).toEqual(whole.best);
        expect(resumed.result.test).toEqual(whole.result.test);
      }
    },
  );

  test("ends when its patience does, with the epochs until then", async () => {
    const { result } = await train({ epochs: 40, patience: 2 });
    const { epochs, bestEpoch, stopped } = result.run;
    expect(epochs.length).toBe(bestEpoch + 2);
    expect(stopped).toBe(false);
  });

  test("stops within a step when asked, waits while paused, and takes single steps", async () => {
    const steps: number[] = [];
    const { result } = await train({ epochs: 9 }, null, (event, control) => {
      if (event.type === "started") control.pause();
      if (event.type === "epoch" && event.record.epoch === 2) control.stop();
      if (event.type !== "progress" || !event.paused) return;
      steps.push(event.step);
      if (event.step < 2) control.step();
      else control.resume();
    });
    expect(steps).toEqual([0, 1, 2]);
    expect(result.run.stopped).toBe(true);
    expect(result.run.epochs).toHaveLength(2);
  });

  test("ends with advice when its loss is no longer a number", async () => {
    await expect(train({ learningRate: Number.NaN })).rejects.toThrow(TrainingError);
    await expect(train({ learningRate: Number.NaN })).rejects.toThrow(/Lower the learning rate/);
  });

  test.each([
    { rows: 1e6, copies: 4, checkpoints: 3 },
    // 2 × 8 weights a row: more than 16 million, and less than ten seconds of work to lose.
    { rows: 1.1e6, copies: 0, checkpoints: 0 },
  ])(
    "of $rows rows gives $copies copies of its weights and $checkpoints checkpoints",
    async ({ rows, ...expected }) => {
      const plan = await planRankingRun(columns, settings, unhurried);
      const backend = await openProvenBackend("wasm");
      const learner = await createRankingLearner(backend, plan.options);
      plan.options = { ...plan.options, rows };
      const told: string[] = [];
      const control = new RunControl(new AbortController().signal);
      const tell = ({ type }: TrainingEvent) => told.push(type);
      const { best } = await new RankingTrainer(plan, backend, learner, control, tell, null).run();
      learner.dispose();
      expect(best.model.products.length).toBeGreaterThan(0);
      const count = (wanted: string) => told.filter((type) => type === wanted).length;
      expect({ copies: count("weights"), checkpoints: count("checkpoint") }).toEqual(expected);
    },
  );

  test("where nobody has two ratings says that there is no history", async () => {
    const single = plantedTastes(50, 20, 1, 1);
    await expect(planRankingRun(single, settings, unhurried)).rejects.toThrow(/no history to learn from/);
  });

  test("where nobody has two products says that there is no history, however many ratings they have", async () => {
    const single = plantedTastes(50, 20, 4, 1);
    const product = single.user.map((user) => user % 20);
    await expect(planRankingRun({ ...single, product }, settings, unhurried)).rejects.toThrow(
      /beside a rating of another product, so there is no history to learn from/,
    );
  });

  test("of a catalogue beyond a tab's memory is refused with what it needs", async () => {
    const { options } = await planRankingRun(columns, settings, unhurried);
    expect(() => assertRankingFitsMemory(options)).not.toThrow();
    expect(() => assertRankingFitsMemory({ ...options, rows: 40_000_000 })).toThrow(/40,000,000 products and segments/);
  });
});

test("after an epoch no more users are ranked for than 20 million pairs with the catalogue allow, nor than 1,000", async () => {
  const many = plantedTastes(4000, 60, 10, 3);
  const usersOf = async (products: number) => {
    const plan = await planRankingRun({ ...many, products }, { ...settings, relevantFrom: 3 }, unhurried);
    return plan.validation!.users.length;
  };
  expect(await usersOf(60)).toBe(1000);
  expect(await usersOf(80_000)).toBe(250);
});

test("a rating of the threshold itself is learnt from, where its 32 bits say less than the threshold's 64", async () => {
  const rating = columns.rating.map((value) => (value === 5 ? 4.1 : value));
  const { data } = await planRankingRun({ ...columns, rating }, { ...settings, relevantFrom: 4.1 }, unhurried);
  const { split } = await planRankingRun(columns, settings, unhurried);
  // Every user has other ratings in the training part, so that each of these is an example.
  expect(data.users).toHaveLength(split.train.filter((i) => columns.rating[i] === 5).length);
});

test("the validation loss is the mean of −log of the softmax over what the user has not rated, beside NDCG@10", async () => {
  const rated = Int32Array.of(0, 1);
  const small = {
    ...columns,
    size: 4,
    users: 1,
    products: 4,
    user: new Int32Array(4),
    product: Int32Array.of(0, 1, 2, 3),
    rating: Float32Array.of(5, 5, 5, 1),
  };
  const task = planRanking(small, rated, Int32Array.of(2, 3), 4, 1)!;
  const { loss, ndcg10 } = await judgeRanking(task, () => Float32Array.of(9, 9, 1, 2), unhurried);
  expect(loss).toBeCloseTo(Math.log(Math.E + Math.E ** 2) - 1, 6);
  // The relevant product is the second of the list.
  expect(ndcg10).toBeCloseTo(1 / Math.log2(3), 6);
});

test("a snapshot ranks as the two tables say: prior and the scaled sum of a history's vectors", () => {
  const model = createModel({
    model: "pooled-history",
    factors: 2,
    hidden: [],
    range: [0.5, 5.5],
    userRows: Int32Array.of(1, 0, 2),
    productRows: Int32Array.of(2, 1, 0),
    width: 2,
    users: new Float32Array(0),
    products: Float32Array.of(0, 0, 1, 2, -1, 0.5),
    dense: [],
    pooled: {
      inputs: Float32Array.of(0, 0, 3, 1, 0, 4),
      prior: Float32Array.of(-9, -1, -2),
      longest: 1,
      starts: Int32Array.of(0, 1, 1, 3),
      history: Int32Array.of(1, 1, 2),
    },
  });
  const scoresOf = (user: number) => model.logits(model.userOf(user));
  // User 0 rated row 1: (3, 1) · (1, 2) = 5 and (3, 1) · (−1, 0.5) = −2.5.
  expect([...scoresOf(0)]).toEqual([-2 - 2.5, -1 + 5, -9]);
  // User 1 has no training rating: the prior alone.
  expect([...scoresOf(1)]).toEqual([-2, -1, -9]);
  // User 2 rated both: the sum (3, 5), longer than training saw, times √1 / 2.
  expect([...scoresOf(2)]).toEqual([-2 - 0.25, -1 + 6.5, -9]);
  // Anybody who rated product code 1, which is row 1, and code 2, which training has not seen.
  const anybody = model.foldIn([1, 2].map((product) => ({ product, rating: 3 })));
  expect([...model.logits(anybody)]).toEqual([...scoresOf(0)]);
});
