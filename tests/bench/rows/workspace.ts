import { statSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright";
import { launchChromium, newVisit } from "../../driver/browser";
import { dropFile, openSite, train, waitForDataset, waitForRunFinished } from "../../driver/studio";
import { fullSampleFile } from "../fullSample";
import type { Figure, Row } from "../row";
import { MEASUREMENTS, median, milliseconds } from "../statistics";

const OPEN_MS = 3000;

interface Measured {
  saveMs: number;
  openMs: number;
  checkMs: number;
  bytes: number;
}

/** Save what is open, and give the file and how long it took from the press of the button to the download. */
async function save(page: Page, name: string): Promise<{ path: string; ms: number }> {
  const path = join(tmpdir(), name);
  const start = performance.now();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByTestId("save-workspace").click()]);
  const ms = performance.now() - start;
  await download.saveAs(path);
  return { path, ms };
}

/** Until the Runs are there and the model answers, and until the figures have been recomputed. */
async function open(page: Page, path: string): Promise<{ openMs: number; checkMs: number }> {
  const start = performance.now();
  await dropFile(page, path);
  await page.getByText(/\.collabnn is open: 1\srun, saved/).waitFor();
  const openMs = performance.now() - start;
  await page.getByText(/recomputed from the stored weights, as saved/).waitFor();
  return { openMs, checkMs: performance.now() - start };
}

/** Save the Run of a view, and open the file in a browser that knows nothing of it, several times. */
async function measure(site: string, hash: string, file: string | null, times: number): Promise<Measured> {
  const browser = await launchChromium();
  const path: string[] = [];
  try {
    const { page, close } = await newVisit(browser);
    await openSite(page, site, file ? "#/data?epochs=1" : hash);
    await waitForRunFinished(page);
    if (file) {
      await dropFile(page, file);
      await waitForDataset(page, file);
      await page.evaluate((view) => {
        location.hash = view;
      }, hash);
      await train(page);
      await waitForRunFinished(page);
    }
    const saved = await save(page, `bench-${process.pid}-${file ? "full" : "demo"}.collabnn`);
    path.push(saved.path);
    await close();
    const opened: { openMs: number; checkMs: number }[] = [];
    for (let i = 0; i < times; i++) {
      const fresh = await newVisit(browser);
      await openSite(fresh.page, site, "#/data?epochs=1&backend=wasm");
      await waitForRunFinished(fresh.page);
      opened.push(await open(fresh.page, saved.path));
      await fresh.close();
    }
    return {
      saveMs: saved.ms,
      openMs: median(opened.map(({ openMs }) => openMs)),
      checkMs: median(opened.map(({ checkMs }) => checkMs)),
      bytes: statSync(saved.path).size,
    };
  } finally {
    await browser.close();
    for (const one of path) await rm(one, { force: true });
  }
}

function figures(what: string, { saveMs, openMs, checkMs, bytes }: Measured, most: number | null): Figure[] {
  const size = `${(bytes / 1e6).toFixed(1)} MB`;
  return [
    { what: `${what}: save`, figure: milliseconds(saveMs), asked: "", reached: null, note: `A file of ${size}.` },
    {
      what: `${what}: open`,
      figure: milliseconds(openMs),
      asked: most === null ? "" : `< ${milliseconds(most)}`,
      reached: most === null ? null : openMs < most,
      note: `Every part checked, data, run, curves and lists there; its figures were recomputed after ${milliseconds(checkMs)}.`,
    },
  ];
}

/** How long it takes to save what is open as a workspace file and to open that elsewhere. */
export const workspaceRow: Row = {
  name: "workspace",
  title: "A workspace file with one run, from the press of the button, in the built site",
  async run({ site, tell }) {
    const demo = await measure(site, "#/train?backend=wasm", null, MEASUREMENTS);
    const result = figures("Demo sample", demo, OPEN_MS);
    for (const { what, figure, note } of result) tell(`${what}: ${figure}. ${note}`);
    const full = await measure(site, "#/train?model=hybrid&epochs=1&backend=wasm", await fullSampleFile(), 1);
    const large = figures("full-size sample, hybrid", full, null);
    for (const { what, figure, note } of large) tell(`${what}: ${figure}. ${note}`);
    return { figures: [...result, ...large], details: [], broken: [] };
  },
};
