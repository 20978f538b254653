import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { MOST_FIRST_PAINT } from "../../scripts/build/firstPaint";
import { SITE } from "../../scripts/lib/site";
import { useStage } from "./studioTest";

const stage = useStage();

test("the frame is painted with less JavaScript than its budget, whatever comes later", async () => {
  const { page } = stage.visit;
  // What the page does not name itself, and no import of what it names, never arrives: screens and workers.
  const html = readFileSync(join(SITE, "index.html"), "utf8");
  const isNamed = (url: string) => html.includes(url.split("/").at(-1)!);
  await page.route(/\/assets\/[^/]+\.js$/, (route) => (isNamed(route.request().url()) ? route.continue() : undefined));
  await page.goto(`${stage.url}#/train`, { waitUntil: "commit" });
  await page.getByRole("navigation", { name: "Screens" }).waitFor();
  await expect
    .poll(() => page.evaluate(() => performance.getEntriesByName("first-contentful-paint").length))
    .toBeGreaterThan(0);
  const scripts = stage.served.filter((path) => path.endsWith(".js"));
  expect(scripts.length).toBeGreaterThan(0);
  const bytes = scripts.reduce((sum, path) => sum + gzipSync(readFileSync(join(SITE, path))).length, 0);
  expect(bytes).toBeLessThan(MOST_FIRST_PAINT);
});
