import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, type Page } from "playwright";
import { expect, onTestFinished, test } from "vitest";
import type { ReportDocument } from "../../src/features/report/document";
import { CHROMIUM_FLAGS, findChromium } from "../driver/chromium";
import {
  dropFile,
  goTo,
  openCustomer,
  openSite,
  saveReportJson,
  snapshot,
  train,
  waitForDataset,
  waitForRunFinished,
} from "../driver/studio";
import { brokenRules } from "./axe";
import { smallRatings, useFiles } from "./files";
import { storedFiles, waitForKept, waitForListed, waitForStored } from "./keeping";
import { expectQuiet, useStage } from "./studioTest";

const stage = useStage();
const write = useFiles();

/** Long enough to be caught in the middle. */
const SETTINGS = "model=collabnn&epochs=120&patience=none&batch=64&factors=8&backend=wasm";

/** What is kept of a finished Run: nothing that it needs only while it trains. */
const OF_RUN = ["losses.f32", "model.safetensors", "run.json", "trace.safetensors"];

/** Open the small file in a page whose first visit trains for a moment only. */
async function openSmall(page: Page, name = "small.csv"): Promise<void> {
  const small = write(name, smallRatings());
  await openSite(page, stage.url, "#/data?backend=wasm&epochs=1");
  await dropFile(page, small);
  await waitForDataset(page, small);
}

async function report(page: Page): Promise<ReportDocument> {
  await goTo(page, `#/report?${SETTINGS}`);
  return JSON.parse(await saveReportJson(page)) as ReportDocument;
}

function figures({ run, validation, test, baselines }: ReportDocument) {
  const { bestEpoch, parameters } = run;
  return { epochs: run.epochs.map(({ ms, ...losses }) => losses), bestEpoch, parameters, validation, test, baselines };
}

/** Train until some epochs are behind, hold the Run there, and give its number once its checkpoint is stored. */
async function trainHalfway(page: Page): Promise<number> {
  await goTo(page, `#/train?${SETTINGS}`);
  await page.getByTestId("train").waitFor();
  // From within the page: a fast machine has trained to the end before a click from outside arrives.
  await page.evaluate(() => {
    const timer = setInterval(() => {
      const phase = document.querySelector("[data-testid=run-phase]")?.textContent ?? "";
      const pause = document.querySelector<HTMLButtonElement>("[data-testid=pause]");
      if (!pause || !/epoch ([3-9]|\d\d+) of/.test(phase)) return;
      clearInterval(timer);
      pause.click();
    }, 5);
  });
  await train(page);
  await page.getByTestId("resume").waitFor();
  return waitForStored(page, "checkpoint.safetensors");
}

async function waitForInterrupted(page: Page, run: number): Promise<void> {
  const words = new RegExp(`^Run ${run} was interrupted in epoch \\d+ of 120$`);
  await expect.poll(() => page.getByTestId("run-phase").textContent()).toMatch(words);
  await expect.poll(async () => (await snapshot(page)).status).toMatch(words);
}

/** Wait until these Runs are stored as finished, and nothing else is. */
async function waitForFinished(page: Page, ...runs: number[]): Promise<void> {
  const names = [
    "dataset.safetensors",
    ...runs.flatMap((id) => OF_RUN.map((file) => `runs/${id}/${file}`)),
    "workspace.json",
  ];
  await expect.poll(async () => (await storedFiles(page)).map(({ name }) => name)).toEqual(names);
}

test("a run that a reload interrupts goes on to the end that it would have had, and is there after the next", async () => {
  const { page } = stage.visit;
  await openSmall(page);
  await goTo(page, `#/train?${SETTINGS}`);
  await train(page);
  await waitForRunFinished(page);
  const undisturbed = await report(page);

  await waitForFinished(page, await waitForStored(page, "model.safetensors"));
  const run = await trainHalfway(page);
  await page.reload();
  await waitForInterrupted(page, run);
  expect(await page.getByTestId(`run-${run - 1}`).textContent()).toContain("CollabNN");
  await expect.poll(() => brokenRules(page)).toEqual([]);
  await page.getByTestId("resume-run").click();
  await waitForRunFinished(page);
  const resumed = await report(page);
  expect(resumed.run.notes).toEqual([
    "The page was closed or reloaded while this run trained. It went on from its last checkpoint.",
  ]);
  expect(figures(resumed)).toEqual(figures(undisturbed));

  await goTo(page, `#/recommend?${SETTINGS}`);
  await openCustomer(page, "u5");
  const list = page.getByTestId("customer").getByRole("table").first();
  const before = await list.innerText();
  await waitForKept(page);
  await expect
    .poll(() => storedFiles(page).then((files) => files.map(({ name }) => name)))
    .toEqual([
      "dataset.safetensors",
      ...[run - 1, run].flatMap((id) => OF_RUN.map((file) => `runs/${id}/${file}`)),
      "workspace.json",
    ]);
  const began = Date.now();
  await page.reload();
  await page.getByText("small.csv and 2 runs are back", { exact: false }).first().waitFor();
  expect(Date.now() - began).toBeLessThan(10_000);
  expect((await snapshot(page)).busy).toBe(false);
  await openCustomer(page, "u5");
  expect(await list.innerText()).toBe(before);
  expect(figures(await report(page))).toEqual(figures(undisturbed));
  expectQuiet(stage);
});

