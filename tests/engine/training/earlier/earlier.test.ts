import { describe, expect, test } from "vitest";
import { bytesOfText } from "../../../../src/engine/dataset/bytes/source";
import { forTraining } from "../../../../src/engine/dataset/copies";
import { readRatings } from "../../../../src/engine/dataset/reading/read";
import { codeOf } from "../../../../src/engine/dataset/vocabulary";
import { predictRatings } from "../../../../src/engine/evaluation/predictRatings";
import { scoreEarlier } from "../../../../src/engine/training/earlier/score";
import { startFrom } from "../../../../src/engine/training/earlier/startFrom";
import { trainRun } from "../../../../src/engine/training/run";
import { RunControl } from "../../../../src/engine/training/runControl";
import { splitRatings, withoutSeen } from "../../../../src/engine/training/split";
import { DEFAULTS_OF, type ModelSnapshot, type RunSettings } from "../../../../src/engine/training/types";
import { packDataset } from "../../../../src/engine/workspace/datasetFile";
import { pack, unpack } from "../../../../src/engine/workspace/pack";
import { recompute } from "../../../../src/engine/workspace/verify";
import { plantedRatings } from "../plantedRatings";

const breathe = async () => {};
const control = () => new RunControl(new AbortController().signal);

/** One shop: its first ratings by its first users, then a newer export with those and more of both. */
const PLANTED = plantedRatings(9000, 150, 60, 21);
const FIRST_USERS = 110;
const FIRST_PRODUCTS = 50;

function table(rows: readonly number[]) {
  const lines = rows.map((i) => {
    const day = new Date(Date.UTC(2012, 0, 1) + i * 6 * 3_600_000).toISOString().slice(0, 10);
    const [user, product] = [PLANTED.user[i], PLANTED.product[i]];
    return `u${user},p${product},${PLANTED.rating[i]},${day},brand ${product! % 5}`;
  });
  const text = ["user_id,item_id,rating,timestamp,brand", ...lines].join("\n");
  return readRatings(bytesOfText("shop.csv", `${text}\n`), { duplicates: "all" });
}

const all = Array.from({ length: PLANTED.size }, (_, i) => i);
const isEarly = (i: number) => i < 5000 && PLANTED.user[i]! < FIRST_USERS && PLANTED.product[i]! < FIRST_PRODUCTS;

async function shop(change: Partial<RunSettings>) {
  const before = await table(all.filter(isEarly));
  // Newest first: the codes of the two files have nothing to do with each other.
  const now = await table([...all].reverse());
  const model = change.model ?? "hybrid";
  const settings: RunSettings = { ...DEFAULTS_OF[model], epochs: 8, factors: 4, backend: "wasm", seed: 3, ...change };
  const run = await trainRun(forTraining(before.dataset), settings, control(), () => {});
  const earlier = {
    name: "shop.csv",
    run: 1,
    settings: run.result.run.settings,
    only: {},
    model: pack(run.best),
    dataset: packDataset(before),
    vocabularies: null,
  };
  const start = await startFrom(now.dataset, null, earlier);
  return { before, now, columns: forTraining(now.dataset), settings: { ...earlier.settings }, run, start };
}

test("ids are known by their text, whatever their codes", async () => {
  const { before, now, run, start } = await shop({ model: "dot-product-bias" });
  const { overlap, model } = start;
  expect(overlap).toMatchObject({ users: 150, products: 60 });
  expect(overlap.knownUsers).toBeLessThanOrEqual(FIRST_USERS);
  expect(overlap.knownProducts).toBeLessThanOrEqual(FIRST_PRODUCTS);
  for (const id of ["u0", "u57", "u109"]) {
    const row = run.best.userRows[codeOf(before.dataset.users, id)];
    expect(model.userRows[codeOf(now.dataset.users, id)]).toBe(row);
  }
  expect(model.userRows[codeOf(now.dataset.users, `u${FIRST_USERS}`)]).toBe(0);
});

