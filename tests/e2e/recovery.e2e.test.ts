import type { Page, Worker } from "playwright";
import { expect, test } from "vitest";
import type { ReportDocument } from "../../src/features/report/document";
import {
  dropFile,
  goTo,
  lossPoints,
  openSite,
  saveReportJson,
  train,
  waitForDataset,
  waitForRunFinished,
} from "../driver/studio";
import { smallRatings, useFiles } from "./files";
import { useStage } from "./studioTest";

const stage = useStage();
const write = useFiles();

/** The training worker that the page has now; its WebGL context, once it has one, is kept for `loseContext`. */
function followTrainingWorker(page: Page): () => Worker {
  let current: Worker | undefined;
  page.on("worker", (worker) => {
    if (!worker.url().includes("train")) return;
    current = worker;
    void worker.evaluate(() => {
      const original = OffscreenCanvas.prototype.getContext as (...args: unknown[]) => unknown;
      Object.assign(OffscreenCanvas.prototype, {
        getContext(this: OffscreenCanvas, ...args: unknown[]) {
          const context = original.apply(this, args);
          Object.assign(globalThis, { keptContext: context });
          return context;
        },
      });
    });
  });
  return () => {
    if (!current) throw new Error("The page has started no training worker.");
    return current;
  };
}

async function loseContext(worker: Worker): Promise<void> {
  await worker.evaluate(() => {
    const { keptContext } = globalThis as unknown as { keptContext: WebGL2RenderingContext };
    keptContext.getExtension("WEBGL_lose_context")?.loseContext();
  });
}

/** Break the worker as an error outside any call does. */
async function breakWorker(worker: Worker): Promise<void> {
  await worker.evaluate(() => {
    setTimeout(() => {
      throw new Error("broken for the test");
    });
  });
}

/** Train on the small file with these settings; `disturb` strikes after the first epoch. */
async function trained(settings: string, disturb?: (worker: Worker) => Promise<void>): Promise<ReportDocument> {
  const { page } = stage.visit;
  const worker = followTrainingWorker(page);
  const small = write("small.csv", smallRatings());
  // The first visit's own training keeps off the GPU, whose context is then opened under the test's eyes.
  await openSite(page, stage.url, "#/data?backend=wasm&epochs=1");
  await dropFile(page, small);
  await waitForDataset(page, small);
  await goTo(page, `#/train?${settings}`);
  await train(page);
  if (disturb) {
    await expect.poll(async () => (await lossPoints(page)).validation, { interval: 20 }).toBeGreaterThan(0);
    await disturb(worker());
    await page.getByTestId("run-notes").waitFor();
  }
  await waitForRunFinished(page);
  await goTo(page, `#/report?${settings}`);
  return JSON.parse(await saveReportJson(page)) as ReportDocument;
}

function figures({ run, test, baselines }: ReportDocument) {
  return { epochs: run.epochs.map(({ ms, ...losses }) => losses), bestEpoch: run.bestEpoch, test, baselines };
}

test.each([
  { what: "a lost WebGL context", settings: "model=collabnn&backend=webgl&epochs=5&factors=8", disturb: loseContext },
  { what: "a broken worker", settings: "model=collabnn&backend=wasm&epochs=200", disturb: breakWorker },
])("a run goes on by itself after $what, to the same end, and the page says so", async ({ settings, disturb }) => {
  const undisturbed = await trained(settings);
  await stage.visit.page.reload();
  const disturbed = await trained(settings, disturb);
  expect(disturbed.run.notes).toHaveLength(1);
  expect(disturbed.run.notes[0]).toMatch(/Training was interrupted .*(went on from the end of epoch|began again)/);
  expect(undisturbed.run.notes).toEqual([]);
  expect(figures(disturbed)).toEqual(figures(undisturbed));
});
