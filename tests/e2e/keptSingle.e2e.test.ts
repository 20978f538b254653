import { pathToFileURL } from "node:url";
import type { Page } from "playwright";
import { beforeAll, expect, test } from "vitest";
import { SINGLE } from "../../scripts/lib/site";
import { dropFile, goTo, openSite, snapshot, train, waitForDataset, waitForRunFinished } from "../driver/studio";
import { smallRatings, useFiles } from "./files";
import { waitForKept } from "./keeping";
import { ensureSingle, useVisit } from "./studioTest";

const stage = useVisit();
const write = useFiles();
beforeAll(ensureSingle);

/** The last parts of the names of all files in the page's database. */
function names(page: Page): Promise<string[]> {
  return page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open("collabnn-workspaces");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const reading = opening.result.transaction("files").objectStore("files").getAllKeys();
          reading.onsuccess = () =>
            resolve((reading.result as string[][]).map(([, name = ""]) => name.split("/").at(-1) ?? ""));
          opening.result.close();
        };
      }),
  );
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
  await expect.poll(() => names(page)).toContain("model.safetensors");
  await page.reload();
  await page
    .getByText(/small\.csv and 1\srun are back/)
    .first()
    .waitFor();
  await expect.poll(async () => (await snapshot(page)).status).toMatch(/^Run \d+: test RMSE/);
  expect(pageErrors).toEqual([]);
  expect(consoleErrors).toEqual([]);
});
