import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { RunSettings } from "../../../../src/domain/settings";
import { productsByUser } from "../../../../src/engine/evaluate/productLists";
import { elsewhereArchive } from "../../../../src/engine/export/handover/archive";
import { forTraining } from "../../../../src/engine/read/copies";
import type { Dataset } from "../../../../src/engine/read/types";
import { textOf } from "../../../../src/engine/read/vocabulary";
import { createModel, ratingsOf } from "../../../../src/engine/recommend/models/createModel";
import { splitRatings } from "../../../../src/engine/train/split";
import { exportedRun, oddDataset, plainly, quickSettings, unzipped } from "../exportedRun";
import { inFolder, runPython, TORCH } from "./python";

type Variant = Pick<RunSettings, "model"> & Partial<RunSettings>;

const VARIANTS: Variant[] = [
  { model: "dot-product" },
  { model: "dot-product-bias" },
  { model: "collabnn", hidden: [12, 6] },
  { model: "hybrid" },
  { model: "hybrid", hidden: [9], minimumRatings: 20 },
  { model: "bayesian" },
  { model: "blend" },
];

let dataset: Dataset;
beforeAll(async () => {
  dataset = await oddDataset();
});

async function archived(change: Variant) {
  const settings = quickSettings(change.model, change);
  const { exported, best } = await exportedRun(dataset, settings);
  const source = { dataset, rows: () => null };
  const archive = await elsewhereArchive(source, exported, settings, plainly, () => {});
  return { files: await unzipped(archive), best, result: exported.result, settings };
}

describe.skipIf(TORCH === null)("what PyTorch makes of an exported model", () => {
  test.each(VARIANTS)("of $model with layers $hidden agrees with ours for every user and product", async (variant) => {
    const { files, best, result } = await archived(variant);
    const model = createModel(best);
    const users = [...Array(dataset.users.offsets.length - 1).keys()];
    const products = [...Array(dataset.products.offsets.length - 1).keys()];
    const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const pairs = users.flatMap((u) =>
      products.map((p) => `${quote(textOf(dataset.users, u))},${quote(textOf(dataset.products, p))}\n`),
    );
    const strange = products.map((p) => `nobody,${quote(textOf(dataset.products, p))}\n`);
    const [predicted, evaluated] = await inFolder(files, (folder) => {
      writeFileSync(join(folder, "pairs.csv"), `user,product\n${pairs.join("")}${strange.join("")}`);
      return [
        runPython(TORCH!, folder, ["train.py", "predict", "pairs.csv"]),
        JSON.parse(runPython(TORCH!, folder, ["train.py", "evaluate"])),
      ];
    });
    const values = [...predicted.matchAll(/,([0-9.]+)\r\n/g)].map(([, value]) => Number(value));
    const ours = users.flatMap((user) => [...ratingsOf(model, user)]);
    const nobody = model.logits(model.foldIn([])).map((logit) => model.ratingOf(logit));
    const expected = [...ours, ...nobody];
    expect(values).toHaveLength(expected.length);
    const worst = expected.reduce((most, value, i) => Math.max(most, Math.abs(value - values[i])), 0);
    expect(worst).toBeLessThan(1e-4);
    // The test part too: the same ratings, each in its own year, and the same error.
    expect(evaluated.n).toBe(result.test.n);
    expect(Math.abs(evaluated.rmse - result.test.rmse!)).toBeLessThan(1e-4);
    expect(Math.abs(evaluated.mae - result.test.mae!)).toBeLessThan(1e-4);
  });

  test("of pooled-history orders products by the same scores", async () => {
    const { files, best, settings } = await archived({ model: "pooled-history" });
    const model = createModel(best);
    const columns = forTraining(dataset);
    const { starts } = productsByUser(columns, splitRatings(columns, settings).train);
    const user = 3;
    expect(starts[user + 1] - starts[user]).toBeGreaterThan(2);
    const said = await inFolder(files, (folder) =>
      runPython(TORCH!, folder, ["train.py", "recommend", textOf(dataset.users, user), "--count", "1000"]),
    );
    const logits = model.logits(model.userOf(user));
    const rated = new Set(Array.from(dataset.user, (code, i) => (code === user ? dataset.product[i] : -1)));
    const scores = [...said.matchAll(/,(-?[0-9.]+)\r\n/g)].map(([, value]) => Number(value));
    const expected = [...logits].filter((_, product) => !rated.has(product)).sort((a, b) => b - a);
    expect(scores).toHaveLength(expected.length);
    scores.forEach((score, rank) => {
      expect(Math.abs(score - expected[rank])).toBeLessThan(1e-4);
    });
  });
});
