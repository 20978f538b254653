import { expect, test } from "vitest";
import { BRIEF_RUN, dropFile, goTo, openSite, train, waitForDataset, waitForRunFinished } from "../driver/studio";
import { smallRatings, useFiles } from "./files";
import { expectQuiet, useStage } from "./studioTest";

const stage = useStage({ base: "/some/folder/" });
const write = useFiles();

test.each(["webgl", "wasm"])("the site works from a sub-folder of its host, on %s", async (backend) => {
  const { page } = stage.visit;
  const file = write("small.csv", smallRatings());
  await openSite(page, stage.url, "#/data");
  await dropFile(page, file);
  await waitForDataset(page, file);
  await goTo(page, `#/train?model=collabnn&epochs=1&backend=${backend}`);
  await train(page);
  await waitForRunFinished(page);
  expectQuiet(stage);
});

test("in a sub-folder the site keeps itself for offline use, and leaves the host's other pages alone", async () => {
  const { page } = stage.visit;
  const ready = page.getByRole("region", { name: "Ready offline" });
  await openSite(page, stage.url, `#/report?${BRIEF_RUN}`);
  await ready.waitFor();
  const scope = await page.evaluate(async () => (await navigator.serviceWorker.ready).scope);
  expect(scope).toBe(stage.url);

  await page.context().setOffline(true);
  for (const address of ["", "index.html", "?from=link"]) {
    await openSite(page, stage.url + address, `#/report?${BRIEF_RUN}`);
    await page.getByRole("heading", { level: 1, name: "Report" }).waitFor();
  }
  await page.context().setOffline(false);
  // Another page of the host, which has none there.
  await page.goto(`${stage.url}other/page.html`).catch(() => undefined);
  expect(stage.served).toContain("/some/folder/other/page.html");
});
