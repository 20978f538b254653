import { pathToFileURL } from "node:url";
import { beforeAll, expect, test } from "vitest";
import { SINGLE } from "../../scripts/lib/site";
import { BRIEF_RUN, dropFile, openSite, waitForDataset, waitForRunFinished } from "../driver/studio";
import { smallRatings, useFiles } from "./files";
import { ensureSingle, useVisit } from "./studioTest";
import { doWholeJob } from "./wholeJob";

const stage = useVisit();
const write = useFiles();
const url = pathToFileURL(SINGLE).href;
beforeAll(ensureSingle);

/** Just past the size from which on other readers help. */
function largeRatings(): string {
  const lines = ["user,item,rating"];
  for (let i = 0; i < 700_000; i++) lines.push(`u${i % 5000},p${(i * 7) % 811},${1 + (i % 5)}`);
  return `${lines.join("\n")}\n`;
}

/** Requests for anything but the file itself: what is made by the page never leaves it. */
function foreign(): string[] {
  return stage.visit.requests.filter((request) => !/^(blob|data):/.test(request) && request.split("#")[0] !== url);
}

test("the single file does the whole job from a folder, and asks for nothing but itself", async () => {
  const { page, consoleErrors, pageErrors } = stage.visit;
  await openSite(page, url, "#/train?epochs=1&backend=wasm");
  await waitForRunFinished(page);
  await expect.poll(() => page.getByRole("banner").innerText()).toContain("Built-in sample");
  await doWholeJob(page, write("small.csv", smallRatings()));
  expect(pageErrors).toEqual([]);
  expect(consoleErrors).toEqual([]);
  expect(foreign()).toEqual([]);
});

test("the single file reads a large file with readers beside its data worker", async () => {
  const { page, consoleErrors } = stage.visit;
  await openSite(page, url, `#/data?${BRIEF_RUN}`);
  await waitForRunFinished(page);
  const before = page.workers().length;
  const file = write("large.csv", largeRatings());
  await dropFile(page, file);
  await waitForDataset(page, file);
  await expect.poll(() => page.getByRole("banner").innerText()).toMatch(/700,000\sratings/);
  const cores = await page.evaluate(() => navigator.hardwareConcurrency);
  expect(page.workers().length - before).toBe(Math.min(3, cores - 1));
  expect(consoleErrors).toEqual([]);
});

test("the single file may connect to nothing, and has no service worker", async () => {
  const { page } = stage.visit;
  await openSite(page, url);
  const forbidden = await page.evaluate(async () => {
    const breach = new Promise<string>((resolve) => {
      document.addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective));
    });
    await fetch("data:,nothing").catch(() => undefined);
    return breach;
  });
  expect(forbidden).toBe("connect-src");
  expect(await page.content()).not.toMatch(/serviceWorker|rel="manifest"/);
});
