import { expect, test } from "vitest";
import { BASELINE_NAMES } from "../../src/engine/evaluate/types";
import type { ReportDocument } from "../../src/features/report/document";
import {
  dropFile,
  goTo,
  lossPoints,
  openCustomer,
  openSite,
  saveReportJson,
  train,
  waitForDataset,
  waitForRunFinished,
} from "../driver/studio";
import { ratedProducts, smallRatings, useFiles } from "./files";
import { expectQuiet, useStage } from "./studioTest";

const stage = useStage();
const write = useFiles();

test("a first visit opens on the built-in sample with a finished run, and asks for nothing beyond the site", async () => {
  const { page } = stage.visit;
  await openSite(page, stage.url, "#/train");
  await waitForRunFinished(page);
  await expect.poll(() => page.getByRole("banner").innerText()).toContain("Built-in sample");
  expect(await page.getByTestId("verdict").innerText()).not.toBe("");
  for (const screen of ["data", "explore", "recommend", "report"]) {
    await goTo(page, `#/${screen}`);
    await page.getByRole("heading", { level: 1, name: new RegExp(screen, "i") }).waitFor();
  }
  expectQuiet(stage);
});

test("a dropped file is read, trained on, recommended from and reported", async () => {
  const { page } = stage.visit;
  const file = write("small.csv", smallRatings());
  await openSite(page, stage.url, "#/data");
  await dropFile(page, file);
  await waitForDataset(page, file);

  await goTo(page, "#/train?model=blend&epochs=4&batch=64&backend=wasm&seed=7");
  await train(page);
  await expect.poll(async () => (await lossPoints(page)).training).toBeGreaterThan(1);
  await waitForRunFinished(page);
  const drawn = await lossPoints(page);
  expect(drawn.training).toBeGreaterThan(10);
  expect(drawn.validation).toBe(4);

  await goTo(page, "#/recommend?model=blend&epochs=4&batch=64&backend=wasm&seed=7");
  await openCustomer(page, "u5");
  const rated = ratedProducts(5);
  // What pulls a product is one that was rated.
  const list = (await page.getByTestId("recommendations").innerText()).replace(/Because of .*/g, "");
  for (const product of rated) expect(list).not.toMatch(new RegExp(`\\b${product}\\b`));

  await goTo(page, "#/report?model=blend&epochs=4&batch=64&backend=wasm&seed=7");
  const report = JSON.parse(await saveReportJson(page)) as ReportDocument;
  expect(report.dataset).toMatchObject({
    file: "small.csv",
    read: 3000,
    accepted: 3000,
    rejected: 0,
    merged: 0,
    users: 120,
    products: 60,
  });
  const { train: trainPart, validation, test: testPart } = report.split;
  expect(trainPart + validation + testPart).toBe(report.dataset.accepted);
  expect(report.backend.name).toBe("wasm");
  expect(report.run.settings).toMatchObject({ epochs: 4, batchSize: 64, seed: 7 });
  expect(report.run.epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4]);
  expect(report.run.epochs[3].trainLoss).toBeLessThan(report.run.epochs[0].trainLoss);
  expect(report.test.known.n + report.test.new.n).toBe(testPart);
  expect(report.baselines.map(({ name }) => name).sort()).toEqual([...BASELINE_NAMES].sort());
  expect(Object.keys(report.recommendations)).toEqual(["u5"]);
  const recommended = report.recommendations.u5!;
  expect(recommended.length).toBeGreaterThan(0);
  expect(recommended.filter(({ product }) => rated.includes(product))).toEqual([]);
  const predictions = recommended.map(({ predicted }) => predicted ?? Number.NaN);
  expect(predictions.every((rating) => rating >= 1 && rating <= 5)).toBe(true);
  // Two things were learnt on one split: what is rated, by a blend, and what is taken.
  expect(report.run.members?.map(({ model }) => model)).toEqual(["hybrid", "bayesian", "averages"]);
  expect(report.run.settings.ranker).toBe("item-item");
  expect(report.test.ranking!.n).toBe(report.test.ratingOrder!.n);
  expect(report.lists!.popularity).not.toBeNull();
  expectQuiet(stage);
});
