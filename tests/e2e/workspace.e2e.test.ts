import { readFileSync } from "node:fs";
import { unzipSync, zipSync } from "fflate";
import type { Page } from "playwright";
import { beforeAll, expect, test } from "vitest";
import { MODEL_NAMES } from "../../src/models/registry";
import { launchChromium, newVisit, type Visit } from "../driver/browser";
import {
  dropFile,
  goTo,
  openCustomer,
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

const SETTINGS = "epochs=2&factors=8&batch=256&backend=wasm";
const FULL = 60_000;

let other: Visit;
beforeAll(async () => {
  const browser = await launchChromium();
  other = await newVisit(browser);
  other.page.setDefaultTimeout(FULL);
  return () => browser.close();
});

/** The document of the selected Run with the lists of one customer, without the times that it took. */
async function report(page: Page): Promise<unknown> {
  await goTo(page, "#/recommend");
  await openCustomer(page, "u5");
  await goTo(page, "#/report");
  const times = new Set(["readMs", "ms", "trainMs", "ratingsPerSecond"]);
  return JSON.parse(await saveReportJson(page), (key, value) => (times.has(key) ? undefined : value));
}

/** What the Train screen draws of the selected Run, and its list of Runs. */
async function training(page: Page) {
  await goTo(page, "#/train");
  await page.locator(".loss-training path").first().waitFor();
  return page.evaluate(() => ({
    curve: document.querySelector(".loss-training path")?.getAttribute("d"),
    validation: document.querySelectorAll(".loss-dot").length,
    runs: Array.from(document.querySelectorAll("[data-testid^=run-]"), (run) => run.textContent),
  }));
}

async function saveWorkspace(page: Page): Promise<{ name: string; path: string }> {
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Control+s")]);
  return { name: download.suggestedFilename(), path: await download.path() };
}

/** The sentence that says why a file was not opened. */
async function refusalOf(page: Page, path: string): Promise<string> {
  await dropFile(page, path);
  const alert = page.getByRole("alert");
  await alert.waitFor();
  const text = (await alert.locator("p").first().textContent())?.trim() ?? "";
  await alert.getByRole("button", { name: "Dismiss" }).click();
  await expect.poll(() => alert.count()).toBe(0);
  return text;
}

test("a workspace with a run of each model opens in another browser without network: the same data, runs, curves, figures and lists, recomputed", async () => {
  const { page } = stage.visit;
  const small = write("small.csv", smallRatings());
  await openSite(page, stage.url, `#/data?model=hybrid&${SETTINGS}`);
  await dropFile(page, small);
  await waitForDataset(page, small);
  for (const model of MODEL_NAMES) {
    await goTo(page, `#/train?model=${model}&${SETTINGS}`);
    await train(page);
    await waitForRunFinished(page);
  }
  // One with curves is shown.
  await page.getByTestId(`run-${1 + MODEL_NAMES.indexOf("hybrid")}`).click();
  const before = { training: await training(page), report: await report(page) };
  const { name, path } = await saveWorkspace(page);
  expect(name).toBe("small.collabnn");
  const bytes = readFileSync(path);
  const saved = write("small.collabnn", bytes);
  expectQuiet(stage);

  await openSite(other.page, stage.url, `#/data?model=hybrid&${SETTINGS}`);
  await waitForRunFinished(other.page);
  await other.page.context().setOffline(true);
  await dropFile(other.page, saved);
  await waitForDataset(other.page, "small.csv");
  const notice = other.page.getByText(new RegExp(`small\\.collabnn is open: ${MODEL_NAMES.length}\\sruns, saved`));
  await notice.waitFor();
  const checked = other.page.getByText(/^Run \d+: test .* recomputed from the stored weights, as saved \(.*difference/);
  await expect.poll(() => checked.count()).toBe(MODEL_NAMES.length);
  expect(await brokenRules(other.page)).toEqual([]);
  expect({ training: await training(other.page), report: await report(other.page) }).toMatchObject({
    training: {
      curve: before.training.curve,
      validation: before.training.validation,
      runs: before.training.runs,
    },
    report: before.report as object,
  });

  // What cannot be opened leaves what is open, and says why.
  await goTo(other.page, "#/data");
  const files = unzipSync(bytes);
  const manifest = JSON.parse(new TextDecoder().decode(files["workspace.json"]));
  const zipped = (change: object) =>
    zipSync({ ...files, "workspace.json": new TextEncoder().encode(JSON.stringify({ ...manifest, ...change })) });
  const damaged = Uint8Array.from(bytes);
  damaged[Math.floor(damaged.length / 2)] ^= 0xff;
  const sentences: [string, Uint8Array, RegExp][] = [
    ["damaged.collabnn", damaged, /^damaged\.collabnn is damaged or cut short: .* has another checksum/],
    ["short.collabnn", bytes.subarray(0, bytes.length / 2), /^short\.collabnn is damaged or cut short: its directory/],
    ["newer.collabnn", zipped({ version: 2 }), /^newer\.collabnn was saved by a newer version of CollabNN Studio/],
    ["foreign.collabnn", zipped({ format: "other" }), /^foreign\.collabnn is a ZIP archive, but no workspace/],
    ["text.collabnn", new TextEncoder().encode("hello\n"), /^text\.collabnn does not begin as a workspace does/],
  ];
  for (const [file, content, sentence] of sentences) {
    const refusal = await refusalOf(other.page, write(file, content));
    expect(refusal).toMatch(sentence);
    expect(refusal).toMatch(/Data that were open before stay open\.$/);
  }
  expect(await other.page.getByRole("banner").getByText("small.csv").count()).toBe(1);
  expect((await training(other.page)).runs).toEqual(before.training.runs);
  expect([...other.pageErrors, ...other.consoleErrors]).toEqual([]);
});
