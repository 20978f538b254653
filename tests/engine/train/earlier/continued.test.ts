import { describe, expect, test } from "vitest";
import type { ModelName, RunSettings } from "../../../../src/domain/settings";
import { predictRatings } from "../../../../src/engine/evaluate/predictRatings";
import type { TrainingColumns } from "../../../../src/engine/read/copies";
import { forTraining } from "../../../../src/engine/read/copies";
import { createModel } from "../../../../src/engine/recommend/models/createModel";
import { scoreEarlier } from "../../../../src/engine/train/earlier/score";
import type { EarlierStart } from "../../../../src/engine/train/earlier/types";
import { trainRun } from "../../../../src/engine/train/run";
import type { Checkpoint } from "../../../../src/engine/train/types";
import { pack, unpack } from "../../../../src/engine/workspace/pack";
import { recompute } from "../../../../src/engine/workspace/verify";
import { ALL, breathe, control, sameIn, shop } from "./newerShop";

/** Without years: those of the newer ratings have rows of their own. */
function shapeOf(model: ModelName): Partial<RunSettings> {
  return { model, sides: ["brand"], hidden: model === "collabnn" || model === "hybrid" ? [6] : [] };
}

function goOn(columns: TrainingColumns, settings: RunSettings, start: EarlierStart) {
  return trainRun(columns, settings, control(), () => {}, null, [], start);
}

describe.each(["dot-product", "dot-product-bias", "collabnn", "hybrid"] as const)("%s", (model) => {
  test("continued without a step that moves it predicts for known pairs what it did", async () => {
    const { before, now, columns, settings, run, start } = await shop(shapeOf(model));
    const { best } = await goOn(columns, { ...settings, learningRate: 1e-12, weightDecay: 0, epochs: 1 }, start);
    const { userRows, productRows } = start.model!;
    const places = sameIn(before, now, ALL);
    const pairs = ALL.filter((i) => userRows[columns.user[i]] > 0 && productRows[columns.product[i]] > 0)
      .map((here) => ({ here, there: places[here] }))
      .filter(({ there }) => there >= 0);
    expect(pairs.length).toBeGreaterThan(1000);
    const after = await predictRatings(
      columns,
      Int32Array.from(pairs, ({ here }) => here),
      best,
      [],
      breathe,
    );
    const old = forTraining(before.dataset);
    const then = await predictRatings(
      old,
      Int32Array.from(pairs, ({ there }) => there),
      run.best,
      [],
      breathe,
    );
    expect(Math.max(...after.map((value, i) => Math.abs(value - then[i])))).toBeLessThan(1e-5);
  });

  test("scored as it is, its figures are those that its weights give", async () => {
    const { columns, settings, start } = await shop(shapeOf(model));
    const { result, best } = await scoreEarlier(columns, settings, start, [], breathe);
    const stored = (await unpack(pack(best))) as typeof best;
    const again = await recompute(columns, result.run.settings, stored, breathe, {
      start: { ...start, model: null },
      kind: "scored",
    });
    expect(Math.abs(again.rmse! - result.test.rmse!)).toBeLessThan(1e-4);
    expect(result.run.notes[0]).toMatch(/^This is run 1 on shop\.csv, scored as it is\./);
    expect(result.conformal).not.toBeNull();
    expect(result.baselines.some(({ rmse }) => rmse !== null)).toBe(true);
  });

  test("continued, it is the same Run again, resumed or not, and its weights give its figures", async () => {
    const { columns, settings, start } = await shop(shapeOf(model));
    const short = { ...settings, epochs: 3 };
    const checkpoints: Checkpoint[] = [];
    const whole = await trainRun(
      columns,
      short,
      control(),
      (event) => {
        if (event.type === "checkpoint") checkpoints.push(structuredClone(event.checkpoint));
      },
      null,
      [],
      start,
    );
    expect(checkpoints).toHaveLength(2);
    const resumed = await trainRun(columns, short, control(), () => {}, checkpoints[0], [], start);
    expect(resumed.result.test.rmse).toBe(whole.result.test.rmse);
    expect(resumed.best.users).toEqual(whole.best.users);
    expect(whole.result.run.notes[0]).toMatch(/^This run continues run 1 on shop\.csv\. It knew 110 users of 150/);
    const again = await recompute(columns, whole.result.run.settings, whole.best, breathe, {
      start: { ...start, model: null },
      kind: "continued",
    });
    expect(Math.abs(again.rmse! - whole.result.test.rmse!)).toBeLessThan(1e-4);
  });
});

