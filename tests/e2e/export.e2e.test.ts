import { readFile } from "node:fs/promises";
import { unzipSync } from "fflate";
import Papa from "papaparse";
import type { Page } from "playwright";
import { expect, test } from "vitest";
import {
  dropFile,
  goTo,
  keepNothing,
  openSite,
  saveReportJson,
  train,
  waitForDataset,
  waitForRunFinished,
} from "../driver/studio";
import { brokenRules } from "./axe";
import { smallRatings, useFiles } from "./files";
import { expectQuiet, useStage } from "./studioTest";

const stage = useStage();
const write = useFiles();

const SETTINGS = "model=dot-product-bias&epochs=3&seed=5";

type Files = Record<string, Uint8Array>;

async function saved(page: Page, kind: string): Promise<{ name: string; bytes: Buffer; files: Files }> {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByTestId(`save-${kind}`).click()]);
  const bytes = await readFile(await download.path());
  return { name: download.suggestedFilename(), bytes, files: unzipSync(bytes) };
}

const text = (files: Files, name: string) => new TextDecoder().decode(files[name]);

/** A number of a tensor, by the description of safetensors alone. */
function reader(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = 8 + Number(view.getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, start)));
  return (name: string, i: number): number => {
    const { dtype, data_offsets: offsets } = header[name];
    const at = start + offsets[0] + 4 * i;
    return dtype === "I32" ? view.getInt32(at, true) : view.getFloat32(at, true);
  };
}

/** Predicted rating of a user and a product by what an exported biased dot product says of itself. */
function predictor(files: Files, folder: string) {
  const config = JSON.parse(text(files, `${folder}config.json`));
  const at = reader(files[`${folder}model.safetensors`]);
  const codes = (name: string) => new Map((JSON.parse(text(files, folder + name)) as string[]).map((id, i) => [id, i]));
  const [users, products] = [codes("users.json"), codes("products.json")];
  const [low, high] = config.range;
  return (user: string, product: string) => {
    const [u, p] = [at("users.row", users.get(user)!), at("products.row", products.get(product)!)];
    let score = at("users.bias", u) + at("products.bias", p);
    for (let k = 0; k < config.factors; k++) {
      score += at("users.embedding", u * config.factors + k) * at("products.embedding", p * config.factors + k);
    }
    return low + (high - low) / (1 + Math.exp(-score));
  };
}

test("what is saved for other programs gives the page's own test error, and opens here again as a run of that error", async () => {
  const { page } = stage.visit;
  await keepNothing(page);
  const ratings = write("small.csv", smallRatings());
  await openSite(page, stage.url, `#/data?${SETTINGS}`);
  await page.getByTestId("file-input").waitFor({ state: "attached" });
  await dropFile(page, ratings);
  await waitForDataset(page, ratings);
  await goTo(page, `#/report?${SETTINGS}`);

  // Before a run has finished there is nothing to save of it, but a folder to go on with elsewhere.
  await page.getByTestId("save-model").waitFor();
  expect(await page.getByTestId("save-model").isDisabled()).toBe(true);
  expect(await page.getByTestId("save-embeddings").isDisabled()).toBe(true);
  await page.getByText("without weights: no run has finished").waitFor();
  const without = await saved(page, "elsewhere");
  expect(Object.keys(without.files)).not.toContain("model/model.safetensors");

  await goTo(page, `#/train?${SETTINGS}`);
  await train(page);
  await waitForRunFinished(page);
  await goTo(page, `#/report?${SETTINGS}`);
  const { test: measured, split } = JSON.parse(await saveReportJson(page));

  const elsewhere = await saved(page, "elsewhere");
  expect(elsewhere.name).toBe("small-elsewhere.zip");
  for (const script of ["train.py", "als.py", "README.md"]) expect(Object.keys(elsewhere.files)).toContain(script);
  const lines = Papa.parse<Record<string, string>>(text(elsewhere.files, "ratings.csv"), {
    header: true,
    skipEmptyLines: true,
  }).data;
  const part = (name: string) => lines.filter((line) => line.split === name);
  const counts = { train: part("train").length, validation: part("validation").length, test: part("test").length };
  expect(counts).toEqual({ train: split.train, validation: split.validation, test: split.test });

  const weights = await saved(page, "model");
  expect(weights.name).toBe("small-dot-product-bias.zip");
  for (const [files, folder] of [
    [elsewhere.files, "model/"],
    [weights.files, ""],
  ] as const) {
    const predict = predictor(files, folder);
    const squares = part("test").map(({ user, product, rating }) => (predict(user!, product!) - Number(rating)) ** 2);
    const rmse = Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
    expect(Math.abs(rmse - measured.rmse)).toBeLessThan(1e-4);
    await page.getByText(rmse.toFixed(4)).first().waitFor();
  }

  const embeddings = await saved(page, "embeddings");
  const rows = (name: string) => text(embeddings.files, name).trimEnd().split("\n").length;
  expect([rows("products-vectors.tsv"), rows("products-metadata.tsv")]).toEqual([60, 61]);
  expect([rows("users-vectors.tsv"), rows("users-metadata.tsv")]).toEqual([120, 121]);
  expect(await brokenRules(page)).toEqual([]);

  // Back on the page: a damaged archive is refused in words, a whole one is measured on the open ratings.
  await goTo(page, `#/data?${SETTINGS}`);
  const damaged = Buffer.from(weights.bytes);
  const middle = damaged.length >> 1; // where the weights lie
  damaged.fill(0x2a, middle, middle + 100);
  await dropFile(page, write("damaged.zip", damaged));
  await page.getByRole("alert").filter({ hasText: "damaged.zip" }).waitFor();
  await dropFile(page, write("trained-elsewhere.zip", weights.bytes));
  await page.getByText("This is a model from small.csv, scored as it is.").waitFor();
  await goTo(page, `#/report?${SETTINGS}`);
  const again = JSON.parse(await saveReportJson(page));
  expect(Math.abs(again.test.rmse - measured.rmse)).toBeLessThan(1e-4);
  expect(await brokenRules(page)).toEqual([]);
  expectQuiet(stage);
});
