/**
 * `npx tsx scripts/lists.ts NAME,… [RATINGS,…] [SEED]`: NDCG@10 of lists by several scores, as in tests/bench/lists.md.
 * A name is a regime of tests/quality, split at random, or the path of a gzipped CSV with a split column. RATINGS are the
 * rating models whose predictions say what is liked: bias, hybrid. On one core.
 */
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { fastestInverter } from "../src/backends/wasm/invert";
import type { RunSettings } from "../src/domain/settings";
import { bestBiases } from "../src/engine/evaluate/baselines/dampedBias";
import { modelScorer } from "../src/engine/evaluate/modelScorer";
import type { Split } from "../src/engine/evaluate/part";
import { productsByUser } from "../src/engine/evaluate/productLists";
import { type CatalogueScorer, measureRanking, planRanking, relevantFromOf } from "../src/engine/evaluate/ranking";
import { bytesOfText } from "../src/engine/read/bytes/source";
import type { TrainingColumns } from "../src/engine/read/copies";
import { forTraining } from "../src/engine/read/copies";
import { readRatings } from "../src/engine/read/reading/read";
import { likedFrom, listScores, POPULARITIES } from "../src/engine/recommend/lists/listScore";
import { trainRun } from "../src/engine/train/run";
import { RunControl } from "../src/engine/train/runControl";
import { fitItemItem, productsLeftOut } from "../src/models/item-item/fit";
import { ItemItemModel } from "../src/models/item-item/model";
import { defaultsOf } from "../src/models/registry";
import { buildRegime, REGIME_NAMES } from "../tests/quality/regimes";
import { splitBy } from "../tests/setup/splitBy";

const [names = REGIME_NAMES.join(","), models = "bias", seedText = "1"] = process.argv.slice(2);
const seed = Number(seedText);
const breathe = async () => {};

/** What a rating model thinks of all products for a user, and how far its predictions are off. */
interface Opinion {
  ratingsOf: CatalogueScorer;
  sigma: number;
}

console.log("| data | list | validation NDCG@10 | test NDCG@10 | 95 % interval | users | scored in s |");
console.log("|---|---|---|---|---|---|---|");
for (const name of names.split(",")) {
  const regime = REGIME_NAMES.find((each) => each === name);
  const columns = forTraining(regime ? (await buildRegime(regime, seed)).dataset : await read(name));
  await measure(name.split("/").at(-1) ?? name, columns, regime ? "random" : "column");
}

async function read(path: string) {
  const text = gunzipSync(readFileSync(path)).toString("utf8");
  return (await readRatings(bytesOfText("ratings.csv", text))).dataset;
}

async function measure(name: string, columns: TrainingColumns, method: RunSettings["split"]): Promise<void> {
  const split = splitBy(columns, method, seed);
  const relevantFrom = relevantFromOf(columns, "auto");
  const tasks = [split.validation, split.test].map((part) =>
    planRanking(columns, split.train, part, relevantFrom, seed, 5_000 * columns.products),
  );
  const show = async (list: string, score: CatalogueScorer) => {
    const start = performance.now();
    const cells: string[] = [];
    for (const task of tasks) {
      if (!task) continue;
      const { figures } = await measureRanking(task, score, breathe);
      cells.push(figures.ndcg10.toFixed(4));
      if (task === tasks[1]) cells.push(figures.ndcgInterval.map((end) => end.toFixed(4)).join(" to "), `${figures.n}`);
    }
    console.log(`| ${name} | ${list} | ${cells.join(" | ")} | ${since(start)} |`);
  };
  const owned = productsByUser(columns, split.train);
  const start = performance.now();
  const options = { invert: fastestInverter(), breathe };
  const snapshot = await fitItemItem(owned, columns.products, options);
  const left = productsLeftOut(snapshot);
  console.error(
    `${name}: item-item (${snapshot.solved.form}) in ${since(start)} s, ${left.products} products left out`,
  );
  const model = new ItemItemModel(snapshot);
  const interestOf = (user: number) =>
    model.interest(owned.products.subarray(owned.starts[user], owned.starts[user + 1]), user);
  const { shares } = model;
  const nothing = new Float32Array(columns.products);
  await show("popularity", () => shares);
  await show("item-item alone", interestOf);
  await show("item-item and popularity", (user) =>
    listScores({ interest: interestOf(user), shares, ratings: null }, null),
  );
  for (const kind of models.split(",")) {
    const { ratingsOf, sigma } = await opinionOf(kind, columns, split, method);
    const liked = likedFrom(columns.rating, relevantFrom, sigma);
    await show(`by predicted rating (${kind})`, ratingsOf);
    await show(`popularity × liking (${kind})`, (user) =>
      listScores({ interest: nothing, shares, ratings: ratingsOf(user) }, liked),
    );
    for (const popularity of POPULARITIES)
      await show(`**item-item × liking (${kind})**, popularity ${popularity}`, (user) =>
        listScores({ interest: interestOf(user), shares, popularity, ratings: ratingsOf(user) }, liked),
      );
  }
}

function since(start: number): string {
  return ((performance.now() - start) / 1000).toFixed(1);
}

async function opinionOf(
  kind: string,
  columns: TrainingColumns,
  split: Split,
  method: RunSettings["split"],
): Promise<Opinion> {
  if (kind === "hybrid") {
    const settings = { ...defaultsOf("hybrid"), split: method, seed, backend: "wasm" as const };
    const control = new RunControl(new AbortController().signal);
    const { best, result } = await trainRun(columns, settings, control, () => {});
    return { ratingsOf: modelScorer(best), sigma: result.validation.rmse ?? 1 };
  }
  const { user, product, rating } = columns;
  const { mean, ofProduct, ofUser } = await bestBiases(columns, split, breathe);
  const squares = split.validation.reduce(
    (sum, i) => sum + (mean + ofProduct[product[i]] + ofUser[user[i]] - rating[i]) ** 2,
    0,
  );
  const ratings = new Float64Array(columns.products);
  const ratingsOf = (of: number) => {
    for (let code = 0; code < ratings.length; code++) ratings[code] = mean + ofProduct[code] + ofUser[of];
    return ratings;
  };
  return { ratingsOf, sigma: Math.sqrt(squares / split.validation.length) };
}
