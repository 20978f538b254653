import { readFile } from "node:fs/promises";
import type { Locator, Page } from "playwright";
import { type ChartName, chartId } from "../../src/features/explore/chartIds";

/** The card of a chart on the Explore screen. */
export function chart(page: Page, name: ChartName): Locator {
  return page.locator(`#${chartId(name)}`);
}

/** The bar of a segment's value, or another mark that is named by it. */
export function bar(page: Page, name: ChartName, value: string): Locator {
  const start = new RegExp(`^${value.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}:`);
  return chart(page, name).getByRole("checkbox", { name: start });
}

/** One end of the range over a chart, as the keyboard holds it. */
export function handle(page: Page, name: ChartName, end: "First" | "Last"): Locator {
  return chart(page, name).getByRole("slider", { name: new RegExp(`^${end}`) });
}

/** How many ratings pass the filters: as the filter bar says, in figures. */
export async function ratingsShown(page: Page): Promise<number> {
  const amount = await page.getByRole("region", { name: "Filters" }).locator("strong").innerText();
  return Number(/[\d,]+/.exec(amount)?.[0].replaceAll(",", ""));
}

/** The filters in force, as their chips say. */
export async function chips(page: Page): Promise<string[]> {
  const list = page.getByRole("list", { name: "Filters in force" });
  const texts = await list.getByRole("listitem").allInnerTexts();
  return texts.map((text) => text.replaceAll("\u00a0", " "));
}

/**
 * Drag with the mouse over the plot of a chart with a range, from one bin's middle to another's by way of `moves` places.
 * `atEach` is awaited after every move, with the button down.
 */
export async function brush(
  card: Locator,
  { from, to, bins }: { from: number; to: number; bins: number },
  moves = 12,
  atEach: () => Promise<unknown> = async () => undefined,
): Promise<void> {
  const page = card.page();
  await card.scrollIntoViewIfNeeded();
  const plot = await card.locator("rect[data-transient][cursor]").boundingBox();
  if (!plot) throw new Error("The chart has no plot to drag over.");
  const x = (bin: number) => plot.x + ((bin + 0.5) / bins) * plot.width;
  const y = plot.y + plot.height / 2;
  await page.mouse.move(x(from), y);
  await page.mouse.down();
  for (let move = 1; move <= moves; move++) {
    await page.mouse.move(x(from + ((to - from) * move) / moves), y);
    await atEach();
  }
  await page.mouse.up();
}

/** Save a chart by its card's menu and give the file. */
export async function saveChart(
  card: Locator,
  format: "PNG" | "SVG" | "CSV",
): Promise<{ name: string; bytes: Buffer }> {
  const page = card.page();
  await card.getByRole("button", { name: "Save this chart" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: format }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}
