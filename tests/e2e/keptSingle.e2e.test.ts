import { pathToFileURL } from "node:url";
import type { Page } from "playwright";
import { beforeAll, expect, test } from "vitest";
import { SINGLE } from "../../scripts/lib/site";
import { dropFile, goTo, openSite, snapshot, train, waitForDataset, waitForRunFinished } from "../driver/studio";
import { smallRatings, useFiles } from "./files";
import { waitForKept, waitForListed } from "./keeping";
import { ensureSingle, useVisit } from "./studioTest";

const stage = useVisit();
const write = useFiles();
beforeAll(ensureSingle);

/** The records of all Runs in the page's database. */
function records(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const files = await new Promise<Map<string, Blob>>((resolve, reject) => {
      const opening = indexedDB.open("collabnn-workspaces");
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const store = opening.result.transaction("files").objectStore("files");
        const [names, contents] = [store.getAllKeys(), store.getAll()];
        opening.result.close();
        contents.onsuccess = () => resolve(new Map(names.result.map((name, i) => [String(name), contents.result[i]])));
      };
    });
    const texts = [...files].filter(([name]) => name.endsWith("run.json")).map(([, content]) => content.text());
    return (await Promise.all(texts)).join();
  });
}

test("a page from a folder, which has no file storage, keeps its data in the browser's database", async () => {
  const { page, consoleErrors, pageErrors } = stage.visit;
  const small = write("small.csv", smallRatings());
  await openSite(page, pathToFileURL(SINGLE).href, "#/data?backend=wasm&epochs=1");
  await dropFile(page, small);
  await waitForDataset(page, small);
  await goTo(page, "#/train?backend=wasm&epochs=1");
  await train(page);
  await waitForRunFinished(page);
  await goTo(page, "#/data?backend=wasm&epochs=1");
  await expect.poll(() => page.getByTestId("kept-sentence").innerText()).toContain("in the database");
  await expect.poll(() => page.getByTestId("keeping").innerText()).toMatch(/small\.csv, .*with 1\srun/);
  await waitForKept(page);
  await expect.poll(() => records(page)).toContain('"status": "finished"');
  await waitForListed(page, "small.csv", 1);
  await page.reload();
  await page
    .getByText(/small\.csv and 1\srun are back/)
    .first()
    .waitFor();
  await expect.poll(async () => (await snapshot(page)).status).toMatch(/^Run \d+: test RMSE/);
  expect(pageErrors).toEqual([]);
  expect(consoleErrors).toEqual([]);
});
