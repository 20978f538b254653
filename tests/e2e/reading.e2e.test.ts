import { join } from "node:path";
import { gzipSync } from "fflate";
import { expect, test } from "vitest";
import { ROOT } from "../../scripts/lib/root";
import {
  chooseReading,
  dropFile,
  dropFiles,
  goTo,
  openCustomer,
  openSite,
  snapshot,
  train,
  waitForDataset,
  waitForRunFinished,
} from "../driver/studio";
import { smallRatings, useFiles } from "./files";
import { expectQuiet, useStage } from "./studioTest";

const stage = useStage();
const write = useFiles();
const FORMATS = join(ROOT, "tests", "fixtures", "formats");

test("a packed file and a file of titles are read together, and the titles show beside the recommendations", async () => {
  const { page } = stage.visit;
  const ratings = write("small.csv.gz", gzipSync(new TextEncoder().encode(smallRatings())));
  const titles = Array.from({ length: 60 }, (_, i) => `p${i},"Lamp <b>no. ${i}</b>, black"`);
  const products = write("products.csv", `id,title\n${titles.join("\n")}\n`);
  await openSite(page, stage.url, "#/data");
  await dropFiles(page, [products, ratings]);
  await waitForDataset(page, ratings);
  await expect.poll(() => page.getByText(/products\.csv tells title of 60 of the 60/).count()).toBe(1);
  await goTo(page, "#/train?epochs=2&backend=wasm");
  await train(page);
  await waitForRunFinished(page);
  await goTo(page, "#/recommend?epochs=2&backend=wasm");
  await openCustomer(page, "u5");
  expect(await page.getByTestId("recommendations").innerText()).toMatch(/Lamp <b>no\. \d+<\/b>, black/);
  expectQuiet(stage);
});

test("titles that come after the ratings are joined to them", async () => {
  const { page } = stage.visit;
  await openSite(page, stage.url, "#/data");
  await dropFile(page, join(FORMATS, "ml-latest-ratings.csv"));
  await waitForDataset(page, "ml-latest-ratings.csv");
  await dropFile(page, join(FORMATS, "ml-latest-movies.csv"));
  await expect.poll(() => page.getByText(/ml-latest-movies\.csv tells title and category of/).count()).toBe(1);
  expect(await page.getByRole("banner").innerText()).toContain("ml-latest-ratings.csv");
  expectQuiet(stage);
});

test("what 0 means is asked, the answer reads the file again, and is remembered after a reload", async () => {
  const { page } = stage.visit;
  const file = join(FORMATS, "book-crossing-ratings.csv");
  await openSite(page, stage.url, "#/data");
  await dropFile(page, file);
  await waitForDataset(page, file);
  const banner = page.getByRole("banner");
  expect(await banner.innerText()).toMatch(/\b9\sratings/);
  await page.getByRole("button", { name: "0 is a rating" }).click();
  await expect.poll(() => banner.innerText()).toMatch(/\b23\sratings/);
  await expect.poll(() => page.getByTestId("question-zeroMeans").count()).toBe(0);

  await page.reload();
  await dropFile(page, file);
  await waitForDataset(page, file);
  expect(await banner.innerText()).toMatch(/\b23\sratings/);
  await page.getByRole("button", { name: "Guess anew" }).click();
  await expect.poll(() => banner.innerText()).toMatch(/\b9\sratings/);
  expectQuiet(stage);
});

test("a file without ratings is counted, and only ranking models are offered", async () => {
  const { page } = stage.visit;
  // The ratings left out: who chose what.
  const lines = smallRatings().split("\n");
  const choices = lines.map((line) => line.split(",").slice(0, 2).join(",")).join("\n");
  const file = write("purchases.csv", choices);
  await openSite(page, stage.url, "#/data");
  await dropFile(page, file);
  await waitForDataset(page, file);
  expect(await page.getByRole("banner").innerText()).toMatch(/3,000\sinteractions/);
  await page.getByText("This file has no ratings").waitFor();
  await goTo(page, "#/train");
  expect(await page.getByTestId("model-hybrid").count()).toBe(0);
  await page.getByTestId("model-pooled-history").waitFor();
  await train(page);
  await waitForRunFinished(page);
  const main = await page.getByRole("main").innerText();
  expect(main).toContain("NDCG@10");
  expect(main).not.toMatch(/RMSE|stars/);
  expectQuiet(stage);
});

test("another delimiter is chosen by hand where none was found, and the file read with it", async () => {
  const { page } = stage.visit;
  const file = join(FORMATS, "ambiguous-dates.csv");
  await openSite(page, stage.url, "#/data");
  await dropFile(page, file);
  await waitForDataset(page, file);
  await page.getByTestId("question-dateOrder").waitFor();
  expect(await chooseReading(page, "dateOrder", "month-first")).toBe(true);
  await expect.poll(() => page.getByTestId("question-dateOrder").count()).toBe(0);
  expect(await chooseReading(page, "zeroMeans", "missing")).toBe(false);
  await dropFile(page, write("notes.csv", "Dear team\nplease find the numbers below\nRegards\n"));
  await expect.poll(async () => (await snapshot(page)).alerts.join()).toContain("notes.csv");
  expect(await page.getByRole("banner").innerText()).toContain("ambiguous-dates.csv");
  expectQuiet(stage);
});
