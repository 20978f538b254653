/**
 * `npm run screenshots`: every screen of the built site on the built-in sample, light and dark, at 1280 × 800; Explore
 * also as a whole, without and with a filter.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { SCREENS } from "../src/features/frame/viewSlice";
import { launchChromium, newVisit } from "../tests/driver/browser";
import { serveFolder } from "../tests/driver/server";
import { goTo, openSite, waitForRunFinished } from "../tests/driver/studio";
import { ROOT } from "./lib/root";
import { buildSite, isSiteFresh, SITE } from "./lib/site";

const FOLDER = join(ROOT, "test-results", "screenshots");
/** Long enough for lazy screens, fonts and charts to be drawn. */
const SETTLE_MS = 1500;
/** Of several kinds, so that every chart shows what is left out. */
const FILTER = "category:Headphones,Home Audio;userGender:Female,Male;rating:3..5;time:2012-01-01..2016-12-31";

if (!isSiteFresh()) await buildSite("stderr");
mkdirSync(FOLDER, { recursive: true });
const browser = await launchChromium();
const server = await serveFolder(SITE);
const { page } = await newVisit(browser);

async function shoot(name: string): Promise<void> {
  await page.waitForTimeout(SETTLE_MS);
  const path = join(FOLDER, `${name}.png`);
  await page.screenshot({ path });
  console.log(path);
}

/** The screen in a window that is high enough for all of it. */
async function shootWhole(name: string): Promise<void> {
  const size = page.viewportSize()!;
  await page.waitForTimeout(SETTLE_MS);
  const hidden = await page.getByRole("main").evaluate((main) => main.scrollHeight - main.clientHeight);
  await page.setViewportSize({ ...size, height: size.height + hidden });
  await shoot(name);
  await page.setViewportSize(size);
}

await openSite(page, server.url, "#/train");
await waitForRunFinished(page);
for (const scheme of ["light", "dark"] as const) {
  await page.emulateMedia({ colorScheme: scheme });
  for (const screen of SCREENS) {
    await goTo(page, `#/${screen}`);
    await shoot(`${screen}-${scheme}`);
  }
  await goTo(page, "#/explore");
  await shootWhole(`explore-whole-${scheme}`);
  await goTo(page, `#/explore?filter=${FILTER}`);
  await shootWhole(`explore-filtered-${scheme}`);
}
await browser.close();
await server.close();
