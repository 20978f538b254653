import { expect, test } from "vitest";
import { saveChart } from "../driver/explore";
import { BRIEF_RUN, openSite, waitForRunFinished } from "../driver/studio";
import { whenDrawn } from "./exploring";
import { coloursIn, lookAt, pngSize } from "./savedFigures";
import { expectQuiet, useStage } from "./studioTest";

const stage = useStage();

test("every chart of the sample, those with a search and a select too, is saved as an SVG that opens and a PNG that shows it", async () => {
  const { page } = stage.visit;
  await openSite(page, stage.url, `#/explore?${BRIEF_RUN}`);
  await waitForRunFinished(page);
  await whenDrawn(page);
  const cards = page
    .locator("section[id^=chart-]")
    .filter({ has: page.getByRole("button", { name: "Save this chart" }) });
  const ids = await cards.evaluateAll((sections) => sections.map(({ id }) => id));
  expect(ids).toEqual(expect.arrayContaining(["chart-brand", "chart-category", "chart-error", "chart-means"]));
  // Its controls are what a saved chart must not take with it.
  expect(await page.locator("#chart-brand").getByRole("combobox", { name: "How many are shown" }).count()).toBe(1);
  for (const id of ids) {
    const card = page.locator(`#${id}`);
    const svg = await saveChart(card, "SVG");
    const seen = await lookAt(page, svg.bytes);
    expect(seen, id).toMatchObject({ broken: null, name: "svg", foreign: [] });
    expect(seen.marks, id).toBeGreaterThan(0);
    const png = await saveChart(card, "PNG");
    expect(pngSize(png.bytes), id).toEqual(seen.size.map((side) => 2 * side));
    expect(await coloursIn(page, png.bytes), id).toBeGreaterThan(8);
    expect(await card.getByRole("alert").count(), id).toBe(0);
  }
  expectQuiet(stage);
});
