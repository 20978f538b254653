import type { Page } from "playwright";
import { expect, test } from "vitest";
import { makeSample } from "../../src/engine/read/sample/sample";
import { bar, brush, chart, chips, handle, ratingsShown } from "../driver/explore";
import { goTo, openSite } from "../driver/studio";
import { brokenRules } from "./axe";
import { bareCsv, exploreCsv, MONTHS, monthOf, passing, ROWS, type Row, SPEAKERS } from "./exploreRatings";
import {
  BRIEF,
  badFigures,
  drawings,
  expectRatings,
  expectRedrawn,
  openInExplore,
  whenDrawn,
  wordsOf,
} from "./exploring";
import { useFiles } from "./files";
import { expectQuiet, useStage } from "./studioTest";

const stage = useStage();
const write = useFiles();

/** Open a file in Explore. */
async function explore(name: string, csv: string): Promise<Page> {
  const { page } = stage.visit;
  await openSite(page, stage.url, `#/data?${BRIEF}`);
  await openInExplore(page, write(name, csv));
  return page;
}

const isLamp = ({ category }: Row) => category === "Lamps";
const isLit = ({ category }: Row) => category === "Lamps" || category === SPEAKERS;
const within = (first: number, last: number) => (row: Row) => monthOf(row) >= first && monthOf(row) <= last;
const upTo = (rating: number) => (row: Row) => row.rating <= rating;

test("bars, brushes and keys narrow all charts to the rows that pass, step by step and back, and the link says which", async () => {
  const page = await explore("shop.csv", exploreCsv());
  const steps: (readonly Row[])[] = [ROWS];
  const step = async (rows: readonly Row[], what: string) => {
    await expectRatings(page, rows, what);
    steps.push(rows);
  };
  await expectRatings(page, ROWS, "all");
  expect(await page.getByRole("button", { name: "Undo" }).isDisabled()).toBe(true);

  const before = await drawings(page);
  await bar(page, "category", "Lamps").click();
  await step(passing(isLamp), "a bar");
  expect(Object.keys(before).length).toBeGreaterThan(8);
  await expectRedrawn(page, before);
  expect(await chips(page)).toEqual(["Category: Lamps"]);
  for (const [name, value, holds] of [
    ["userGender", "Female", (row: Row) => row.userGender === "Female"],
    ["userGender", "Unknown", (row: Row) => row.userGender === ""],
    ["brand", "Bel", (row: Row) => row.brand === "Bel"],
    ["category", SPEAKERS, (row: Row) => row.category === SPEAKERS],
  ] as const) {
    // The chart that is filtered by shows what it would add.
    const shown = name === "category" ? passing(holds) : passing(isLamp, holds);
    const spoken = await bar(page, name, value).getAttribute("aria-label");
    expect(spoken).toContain(`${value}: ${shown.length} of ${passing(holds).length.toLocaleString("en")} ratings`);
  }

  await bar(page, "category", SPEAKERS).click();
  await step(passing(isLit), "a second bar");
  expect(await chips(page)).toEqual([`Category: Lamps, ${SPEAKERS}`]);
  await brush(chart(page, "time"), { from: 10, to: 40, bins: MONTHS });
  await step(passing(isLit, within(10, 40)), "a brush");
  expect(await chips(page)).toContain("1 Nov 2011 to 31 May 2014");
  await handle(page, "time", "First").press("ArrowRight");
  await step(passing(isLit, within(11, 40)), "a key on the brush");
  await handle(page, "distribution", "Last").press("ArrowLeft");
  await step(passing(isLit, within(11, 40), upTo(4)), "a key on another chart");
  await bar(page, "userGender", "Unknown").press("Space");
  const isUnknown = ({ userGender }: Row) => userGender === "";
  await step(passing(isLit, within(11, 40), upTo(4), isUnknown), "a key on a bar");
  expect(new Set(steps.map(({ length }) => length)).size).toBe(steps.length);
  expect(steps.at(-1)!.length).toBeGreaterThan(0);

  const filter = `category:Lamps,Speakers\\, loud\\; 5\\:1 \\\\ more;userGender:;rating:1..4;time:2011-12-01..2014-05-31`;
  await expect.poll(() => decodeURIComponent(new URL(page.url()).hash)).toBe(`#/explore?filter=${filter}&${BRIEF}`);
  const { hash } = new URL(page.url());

  for (const rows of steps.slice(0, -1).reverse()) {
    await page.getByRole("button", { name: "Undo" }).click();
    await expectRatings(page, rows, "undone");
  }
  expect(await page.getByRole("button", { name: "Undo" }).isDisabled()).toBe(true);

  await page.reload();
  await page.getByRole("region", { name: "Filters" }).waitFor();
  await page.getByRole("link", { name: "Data" }).click();
  await openInExplore(page, write("shop.csv", exploreCsv()), hash.replace(/^.*\?/, ""));
  await expectRatings(page, steps.at(-1)!, "by the link");
  await page.getByRole("button", { name: /^Remove the filter Category/ }).click();
  await expectRatings(page, passing(within(11, 40), upTo(4), isUnknown), "a chip removed");
  expect(await chips(page)).toHaveLength(3);
  await page.getByRole("button", { name: "Reset" }).click();
  await expectRatings(page, ROWS, "reset");
  expect(await chips(page)).toEqual([]);
  await page.getByRole("button", { name: "Undo" }).click();
  await expectRatings(page, passing(within(11, 40), upTo(4), isUnknown), "the reset undone");
  expectQuiet(stage);
});

