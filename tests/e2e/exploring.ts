import type { Locator, Page } from "playwright";
import { expect } from "vitest";
import { chart, handle, ratingsShown } from "../driver/explore";
import { BRIEF_RUN, dropFile, goTo, waitForDataset } from "../driver/studio";
import type { Row } from "./exploreRatings";

/** Settings of a link: little training behind what is tested. */
export const BRIEF = BRIEF_RUN;

/** Open the file, and go to Explore by a link with this query. */
export async function openInExplore(page: Page, file: string, query = BRIEF): Promise<void> {
  await dropFile(page, file);
  await waitForDataset(page, file);
  await goTo(page, `#/explore?${query}`);
  await whenDrawn(page);
}

/** Wait until all charts have found their sizes, the last card's too. */
export async function whenDrawn(page: Page): Promise<void> {
  await handle(page, "productActivity", "Last").waitFor();
}

/** What the screen, or a part of it, says; numbers and their nouns stand apart by plain spaces. */
export async function wordsOf(place: Locator): Promise<string> {
  return (await place.innerText()).replaceAll("\u00a0", " ");
}

/** Wait until these rows pass: as the filter bar says at once, and then the charts, all of them together. */
export async function expectRatings(page: Page, rows: readonly Pick<Row, "product">[], message: string): Promise<void> {
  await expect.poll(() => ratingsShown(page), { message, interval: 20 }).toBe(rows.length);
  const products = new Set(rows.map(({ product }) => product)).size;
  const said = new RegExp(`^n = ${products} products?$`, "m");
  await expect.poll(() => wordsOf(chart(page, "productActivity")), { message, interval: 20 }).toMatch(said);
}

/** The marks of every chart, by the id of its card. */
export function drawings(page: Page): Promise<Record<string, string>> {
  return page.evaluate(() => {
    const cards = Array.from(document.querySelectorAll("section[id^=chart-]"), (card) => {
      const marks = Array.from(card.querySelectorAll("svg[role]"), (svg) => svg.innerHTML);
      return [card.id, marks.join("")];
    });
    return Object.fromEntries(cards.filter(([, marks]) => marks !== ""));
  });
}

/** Wait until no chart is drawn as it was before. */
export async function expectRedrawn(page: Page, before: Record<string, string>): Promise<void> {
  const unchanged = async () => {
    const now = await drawings(page);
    return Object.keys(before).filter((card) => now[card] === undefined || now[card] === before[card]);
  };
  await expect.poll(unchanged).toEqual([]);
}

/** Wherever the screen shows, reads out or draws what is no figure: as charts, and then as tables. */
export async function badFigures(page: Page): Promise<string[]> {
  const find = () =>
    page.evaluate(() => {
      const { outerHTML } = document.querySelector("main")!;
      return outerHTML.match(/.{0,60}\b(NaN|undefined|Infinity|null)\b.{0,20}/g) ?? [];
    });
  const asCharts = await find();
  const views = page.locator("main input[value=table]");
  await views.evaluateAll((inputs) => {
    for (const input of inputs) (input as HTMLInputElement).click();
  });
  await expect.poll(() => page.getByRole("table").count()).toBeGreaterThanOrEqual(await views.count());
  return [...asCharts, ...(await find())];
}
