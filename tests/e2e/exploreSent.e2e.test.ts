import { expect, test } from "vitest";
import type { ReportDocument } from "../../src/features/report/document";
import { bar, chart, chips, handle, ratingsShown } from "../driver/explore";
import { openSite, saveReportJson, train, waitForRunFinished } from "../driver/studio";
import { exploreCsv, passing, ROWS, type Row, SPEAKERS } from "./exploreRatings";
import { BRIEF, expectRatings, openInExplore, wordsOf } from "./exploring";
import { useFiles } from "./files";
import { expectQuiet, useStage } from "./studioTest";

const stage = useStage();
const write = useFiles();

const isLit = ({ category }: Row) => category === "Lamps" || category === SPEAKERS;
const isWomans = ({ userGender, brand }: Row) => userGender === "Female" && brand === "Cor";

test("a part of the ratings is trained on alone, and its users and products are looked among alone", async () => {
  const { page } = stage.visit;
  await openSite(page, stage.url, `#/data?${BRIEF}`);
  await openInExplore(page, write("shop.csv", exploreCsv()));
  await bar(page, "category", "Lamps").click();
  await bar(page, "category", SPEAKERS).click();
  await expectRatings(page, passing(isLit), "two categories");
  await page.getByRole("button", { name: "Train on these" }).click();
  const notice = page.getByText("The next run trains and is measured on a part of the ratings");
  await notice.waitFor();
  expect(await wordsOf(page.getByRole("main"))).toContain(`Category: Lamps, ${SPEAKERS}`);
  await train(page);
  await waitForRunFinished(page);
  await page.getByRole("link", { name: "Report" }).click();
  const report = JSON.parse(await saveReportJson(page)) as ReportDocument;
  const { train: trained, validation, test: tested } = report.split;
  expect(trained + validation + tested).toBe(passing(isLit).length);
  expect(report.dataset.accepted).toBe(ROWS.length);

  await page.getByRole("link", { name: "Explore" }).click();
  await chart(page, "error").waitFor();
  const filters = page.getByRole("region", { name: "Filters" });
  const rmse = `RMSE ${report.test.rmse!.toFixed(4)} over ${tested} test ratings`;
  await expect.poll(() => wordsOf(filters)).toContain(rmse);
  await page.getByRole("button", { name: "Reset" }).click();
  await expectRatings(page, ROWS, "all");
  // Other ratings were not predicted.
  await expect.poll(() => wordsOf(filters)).toContain(rmse);
  await handle(page, "error", "First").press("ArrowRight");
  await expect.poll(() => chips(page)).toEqual([expect.stringMatching(/^Error /)]);
  await expect.poll(() => ratingsShown(page)).toBeLessThan(tested);
  await page.getByRole("button", { name: "Reset" }).click();
  await expectRatings(page, ROWS, "all");

  await page.getByRole("link", { name: "Train" }).click();
  await page.getByRole("button", { name: "Use all ratings" }).click();
  await notice.waitFor({ state: "detached" });
  await expect.poll(() => page.url()).not.toContain("only=");

  await page.getByRole("link", { name: "Explore" }).click();
  await bar(page, "userGender", "Female").click();
  await bar(page, "brand", "Cor").click();
  await expectRatings(page, passing(isWomans), "women's ratings of a brand");
  const users = new Set(passing(isWomans).map(({ user }) => user));
  const products = new Set(passing(isWomans).map(({ product }) => product));
  await page.getByRole("button", { name: "Recommend among these" }).click();
  await page.getByText("Only customers and products with ratings that pass").waitFor();
  const matches = page.getByTestId("customer-search-found").getByRole("option");
  await expect.poll(() => matches.count()).toBe(users.size);
  const listed = await matches.allInnerTexts();
  expect(new Set(listed.map((text) => text.split("\n")[0]))).toEqual(users);
  await expect.poll(async () => users.has(await page.getByTestId("customer-id").innerText())).toBe(true);
  const list = await page.getByTestId("recommendations").innerText();
  const recommended = list.match(/\bp\d+\b/g) ?? [];
  expect(recommended.length).toBeGreaterThan(0);
  expect(recommended.filter((product) => !products.has(product))).toEqual([]);
  await page.getByRole("button", { name: "Use all ratings" }).click();
  await expect.poll(() => matches.count()).toBeGreaterThan(users.size);
  expectQuiet(stage);
});