test("what a browser that crashes had kept is there when it is opened again", async () => {
  const profile = mkdtempSync(join(tmpdir(), "profile-"));
  const launch = (): Promise<BrowserContext> =>
    chromium.launchPersistentContext(profile, { executablePath: findChromium()!, args: CHROMIUM_FLAGS });
  let context = await launch();
  onTestFinished(async () => {
    await context.close().catch(() => {});
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  });
  let page = context.pages()[0];
  await openSmall(page, "crash.csv");
  const run = await trainHalfway(page);
  const session = await context.newCDPSession(page);
  const gone = new Promise((resolve) => context.once("close", resolve));
  await session.send("Browser.crash").catch(() => {});
  await gone;

  context = await launch();
  page = context.pages()[0];
  await openSite(page, stage.url, "#/train");
  await waitForInterrupted(page, run);
  expect(await page.getByRole("banner").innerText()).toContain("crash.csv");
});

test("a second tab works on a copy; what is open elsewhere is not deleted; delete all leaves nothing", async () => {
  const { page } = stage.visit;
  await openSmall(page);
  await waitForKept(page);
  const first = (await storedFiles(page))[0].workspace;

  const second = await page.context().newPage();
  second.setDefaultTimeout(60_000);
  await openSite(second, stage.url, "#/data");
  await second.getByText("Another tab has them open").first().waitFor();
  await waitForKept(second, "A copy");
  await second.getByRole("button", { name: "Delete small.csv" }).click();
  await second.getByText("small.csv is open in another tab. Close it there first.").waitFor();

  await goTo(second, "#/train?epochs=1&backend=wasm");
  await train(second);
  await waitForRunFinished(second);
  await waitForKept(second);
  await waitForStored(second, "model.safetensors");
  const files = await storedFiles(page);
  expect(files.filter(({ workspace }) => workspace === first).map(({ name }) => name)).toEqual([
    "dataset.safetensors",
    "workspace.json",
  ]);
  expect(new Set(files.map(({ workspace }) => workspace)).size).toBe(2);
  await second.close();

  await page.bringToFront();
  await page.getByRole("button", { name: "Delete all" }).click();
  await page.getByTestId("confirm-delete-all").click();
  await page.getByText("Nothing is kept in this browser.").waitFor();
  expect(await storedFiles(page)).toEqual([]);
  await page.getByText("small.csv is open, but not kept", { exact: false }).waitFor();
  await page.reload();
  await expect.poll(() => page.getByRole("banner").innerText()).toContain("Built-in sample");
  expectQuiet(stage);
});

test("on a full disk the page says so, training goes on, and what was kept stays whole", async () => {
  const { page } = stage.visit;
  await openSmall(page);
  await waitForKept(page);
  const before = await storedFiles(page);
  const session = await page.context().newCDPSession(page);
  const { origin } = new URL(stage.url);
  await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 500_000 });

  await goTo(page, "#/train?epochs=2&backend=wasm");
  await train(page);
  await waitForRunFinished(page);
  await waitForKept(page, "Not kept");
  await goTo(page, "#/data?epochs=2&backend=wasm");
  await page.getByText("There is no more room for this page in this browser.", { exact: false }).waitFor();
  await expect.poll(() => brokenRules(page)).toEqual([]);
  expect(await storedFiles(page)).toEqual(before);

  await session.send("Storage.overrideQuotaForOrigin", { origin });
  await page.getByRole("button", { name: "Try again" }).click();
  await waitForKept(page);
  await waitForListed(page, "small.csv", 1);
  await page.reload();
  await page.getByText("small.csv and 1 run are back", { exact: false }).first().waitFor();
});
