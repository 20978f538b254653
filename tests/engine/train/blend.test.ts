import { beforeAll, describe, expect, test } from "vitest";
import type { RunSettings } from "../../../src/domain/settings";
import { predictRatings } from "../../../src/engine/evaluate/predictRatings";
import { createModel } from "../../../src/engine/recommend/models/createModel";
import { valueRows } from "../../../src/engine/train/earlier/sideValues";
import type { RunOutcome } from "../../../src/engine/train/run";
import { splitRatings } from "../../../src/engine/train/split";
import type { TrainingEvent } from "../../../src/engine/train/types";
import { pack, unpack } from "../../../src/engine/workspace/pack";
import { ratingModelOf } from "../../../src/models/registry";
import type { MemberSnapshot, ModelSnapshot } from "../../../src/models/snapshot";
import { columns, run, type Steer } from "./blendRuns";

const breathe = async () => {};
const isTrainedAgain = (event: TrainingEvent) => event.type === "phase" && event.phase === "training again";

const rmseOf = (predicted: ArrayLike<number>, part: Int32Array) =>
  Math.sqrt(part.reduce((sum, i, at) => sum + (columns.rating[i] - predicted[at]) ** 2, 0) / part.length);

let whole: RunOutcome & { events: TrainingEvent[] };
beforeAll(async () => {
  whole = await run();
}, 60_000);

