import { readFile } from "node:fs/promises";
import type { Page } from "playwright";
import { expect, test } from "vitest";
import { goTo, openCustomer, openSite, waitForRunFinished } from "../driver/studio";
import { brokenRules } from "./axe";
import { badFigures } from "./exploring";
import { expectQuiet, useStage } from "./studioTest";

const stage = useStage();

/** Ids or titles of the products in a list, best first. */
async function listed(page: Page, testId: string): Promise<string[]> {
  const names = await page.getByTestId(testId).locator("tbody tr td:nth-child(2)").allInnerTexts();
  return names.map((name) => name.split("\n")[0]);
}

async function tab(page: Page, name: string): Promise<void> {
  await page.getByRole("tab", { name, exact: true }).click();
}

test("from a customer to the reasons, a similar product, a new customer's list and the lists of all as a file", async () => {
  const { page } = stage.visit;
  await openSite(page, stage.url, "#/train?epochs=3&backend=wasm");
  await waitForRunFinished(page);
  await goTo(page, "#/recommend?epochs=3");
  const first = await page
    .getByTestId("customer-search-found")
    .getByRole("option")
    .nth(2)
    .locator("span")
    .first()
    .innerText();
  const second = await page
    .getByTestId("customer-search-found")
    .getByRole("option")
    .nth(5)
    .locator("span")
    .first()
    .innerText();
  await openCustomer(page, first);
  const list = await listed(page, "recommendations");
  expect(list).toHaveLength(10);

  // Reasons: the summands add up to the sum that is said.
  await page.getByRole("button", { name: `Why ${list[0]}?` }).click();
  const why = page.getByTestId("why");
  await why.getByText(/^Together/).waitFor();
  const chart = await why.getByTestId("why-sum").locator("svg[role=img]").getAttribute("aria-label");
  const terms = [...chart!.matchAll(/([+−])(\d+\.\d\d)(?=,|\. T)/g)].map(
    ([, sign, size]) => (sign === "−" ? -1 : 1) * Number(size),
  );
  const [, sign, sum] = /Together ([+−]?)(\d+\.\d\d)/.exec(chart!)!;
  expect(terms.length).toBeGreaterThan(3);
  const added = terms.reduce((total, term) => total + term, 0);
  expect(Math.abs(added - (sign === "−" ? -1 : 1) * Number(sum))).toBeLessThan(0.006 * (terms.length + 1));
  expect(await why.getByTestId("why-interest").locator("svg[role=img]").getAttribute("aria-label")).toMatch(/Interest/);
  expect(await brokenRules(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await why.waitFor({ state: "detached" });

  // Filters: one category alone; what they take is said; back to the plain list.
  await page.getByRole("button", { name: /^Filters and order/ }).click();
  await page.getByRole("combobox", { name: "Category" }).click();
  await page.getByRole("option", { name: "Headphones", exact: true }).click();
  await page.keyboard.press("Escape");
  await page.getByText(/taken by filters/).waitFor();
  const about = await page.getByTestId("recommendations").locator("tbody tr").allInnerTexts();
  expect(about.every((row) => row.includes("Headphones"))).toBe(true);
  await page.getByRole("button", { name: "Back to the plain list" }).click();
  await expect.poll(() => listed(page, "recommendations")).toEqual(list);

  // A product that is pressed is shown, with products like it.
  await page.getByTestId("recommendations").getByRole("button", { name: list[0] }).first().click();
  await page.getByRole("heading", { name: "Which products are like it?" }).waitFor();
  expect(await page.locator("main").innerText()).toContain(list[0]);
  expect(await brokenRules(page)).toEqual([]);

  // Somebody who is not in the file: the list follows each rating.
  await tab(page, "New customer");
  await page.getByText(/Nothing is known of this customer yet/).waitFor();
  const unknown = await listed(page, "new-recommendations");
  expect(unknown).toHaveLength(10);
  const found = page.getByTestId("new-customer-search-found").getByRole("option");
  await found.nth(0).click();
  await found.nth(1).click();
  await page.getByText(/Follows from 2/).waitFor();
  await page.getByRole("radiogroup").first().getByText("1", { exact: true }).click();
  await expect.poll(() => listed(page, "new-recommendations")).not.toEqual(unknown);
  expect(await brokenRules(page)).toEqual([]);

  await tab(page, "Map");
  await page.getByText(/products drawn/).waitFor();
  expect(await brokenRules(page)).toEqual([]);
  await tab(page, "Compare");
  await page.getByRole("textbox", { name: "Another customer" }).fill(second);
  await page.getByRole("button", { name: "Compare" }).click();
  await page.getByText(/in both lists/).waitFor();

  await tab(page, "In bulk");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save lists" }).click(),
  ]);
  const csv = await readFile(await download.path(), "utf8");
  const ofFirst = csv.split(/\r?\n/).filter((line) => line.startsWith(`"${first}",`));
  expect(ofFirst).toHaveLength(10);
  expect(ofFirst[0]).toContain(list[0]);
  expect(await brokenRules(page)).toEqual([]);
  expect(await badFigures(page)).toEqual([]);
  expectQuiet(stage);
});
