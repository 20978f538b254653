import { readFileSync } from "node:fs";
import type { Page } from "playwright";
import { expect, test } from "vitest";
import type { ReportDocument } from "../../src/features/report/document";
import { dropFile, goTo, openSite, saveReportJson, train, waitForDataset, waitForRunFinished } from "../driver/studio";
import { brokenRules } from "./axe";
import { smallRatings, useFiles } from "./files";
import { useStage } from "./studioTest";

const stage = useStage();
const write = useFiles();

const SETTINGS = "epochs=6&factors=4&sides=brand&backend=wasm";

/** An export of the shop: ratings of its first users and products, as far as these numbers. */
function shop(users: number, products: number): string {
  const [head, ...lines] = smallRatings().trimEnd().split("\n");
  const isOld = (line: string) => {
    const [product, user] = line.split(",");
    return Number(product!.slice(1)) < products && Number(user!.slice(1)) < users;
  };
  return `${[head, ...lines.filter(isOld)].join("\n")}\n`;
}

async function report(page: Page): Promise<ReportDocument> {
  await goTo(page, "#/report");
  return JSON.parse(await saveReportJson(page)) as ReportDocument;
}

test("a run goes on with a newer file: scored as it is, continued, and the same after a workspace is reopened", async () => {
  const { page } = stage.visit;
  const [may, june] = [write("shop-may.csv", shop(90, 50)), write("shop-june.csv", smallRatings())];
  await openSite(page, stage.url, "#/data?backend=wasm&epochs=1");
  await dropFile(page, may);
  await waitForDataset(page, may);
  await goTo(page, `#/train?${SETTINGS}`);
  await train(page);
  await waitForRunFinished(page);
  await goTo(page, "#/data");
  await dropFile(page, june);
  await waitForDataset(page, june);

  const line = page.getByText("90 of 120 users and 50 of 60 products are known to it.");
  await line.waitFor();
  await page.getByTestId("earlier-to-train").click();
  const offer = page.getByTestId("earlier-offer");
  await expect
    .poll(() => offer.textContent())
    .toMatch(/Run \d+ \(Hybrid.*\) on shop-may\.csv can go on with this file/);
  expect(await page.getByTestId("earlier-epochs").inputValue()).toBe("6");
  expect(await brokenRules(page)).toEqual([]);

  await page.getByTestId("score-earlier").click();
  await waitForRunFinished(page);
  const scored = await report(page);
  expect(scored.run.notes[0]).toMatch(
    /^This is run \d+ on shop-may\.csv, scored as it is\. It knew 90 users of 120 and 50 products of 60\. [\d,]+ ratings that its training had seen went/,
  );
  expect(scored.test.rmse).toBeLessThan(scored.baselines.find(({ name }) => name === "global mean")!.rmse!);

  await goTo(page, "#/train");
  await page.getByTestId("earlier-epochs").fill("3");
  await page.getByTestId("continue-earlier").click();
  await waitForRunFinished(page);
  await page
    .getByText(/This run continues run \d+ on shop-may\.csv\./)
    .first()
    .waitFor();
  expect(await offer.count()).toBe(0);
  const continued = await report(page);
  expect(continued.run.epochs).toHaveLength(3);
  expect(continued.split).toEqual({ ...scored.split, newUserShare: expect.any(Number) });
  expect(continued.rivals).toHaveLength(1);
  expect(continued.test.rmse!).toBeLessThan(scored.test.rmse!);

  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Control+s")]);
  const workspace = write("shop.collabnn", readFileSync(await download.path()));
  await goTo(page, "#/data");
  await dropFile(page, workspace);
  // What the weights of both come to on the test part, worked out on the CPU, is what was saved.
  const proven = page.getByText(/recomputed from the stored weights, as saved/);
  await expect.poll(() => proven.count(), { timeout: 20_000 }).toBe(2);
  const again = await report(page);
  expect(again.run.notes).toEqual(continued.run.notes);
  expect(again.test).toEqual(continued.test);
});