describe("a blend", () => {
  test("is of the neural member, the Bayesian one and the averages, with weights of about 1 in all", () => {
    const members = whole.result.run.members!;
    expect(members.map(({ model }) => model)).toEqual(["hybrid", "bayesian", "averages"]);
    const sum = members.reduce((total, { weight }) => total + weight, 0);
    expect(Math.abs(sum - 1)).toBeLessThan(0.05);
    expect(whole.best.members!.map(({ weight }) => weight)).toEqual(
      members.map(({ weight }) => weight).filter((weight) => weight > 0),
    );
  });

  test("predicts for the test part what its stored weights give, within the scale", async () => {
    const stored = (await unpack(pack(whole.best))) as ModelSnapshot;
    const { settings } = whole.result.run;
    const split = splitRatings(columns, settings);
    const tested = split.test;
    const rows = valueRows(columns, split.train, settings);
    const again = await predictRatings(columns, tested, stored, rows, breathe, split);
    expect(again).toEqual(whole.trace.predicted);
    expect(rmseOf(again, tested)).toBeCloseTo(whole.result.test.rmse!, 6);
    expect(again.every((rating) => rating > 1 && rating < 5)).toBe(true);
  });

  test("is no worse on the test part than the best of its members", () => {
    const best = Math.min(...whole.result.run.members!.map(({ testRmse }) => testRmse!));
    expect(whole.result.test.rmse!).toBeLessThan(best + 0.01);
  });

  test("is the sum of what its members predict, each held to its range, times the weight", () => {
    const model = createModel(whole.best);
    for (const user of [0, 7, 30]) {
      const logits = model.logits(model.userOf(user));
      const sums = new Float64Array(columns.products);
      for (const { model: member, weight } of whole.best.members!) {
        const own = createModel(member);
        own.logits(own.userOf(user)).forEach((logit, product) => {
          sums[product] += weight * own.ratingOf(logit);
        });
      }
      for (const [product, sum] of sums.entries()) expect(logits[product]).toBeCloseTo(sum, 5);
    }
  });

  test("its terms add up to the prediction, and those of one name are one", () => {
    const model = createModel(whole.best);
    for (const user of [model.userOf(4), model.foldIn([{ product: 3, rating: 5 }])]) {
      const logits = model.logits(user);
      for (const product of [0, 11, 44]) {
        const terms = model.terms(user, product);
        expect(terms.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(logits[product], 4);
        const names = terms.map(({ name, feature }) => `${name} ${feature?.role} ${feature?.of}`);
        expect(new Set(names).size).toBe(names.length);
      }
    }
  });

  test("folds a new user in: each member by itself, and two who rated the opposite are told apart", () => {
    const model = createModel(whole.best);
    const given = (rating: number) => [1, 8, 20, 33].map((product) => ({ product, rating }));
    const mean = (rating: number) => {
      const logits = model.logits(model.foldIn(given(rating)));
      return logits.reduce((sum, logit) => sum + model.ratingOf(logit), 0) / logits.length;
    };
    expect(mean(5)).toBeGreaterThan(mean(1) + 0.5);
    const folded = model.logits(model.foldIn(given(5)));
    const byMember = whole.best.members!.map(({ model: member, weight }) => {
      const own = createModel(member);
      return own.logits(own.foldIn(given(5))).map((logit) => weight * own.ratingOf(logit));
    });
    folded.forEach((logit, product) => {
      expect(logit).toBeCloseTo(
        byMember.reduce((sum, ratings) => sum + ratings[product], 0),
        5,
      );
    });
    expect(model.foldIn([]).isKnown).toBe(false);
    // Begun at the fit to nearly the same ratings it comes to the same.
    const start = model.foldIn(given(5).slice(1));
    model.logits(model.foldIn(given(5), { start })).forEach((logit, product) => {
      expect(logit).toBeCloseTo(folded[product], 3);
    });
  });

  test("averages fold a new user in by what the ratings are above the products', shrunk by 5", () => {
    const averages = whole.best.members!.find(({ model }) => model.averages)?.model.averages ?? {
      ofBoth: false,
      offset: 3,
      ofUser: new Float32Array(columns.users),
      ofProduct: Float32Array.from({ length: columns.products }, (_, product) => product / 50),
      unknownUser: -0.1,
      unknownProduct: 0,
    };
    const rows = { userRows: new Int32Array(columns.users), productRows: new Int32Array(columns.products) };
    const base = { model: "averages", factors: 1, hidden: [], range: [1, 5] as [number, number], width: 4, dense: [] };
    const none = { users: new Float32Array(0), products: new Float32Array(0) };
    const model = createModel({ ...base, ...rows, ...none, averages });
    const { offset, ofProduct, unknownUser } = averages;
    const given = [
      { product: 2, rating: 5 },
      { product: 9, rating: 4 },
    ];
    const above = given.map(({ product, rating }) => rating - (offset + ofProduct[product] + unknownUser));
    const own = unknownUser + (above[0] + above[1]) / (2 + 5);
    expect(model.logits(model.foldIn(given))[6]).toBeCloseTo(offset + own + ofProduct[6], 5);
    expect(model.logits(model.foldIn([]))[6]).toBeCloseTo(offset + unknownUser + ofProduct[6], 5);
    expect(model.terms(model.userOf(5), 6).map(({ name }) => name)).toEqual(["mean", "user", "product"]);
  });

  test("trains its neural member in fewer epochs where there are many ratings, never in more than are set", () => {
    const { mostEpochs, defaults } = ratingModelOf("blend");
    expect(mostEpochs!(100_000)).toBeGreaterThanOrEqual(defaults.epochs);
    expect(mostEpochs!(1_000_000)).toBeLessThan(defaults.epochs / 3);
    expect(mostEpochs!(1e9)).toBeGreaterThanOrEqual(10);
    expect(whole.result.run.settings.epochs).toBe(12);
  });

  test("has its neural member trained again with the validation part, for its best epoch is one of the last", () => {
    const { bestEpoch, epochs } = whole.result.run;
    expect(bestEpoch).toBeGreaterThanOrEqual(0.9 * epochs.length);
    expect(whole.events.some(isTrainedAgain)).toBe(true);
    const found = whole.events.flatMap((event) => (event.type === "weights" && !event.model.members ? [event] : []));
    const before: MemberSnapshot = found.find(({ epoch }) => epoch === bestEpoch)!.model;
    const member = whole.best.members!.find(({ model }) => model.model === "hybrid")!.model;
    expect(member.users).not.toEqual(before.users);
    // Rows of features are where they were: files and later Runs find them by the training part.
    expect(member.hybrid!.features).toEqual(before.hybrid!.features);
  });

  test("is the same Run again from the same seed", async () => {
    const again = await run();
    expect(again.best).toEqual(whole.best);
    expect(again.result.test).toEqual(whole.result.test);
    expect(again.result.run.members).toEqual(whole.result.run.members);
  });
});

const isSweep = (event: TrainingEvent) => event.type === "sweep";

describe("while its Bayesian member is sampled", () => {
  test("the errors of each sweep are told, of both passes, and fall", () => {
    const sweeps = whole.events.flatMap((event) => (event.type === "sweep" ? [event] : []));
    for (const pass of [1, 2]) {
      const own = sweeps.filter((event) => event.pass === pass);
      expect(own.map(({ record }) => record.sweep)).toEqual(Array.from({ length: own[0].sweeps }, (_, i) => i + 1));
      expect(own.at(-1)!.record.trainLoss).toBeLessThan(own[0].record.trainLoss);
      expect(own.every(({ record }) => (record.validationLoss === null) === (pass === 2))).toBe(true);
    }
    const kept = whole.result.run.members!.find(({ model }) => model === "bayesian")!.sweeps!;
    expect(kept).toEqual(sweeps.filter(({ pass }) => pass === 1).map(({ record }) => record));
    const { validationRmse } = whole.result.run.members![1];
    expect(Math.sqrt(kept.at(-1)!.validationLoss!)).toBeCloseTo(validationRmse!, 1);
  });

  test.each<[string, (event: TrainingEvent) => boolean]>([
    ["then", (event) => event.type === "sweep" && event.record.sweep === 3],
    ["while the neural one is trained again", isTrainedAgain],
  ])("a stop %s keeps the neural member alone, and says so", async (_, isTime) => {
    const { best, result } = await run({}, (event, control) => {
      if (isTime(event)) control.stop();
    });
    expect(best.model).toBe("hybrid");
    expect(best.members).toBeUndefined();
    expect(result.run.stopped).toBe(true);
    expect(result.run.members).toBeUndefined();
    expect(result.run.notes).toContain(
      "The run ended before all members of the blend were there: Hybrid is kept alone.",
    );
    expect(Number.isFinite(result.test.rmse)).toBe(true);
  });

  test("it waits while paused, goes on sweep by sweep when asked, and ends as if nothing had been", async () => {
    const sweepsAtPause: number[] = [];
    let sweeps = 0;
    const { best, events } = await run({}, (event, control) => {
      if (isSweep(event) && ++sweeps === 4) control.pause();
      if (event.type !== "progress" || !event.paused || sweeps === 0) return;
      sweepsAtPause.push(sweeps);
      if (sweepsAtPause.length < 3) control.step();
      else control.resume();
    });
    expect(sweepsAtPause).toEqual([4, 5, 6]);
    const told = events.flatMap((event) => (event.type === "progress" ? [event.paused] : []));
    expect(told.at(-1)).toBe(false);
    expect(best).toEqual(whole.best);
  });

  test("a cancel ends it without a result", async () => {
    const events: TrainingEvent[] = [];
    await expect(
      run({}, (event, _, abort) => {
        events.push(event);
        if (event.type === "sweep" && event.record.sweep === 3) abort();
      }),
    ).rejects.toMatchObject({ name: "AbortError" });
    expect(events.filter(isSweep)).toHaveLength(3);
  });
});

describe("a Run of the Bayesian model alone", () => {
  const sampled = (change: Partial<RunSettings> = {}, steer?: Steer) =>
    run({ model: "bayesian", epochs: 15, ...change }, steer);

  test("has an epoch for each sweep, and is the same again from its seed", async () => {
    const [one, again, other] = [await sampled(), await sampled(), await sampled({ seed: 4 })];
    expect(one.result.run.epochs.map(({ epoch }) => epoch)).toEqual(Array.from({ length: 15 }, (_, i) => i + 1));
    expect(one.result.run.settings.epochs).toBe(15);
    expect(again.best).toEqual(one.best);
    expect(other.best).not.toEqual(one.best);
    const steps = one.events.flatMap((event) => (event.type === "progress" ? [event.step] : []));
    expect(steps).toEqual(Array.from({ length: 15 }, (_, i) => i + 1));
  });

  test("predicts in stars: terms add up to the rating, without a sigmoid", async () => {
    const { best } = await sampled();
    const model = createModel(best);
    const user = model.userOf(9);
    const logits = model.logits(user);
    for (const product of [0, 20]) {
      const sum = model.terms(user, product).reduce((total, { value }) => total + value, 0);
      expect(sum).toBeCloseTo(logits[product], 4);
      expect(model.ratingOf(logits[product])).toBeCloseTo(Math.min(5, Math.max(1, sum)), 4);
    }
  });

  test.each([2, 9])("stopped after %i sweeps it keeps what has been drawn", async (after) => {
    const { result, best } = await sampled({}, (event, control) => {
      if (event.type === "epoch" && event.record.epoch === after) control.stop();
    });
    expect(result.run.stopped).toBe(true);
    expect(result.run.epochs).toHaveLength(after);
    const { settings } = result.run;
    const { test: tested } = splitRatings(columns, settings);
    const again = await predictRatings(columns, tested, best, [], breathe);
    expect(rmseOf(again, tested)).toBeCloseTo(result.test.rmse!, 6);
    expect(result.test.rmse!).toBeLessThan(result.baselines.find(({ name }) => name === "global mean")!.rmse!);
  });

  test("waits while paused, and is cancelled", async () => {
    const atPause: number[] = [];
    let reached = 0;
    const paused = await sampled({}, (event, control) => {
      if (event.type === "epoch") reached = event.record.epoch;
      if (event.type === "epoch" && event.record.epoch === 4) control.pause();
      if (event.type !== "progress" || !event.paused) return;
      atPause.push(reached);
      control.resume();
    });
    expect(atPause).toEqual([4]);
    expect(paused.best).toEqual((await sampled()).best);
    const cancelled = sampled({}, (event, _, abort) => {
      if (event.type === "epoch" && event.record.epoch === 2) abort();
    });
    await expect(cancelled).rejects.toMatchObject({ name: "AbortError" });
  });
});