test("filters that leave nothing, or one rating, are answered with sentences", async () => {
  const page = await explore("shop.csv", exploreCsv());
  await goTo(page, `#/explore?filter=category:Lamps;time:1999-01-01..1999-12-31&${BRIEF}`);
  await expectRatings(page, [], "nothing");
  const text = await wordsOf(page.getByRole("main"));
  expect(text.match(/No rating passes the filters\./g)?.length).toBeGreaterThan(8);
  expect(text).toContain("0 users of 0 products");
  expect(await badFigures(page)).toEqual([]);
  await expect.poll(() => brokenRules(page)).toEqual([]);

  const one = ROWS[0];
  const { category, brand, date } = one;
  await goTo(page, `#/explore?filter=category:${category};brand:${brand};time:${date}..${date}&${BRIEF}`);
  await expectRatings(page, [one], "one");
  expect(await badFigures(page)).toEqual([]);
  expectQuiet(stage);
});

test("a file with nothing but users, products and ratings has the charts that can be, and a line on what to add", async () => {
  const page = await explore("bare.csv", bareCsv());
  const cards = Object.keys(await drawings(page));
  expect(cards.sort()).toEqual(["chart-distribution", "chart-productActivity", "chart-userActivity"]);
  const add =
    "a column with times, a column with the user’s gender, a column with the gender that a product is marketed to";
  expect(await wordsOf(page.getByRole("main"))).toContain(`To see more here, add ${add}, a column with categories`);
  await expect.poll(() => brokenRules(page)).toEqual([]);
  await handle(page, "distribution", "First").press("End");
  await expectRatings(
    page,
    passing(({ rating }) => rating === 5),
    "the highest rating",
  );
  await expect.poll(() => brokenRules(page)).toEqual([]);
  expect(await badFigures(page)).toEqual([]);
  expectQuiet(stage);
});

/** Products of the demo sample's ratings in a category, of at least so much, read in its file. */
function demoRows(category: string, rating: number): Pick<Row, "product">[] {
  const lines = [...makeSample("demo").csv()].flatMap(({ text }) => text.trimEnd().split("\n"));
  const rows = lines.map((line) => line.split(","));
  return rows
    .filter((row) => row[5] === category && Number(row[2]) >= rating)
    .map(([product]) => ({ product: product! }));
}

test("every sample is shown without a gap or an error, and a link with a filter shows the same after a reload", async () => {
  const { page } = stage.visit;
  const rows = demoRows("Headphones", 4);
  await openSite(page, stage.url, `#/explore?filter=category:Headphones;rating:4..5&${BRIEF}`);
  await whenDrawn(page);
  await expectRatings(page, rows, "by the link");
  expect(await badFigures(page)).toEqual([]);
  await page.reload();
  await whenDrawn(page);
  await expectRatings(page, rows, "after a reload");
  for (const [sample, ratings] of [
    ["Sparse", 50_000],
    ["Full size", 1_292_954],
  ] as const) {
    await page.getByRole("link", { name: "Data" }).click();
    await page.getByRole("button", { name: "Samples" }).click();
    await page.getByRole("menuitem", { name: new RegExp(`^${sample}`) }).click();
    await page.getByRole("link", { name: "Explore" }).click();
    await expect.poll(() => ratingsShown(page).catch(() => 0), { message: sample, timeout: 60_000 }).toBe(ratings);
    await whenDrawn(page);
    const before = await drawings(page);
    await bar(page, "category", "Headphones").click();
    await expect.poll(() => ratingsShown(page)).toBeLessThan(ratings);
    await expectRedrawn(page, before);
    expect(await badFigures(page), sample).toEqual([]);
  }
  expectQuiet(stage);
});
