import { describe, expect, test } from "vitest";
import { predictRatings } from "../../../../src/engine/evaluate/predictRatings";
import { modelArchive } from "../../../../src/engine/export/archives";
import { openModel } from "../../../../src/engine/export/openModel";
import { forTraining } from "../../../../src/engine/read/copies";
import { codeOf } from "../../../../src/engine/read/vocabulary";
import { refusalsOf } from "../../../../src/engine/train/earlier/refusals";
import { scoreEarlier } from "../../../../src/engine/train/earlier/score";
import { trainRun } from "../../../../src/engine/train/run";
import { pack, unpack } from "../../../../src/engine/workspace/pack";
import { startFrom } from "../../../../src/engine/workspace/startFrom";
import { recompute } from "../../../../src/engine/workspace/verify";
import { plainly } from "../../export/exportedRun";
import { ALL, breathe, control, keyOf, remembered, shop } from "./newerShop";

const shops = new Map<string, ReturnType<typeof shop>>();

/** The same shop for all tests of a model: nothing in it is changed. */
function shopOf(model: "blend" | "bayesian") {
  const made = shops.get(model) ?? shop({ model, sides: ["brand", "year"], epochs: 4 });
  shops.set(model, made);
  return made;
}

/** Ratings of the newer export that the first one has, and their places in it. */
function samePlaces({ before, now }: Pick<Awaited<ReturnType<typeof shop>>, "before" | "now">) {
  const places = new Map<string, number>();
  for (let i = 0; i < before.dataset.size; i++) places.set(keyOf(before, i), i);
  const pairs = ALL.map((here) => ({ here, there: places.get(keyOf(now, here)) ?? -1 }));
  return pairs.filter(({ there }) => there >= 0);
}

describe.each(["blend", "bayesian"] as const)("%s", (model) => {
  test("in the codes of newer ratings predicts what it did, by the text of ids and values", async () => {
    const made = await shopOf(model);
    const pairs = samePlaces(made).slice(0, 600);
    expect(pairs).toHaveLength(600);
    const [here, there] = [pairs.map((pair) => pair.here), pairs.map((pair) => pair.there)];
    const { columns, start, before, run } = made;
    const now = await predictRatings(columns, Int32Array.from(here), start.model!, start.sideRows, breathe);
    const own = remembered(before, run);
    const old = await startFrom(before.dataset, null, own, own.settings);
    const then = await predictRatings(
      forTraining(before.dataset),
      Int32Array.from(there),
      run.best,
      old.start.sideRows,
      breathe,
    );
    expect(Math.max(...now.map((value, i) => Math.abs(value - then[i])))).toBeLessThan(1e-5);
    expect(new Set(then).size).toBeGreaterThan(100);
  });

  test("scored as it is, its figures are those that its weights give, of its lists too", async () => {
    const { columns, settings, start } = await shopOf(model);
    const { result, best } = await scoreEarlier(columns, settings, start, [], breathe);
    const again = await recompute(columns, result.run.settings, (await unpack(pack(best))) as typeof best, breathe, {
      start: { ...start, model: null },
      kind: "scored",
    });
    expect(Math.abs(again.rmse! - result.test.rmse!)).toBeLessThan(1e-5);
    expect(again.ndcg10).toBeCloseTo(result.test.ranking!.ndcg10, 5);
    expect(result.run.notes[0]).toMatch(/^This is run 1 on shop\.csv, scored as it is\. It knew 110 users of 150/);
    expect(result.run.parameters).toBeGreaterThan(0);
    expect(best.lists!.starts).toHaveLength(columns.users + 1);
  });

  test("exported and opened again, it comes to the same figures on newer ratings", async () => {
    const { before, now, columns, settings, run, start } = await shopOf(model);
    const exported = { model: pack(run.best), result: run.result, earlier: null };
    const archive = await modelArchive({ dataset: before.dataset, rows: () => null }, exported, plainly);
    const opened = await openModel([{ name: "model.zip", content: archive }], plainly.signal);
    const { users, products, sideRows } = opened;
    const about = { name: opened.name, run: null, settings: opened.settings, only: {}, dataset: null, began: null };
    const foreign = { ...about, model: pack(opened.model), vocabularies: { users, products }, sideRows };
    const matched = await startFrom(now.dataset, null, foreign, settings);
    const part = Int32Array.from(ALL.slice(0, 500));
    const [once, again] = [
      await predictRatings(columns, part, start.model!, start.sideRows, breathe),
      await predictRatings(columns, part, matched.start.model!, matched.start.sideRows, breathe),
    ];
    expect(Math.max(...again.map((value, i) => Math.abs(value - once[i])))).toBeLessThan(1e-5);
  });
});

