import { beforeAll, describe, expect, test } from "vitest";
import { bytesOfText } from "../../../src/engine/read/bytes/source";
import { forTraining } from "../../../src/engine/read/copies";
import { readRatings } from "../../../src/engine/read/reading/read";
import { textOf as idOf } from "../../../src/engine/read/vocabulary";
import type { EarlierStart } from "../../../src/engine/train/earlier/types";
import { unpack } from "../../../src/engine/workspace/pack";
import type { KeptRun } from "../../../src/engine/workspace/types";
import { recompute } from "../../../src/engine/workspace/verify";
import type { ModelSnapshot } from "../../../src/models/snapshot";
import { breathe, columnsFor, opened, textOf } from "./version01";

type Opened = Awaited<ReturnType<typeof opened>>;

let ratings: Opened;
let purchases: Opened;
beforeAll(async () => {
  ratings = await opened("ratings.collabnn");
  purchases = await opened("purchases.collabnn");
});

/** What the stored weights come to on the test part. */
async function again({ dataset }: Opened, { record, files }: KeptRun) {
  const { settings } = record.result!.run;
  const model = (await unpack(files.get("model")!)) as ModelSnapshot;
  const start = files.get("earlier");
  const earlier = record.earlier &&
    start && { kind: record.earlier.kind, start: (await unpack(start)) as EarlierStart };
  return recompute(columnsFor(dataset, settings.only), settings, model, breathe, earlier);
}

describe("a workspace that version 0.1 saved", () => {
  test("opens with the runs that were in it", () => {
    expect(ratings.manifest).toMatchObject({
      dataset: { name: "ratings.csv", sample: null, ratings: 700, users: 60, products: 50 },
      runs: [1, 2, 3, 4, 5, 6, 7, 8],
      selectedRun: 8,
    });
    const runs = ratings.runs.map(({ record: { settings, status, epochs, earlier } }) => [
      settings.model,
      status,
      epochs.length,
      earlier?.kind ?? "from the beginning",
    ]);
    expect(runs).toEqual([
      ["hybrid", "finished", 4, "from the beginning"],
      ["hybrid", "finished", 3, "from the beginning"],
      ["collabnn", "finished", 6, "from the beginning"],
      ["dot-product", "finished", 8, "from the beginning"],
      ["dot-product-bias", "finished", 7, "from the beginning"],
      ["pooled-history", "finished", 3, "from the beginning"],
      ["dot-product-bias", "finished", 1, "scored"],
      ["dot-product-bias", "finished", 2, "continued"],
    ]);
  });

  test("opens with the settings that were chosen", () => {
    const [plain, layered, collabnn, dotProduct, biased, pooled] = ratings.runs.map(({ record }) => record.settings);
    expect(plain).toMatchObject({
      factors: 6,
      hidden: [],
      sides: ["category", "brand", "userGender", "year"],
      seed: 7,
    });
    expect(layered).toMatchObject({
      factors: 5,
      hidden: [8],
      dropout: 0.25,
      minimumRatings: 3,
      split: "time",
      seed: 8,
    });
    expect(collabnn).toMatchObject({ factors: 4, hidden: [12, 6], batchSize: 32, learningRate: 0.02, split: "column" });
    expect(dotProduct).toMatchObject({ schedule: "constant", learningRate: 0.01, only: "rating:2..5", seed: 10 });
    expect(biased).toMatchObject({ factors: 5, patience: 3, range: [0, 5.5], weightDecay: 0.05, seed: 11 });
    expect(pooled).toMatchObject({ factors: 6, relevantFrom: 5, split: "leave-last-out", weightDecay: 1, seed: 12 });
  });

  test("opens with the ratings of its file, as that is read now", async () => {
    const read = await readRatings(bytesOfText("ratings.csv", textOf("ratings.csv")));
    expect(forTraining(ratings.dataset)).toEqual(forTraining(read.dataset));
    expect([idOf(ratings.dataset.users, 0), idOf(ratings.dataset.products, 1)]).toEqual(["u24", "p02"]);
    expect(ratings.dataset.titles && idOf(ratings.dataset.titles, 0)).toBe("Nimbrel Vale 730 Soundbar");
    expect([...ratings.rejections.csv()]).toEqual([...read.rejections.csv()]);
    expect(ratings.report).toMatchObject({ read: 702, accepted: 700, rejected: 2, merged: 0 });
  });

  test("of purchases opens as implicit feedback with its run", () => {
    expect(purchases.dataset.feedback).toBe("implicit");
    expect(purchases.dataset.size).toBe(700);
    const [{ record }] = purchases.runs as [KeptRun];
    expect(record).toMatchObject({ status: "finished", settings: { model: "pooled-history", factors: 5, seed: 14 } });
    expect(record.result!.test.rmse).toBeNull();
  });

  test("has weights that still come to its test errors, and to its ranking", async () => {
    for (const run of ratings.runs) {
      const { test } = run.record.result!;
      const now = await again(ratings, run);
      if (run.record.settings.model === "pooled-history") {
        expect(now.ndcg10).toBeCloseTo(test.ranking!.ndcg10, 8);
        continue;
      }
      // The training ran in float32 beside the plain loops here.
      expect(Math.abs(now.rmse! - test.rmse!)).toBeLessThan(1e-6);
      expect(Math.abs(now.mae! - test.mae!)).toBeLessThan(1e-6);
    }
    const [run] = purchases.runs as [KeptRun];
    expect((await again(purchases, run)).ndcg10).toBeCloseTo(run.record.result!.test.ranking!.ndcg10, 8);
  });
});
