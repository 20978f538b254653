import { expect, test } from "vitest";
import { BRIEF_RUN, openSite, waitForRunFinished } from "../driver/studio";
import { brokenRules } from "./axe";
import { smallRatings, useFiles } from "./files";
import { expectQuiet, useStage } from "./studioTest";
import { doWholeJob } from "./wholeJob";

const stage = useStage();
const write = useFiles();

test("after a first visit the whole job works without the network, and asks the server for nothing", async () => {
  const { page } = stage.visit;
  await openSite(page, stage.url, `#/train?${BRIEF_RUN}`);
  const note = page.getByRole("region", { name: "Ready offline" });
  await note.waitFor();
  expect(await brokenRules(page)).toEqual([]);
  await note.getByRole("button", { name: "Dismiss" }).click();
  await expect.poll(() => note.count()).toBe(0);

  const before = stage.served.length;
  await page.context().setOffline(true);
  await page.reload();
  await waitForRunFinished(page);
  await doWholeJob(page, write("small.csv", smallRatings()));
  expect(await note.count()).toBe(0);
  expectQuiet(stage);
  // After each navigation the browser itself looks for a new service worker, to learn of a new version.
  const asked = stage.served.slice(before).filter((path) => path !== "/service.worker.js");
  expect(asked).toEqual([]);
});