describe("what the earlier training has seen is no test any more", () => {
  test("its ratings are told by user, product and day", async () => {
    const { before, now, columns, settings, start } = await shop({ model: "dot-product-bias" });
    const training = splitRatings(forTraining(before.dataset), settings.split, settings.seed).train;
    const keyOf = ({ dataset }: typeof before, i: number) =>
      [dataset.users, dataset.products]
        .map((ids, k) => {
          const code = (k === 0 ? dataset.user : dataset.product)[i]!;
          return new TextDecoder().decode(ids.bytes.subarray(ids.offsets[code], ids.offsets[code + 1]));
        })
        .concat(String(dataset.time![i]))
        .join();
    const trained = new Set(Array.from(training, (i) => keyOf(before, i)));
    const seen = Array.from({ length: columns.size }, (_, i) => (trained.has(keyOf(now, i)) ? 1 : 0));
    expect([...start.seen!]).toEqual(seen);
    const split = withoutSeen(splitRatings(columns, "random", 3), start.seen);
    expect([...split.validation, ...split.test].some((i) => seen[i] === 1)).toBe(false);
    expect(split.moved).toBeGreaterThan(0);
    expect(split.train.length + split.validation.length + split.test.length).toBe(columns.size);
  });
});

describe.each(["dot-product", "dot-product-bias", "collabnn", "hybrid"] as const)("%s", (model) => {
  // Without years: those of the newer ratings have rows of their own.
  const shape: Partial<RunSettings> = {
    model,
    sides: ["brand"],
    hidden: model === "dot-product" || model === "dot-product-bias" ? [] : [6],
  };

  test("continued without a step that moves it predicts for known pairs what it did", async () => {
    const { before, now, columns, settings, run, start } = await shop(shape);
    const still = { ...settings, learningRate: 1e-12, weightDecay: 0, epochs: 1 };
    const { best } = await trainRun(columns, still, control(), () => {}, null, [], start);
    const known = Int32Array.from(
      all.filter((i) => {
        const [u, p] = [columns.user[i]!, columns.product[i]!];
        return start.model.userRows[u]! > 0 && start.model.productRows[p]! > 0;
      }),
    ).slice(0, 300);
    const after = await predictRatings(columns, known, best, [], breathe);
    const old = forTraining(before.dataset);
    const same = Int32Array.from(known, (i) => {
      const idOf = (ids: typeof now.dataset.users, code: number) =>
        new TextDecoder().decode(ids.bytes.subarray(ids.offsets[code], ids.offsets[code + 1]));
      const u = codeOf(before.dataset.users, idOf(now.dataset.users, columns.user[i]!));
      const p = codeOf(before.dataset.products, idOf(now.dataset.products, columns.product[i]!));
      return old.user.findIndex((user, j) => user === u && old.product[j] === p);
    });
    const pairs = [...same.keys()].filter((k) => same[k]! >= 0);
    expect(pairs.length).toBeGreaterThan(50);
    const then = await predictRatings(
      old,
      same.filter((j) => j >= 0),
      run.best,
      [],
      breathe,
    );
    for (const [i, k] of pairs.entries()) expect(after[k]).toBeCloseTo(then[i]!, 4);
  });

  test("scored as it is, its figures are those that its weights give", async () => {
    const { columns, settings, start } = await shop(shape);
    const { result, best } = await scoreEarlier(columns, settings, start, [], breathe);
    const stored = (await unpack(pack(best))) as ModelSnapshot;
    const again = await recompute(columns, result.run.settings, stored, breathe, { start, kind: "scored" });
    expect(Math.abs(again.rmse! - result.test.rmse!)).toBeLessThan(1e-4);
    expect(result.run.notes[0]).toMatch(/run 1 on shop\.csv, scored as it is/);
  });
});

test("pooled history is scored by the histories of the open ratings, and refuses to be continued", async () => {
  const { columns, settings, start } = await shop({ model: "pooled-history" });
  const { result } = await scoreEarlier(columns, settings, start, [], breathe);
  expect(result.test.ranking!.ndcg10).toBeGreaterThan(0);
  await expect(trainRun(columns, settings, control(), () => {}, null, [], start)).rejects.toThrow(
    /cannot be continued/,
  );
});

test("a model of another shape is refused with what differs", async () => {
  const { columns, settings, start } = await shop({ model: "dot-product-bias" });
  const other = { ...settings, factors: 5 };
  await expect(trainRun(columns, other, control(), () => {}, null, [], start)).rejects.toThrow(
    /factors would be 5, and was 4/,
  );
});

test("continuing learns in two epochs more than beginning anew does", async () => {
  const { columns, settings, start } = await shop({ model: "hybrid", hidden: [] });
  const short = { ...settings, epochs: 2 };
  const anew = await trainRun(columns, short, control(), () => {});
  const continued = await trainRun(
    columns,
    { ...short, learningRate: short.learningRate / 4 },
    control(),
    () => {},
    null,
    [],
    start,
  );
  expect(continued.result.test.rmse!).toBeLessThan(anew.result.test.rmse! - 0.01);
});