test.each([
  { model: "hybrid", epochs: 1 },
  { model: "dot-product-bias", epochs: 2 },
] as const)(
  "$model continued for one epoch is better than one that begins anew for $epochs",
  async ({ model, epochs }) => {
    const { columns, settings, start } = await shop({ ...shapeOf(model), hidden: [], epochs: 20 });
    const { userRows, productRows, hybrid, ...weights } = start.model!;
    // The same test ratings, without any known row.
    const unknown = {
      ...weights,
      userRows: userRows.map(() => 0),
      productRows: productRows.map(() => 0),
      ...(hybrid && { hybrid: { ...hybrid, stranger: 0 } }),
    };
    const anew = await goOn(columns, { ...settings, epochs }, { ...start, model: unknown, sideRows: [] });
    const continued = await goOn(columns, { ...settings, epochs: 1 }, start);
    expect(continued.result.split.test).toBe(anew.result.split.test);
    expect(continued.result.test.rmse!).toBeLessThan(anew.result.test.rmse! - 0.05);
  },
);

describe("pooled history", () => {
  test("is scored by the histories of the open ratings", async () => {
    const { columns, settings, start } = await shop({ model: "pooled-history", sides: ["brand"] });
    const { result, best } = await scoreEarlier(columns, settings, start, [], breathe);
    expect(result.test.ranking!.ndcg10).toBeGreaterThan(0);
    const again = await recompute(columns, result.run.settings, best, breathe, { start, kind: "scored" });
    expect(again.ndcg10).toBeCloseTo(result.test.ranking!.ndcg10, 4);
    expect(best.pooled!.starts).toHaveLength(columns.users + 1);
  });

  test("continued without a step that moves it, a history pulls known products as it did", async () => {
    const { columns, settings, start } = await shop({ model: "pooled-history", sides: ["brand"], weightDecay: 0 });
    const { best } = await goOn(columns, { ...settings, learningRate: 1e-12, epochs: 1 }, start);
    const [then, now] = [createModel(start.model!), createModel(best)];
    const known = [...start.model!.productRows.keys()].filter((product) => start.model!.productRows[product] > 0);
    const history = known.slice(0, 5).map((product) => ({ product, rating: 5 }));
    const pulls = (model: typeof then) =>
      known.map(
        (product) => model.terms(model.foldIn(history), product).find(({ name }) => name === "interaction")!.value,
      );
    const [before, after] = [pulls(then), pulls(now)];
    expect(Math.max(...before.map(Math.abs))).toBeGreaterThan(0.01);
    for (const [i, value] of after.entries()) expect(value).toBeCloseTo(before[i], 5);
  });

  test("a product that is new begins like the known ones of its brand", async () => {
    const { columns, settings, start } = await shop({ model: "pooled-history", sides: ["brand"], weightDecay: 0 });
    const { best } = await goOn(columns, { ...settings, learningRate: 1e-12, epochs: 1 }, start);
    const { productRows, products, width } = best;
    const brand = columns.sides.find(({ role }) => role === "brand")!;
    const isNew = (product: number) => start.model!.productRows[product] === 0;
    const newcomer = [...productRows.keys()].find((product) => isNew(product) && productRows[product] > 0)!;
    const kin = [...productRows.keys()].filter((p) => !isNew(p) && brand.codes[p] === brand.codes[newcomer]);
    for (let k = 0; k < best.factors; k++) {
      const mean = kin.reduce((sum, p) => sum + products[productRows[p] * width + k], 0) / kin.length;
      // Half of a product's rows are its brand's: its own begins at zero.
      expect(products[productRows[newcomer] * width + k]).toBeCloseTo(mean / 2, 5);
    }
  });
});

test("a model of another shape is refused with what differs", async () => {
  const { columns, settings, start } = await shop({ model: "dot-product-bias" });
  await expect(goOn(columns, { ...settings, factors: 5 }, start)).rejects.toThrow(/factors would be 5, and was 4/);
  await expect(goOn(columns, { ...settings, range: [0, 6] }, start)).rejects.toThrow(/range would be 0 to 6/);
  await expect(goOn(columns, { ...settings, model: "dot-product" }, start)).rejects.toThrow(
    /model would be dot-product/,
  );
  await expect(goOn(columns, settings, { ...start, model: null })).rejects.toThrow(/no longer at hand/);
});