test("a product that is new has its brand's row, in each member by its own rows", async () => {
  const { before, now, run, start } = await shopOf("blend");
  for (const [at, { model }] of run.best.members!.entries()) {
    const rowsIn = (hybrid: typeof model.hybrid) => hybrid?.features.find(({ role }) => role === "brand")?.rows;
    const [then, here] = [rowsIn(model.hybrid), rowsIn(start.model!.members![at].model.hybrid)];
    if (!then) continue;
    const known = (then as Int32Array)[codeOf(before.dataset.products, "p5")];
    expect(known).toBeGreaterThan(0);
    expect((here as Int32Array)[codeOf(now.dataset.products, "p55")]).toBe(known);
  }
});

test("of averages an id that is new has the part of whoever is unknown", async () => {
  const { now, before, run, start } = await shopOf("blend");
  const at = run.best.members!.findIndex(({ model }) => model.averages);
  if (at < 0) return; // without a weight they are left out
  const [then, here] = [run.best.members![at].model.averages!, start.model!.members![at].model.averages!];
  expect(here.ofUser[codeOf(now.dataset.users, "u57")]).toBe(then.ofUser[codeOf(before.dataset.users, "u57")]);
  expect(here.ofUser[codeOf(now.dataset.users, "u120")]).toBeCloseTo(then.unknownUser, 6);
});

describe("continued", () => {
  test("a blend goes on with its neural member, and says that the others are fitted anew", async () => {
    const { columns, settings, start } = await shop({ model: "blend", sides: ["brand"], epochs: 6 });
    expect(refusalsOf(columns, start.model!, settings)).toEqual({ scored: null, continued: null });
    const short = { ...settings, epochs: 1 };
    const { result, best } = await trainRun(columns, short, control(), () => {}, null, [], start);
    expect(result.run.notes).toContain(
      "Hybrid went on from the earlier model; the other members of the blend were fitted anew.",
    );
    expect(best.members!.length).toBeGreaterThan(1);
    const anew = await trainRun(columns, short, control(), () => {});
    const first = (of: typeof result) => of.run.epochs[0].validationRmse!;
    // Whatever ratings it is tried on: it begins with what it knew.
    expect(first(result)).toBeLessThan(first(anew.result) + 0.02);
    const again = await recompute(columns, result.run.settings, best, breathe, {
      start: { ...start, model: null },
      kind: "continued",
    });
    expect(Math.abs(again.rmse! - result.test.rmse!)).toBeLessThan(1e-5);
  });

  test("a blend in which the neural member has no weight cannot go on, and says so", async () => {
    const { columns, settings, start } = await shopOf("blend");
    const members = start.model!.members!.filter(({ model }) => model.model !== "hybrid");
    const without = { ...start.model!, members };
    expect(refusalsOf(columns, without, settings).continued).toMatch(/^Its neural member has no weight in it/);
    await expect(
      trainRun(columns, settings, control(), () => {}, null, [], { ...start, model: without }),
    ).rejects.toMatchObject({ name: "TrainingError" });
  });

  test.each([
    ["bayesian", "Bayesian factors do not go on from earlier ones: they were drawn anew."],
    ["item-item", "Its weights do not go on from earlier ones: they were solved for anew."],
  ] as const)("%s is fitted anew, and says so", async (model, sentence) => {
    const { columns, settings, start } = await shop({ model, sides: [], epochs: 6 });
    expect(refusalsOf(columns, start.model!, settings).continued).toBeNull();
    const { result, best } = await trainRun(columns, settings, control(), () => {}, null, [], start);
    expect(result.run.notes).toContain(sentence);
    expect(result.run.notes[0]).toMatch(/^This run continues run 1 on shop\.csv\./);
    const earlier = { start: { ...start, model: null }, kind: "continued" as const };
    const again = await recompute(columns, result.run.settings, best, breathe, earlier);
    expect(again.ndcg10).toBeCloseTo(result.test.ranking!.ndcg10, 5);
  });
});

test("item-item is scored by the histories of the open ratings", async () => {
  const { columns, settings, start } = await shop({ model: "item-item" });
  const { result, best } = await scoreEarlier(columns, settings, start, [], breathe);
  expect(result.test.ranking!.ndcg10).toBeGreaterThan(0);
  const again = await recompute(columns, result.run.settings, best, breathe, { start, kind: "scored" });
  expect(again.ndcg10).toBeCloseTo(result.test.ranking!.ndcg10, 5);
  expect(best.lists!.starts).toHaveLength(columns.users + 1);
});
