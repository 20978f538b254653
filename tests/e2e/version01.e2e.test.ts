import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../../scripts/lib/root";
import type { ReportDocument } from "../../src/features/report/document";
import { dropFile, goTo, keepNothing, openSite, saveReportJson, waitForDataset } from "../driver/studio";
import { expectQuiet, useStage } from "./studioTest";

const stage = useStage();
const FOLDER = join(ROOT, "tests", "fixtures", "version-0.1");

test("a workspace that version 0.1 saved opens in the page, is recomputed as saved, and reports what was reported then", async () => {
  const { page } = stage.visit;
  await keepNothing(page);
  await openSite(page, stage.url, "#/data");
  await page.getByTestId("file-input").waitFor({ state: "attached" });
  await dropFile(page, join(FOLDER, "workspaces", "ratings.collabnn"));
  await waitForDataset(page, "ratings.csv");
  await page.getByText(/ratings\.collabnn is open: 8\sruns, saved/).waitFor();
  const proven = page.getByText(/^Run \d+: test .* recomputed from the stored weights, as saved/);
  await expect.poll(() => proven.count()).toBe(8);

  await goTo(page, "#/train");
  await page.getByTestId("run-3").click();
  await goTo(page, "#/report");
  const before = JSON.parse(readFileSync(join(FOLDER, "reports", "collabnn.json"), "utf8")) as ReportDocument;
  await page.getByText(before.test.rmse!.toFixed(4)).first().waitFor();
  const now = JSON.parse(await saveReportJson(page)) as ReportDocument;
  expect(now).toMatchObject({ ...before, recommendations: {} });
  expectQuiet(stage);
});
