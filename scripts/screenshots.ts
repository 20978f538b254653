/** `npm run screenshots`: every screen of the built site on the built-in sample, light and dark, at 1280 × 800. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { SCREENS } from "../src/store/state";
import { launchChromium, newVisit } from "../tests/driver/browser";
import { serveFolder } from "../tests/driver/server";
import { goTo, openSite, waitForRunFinished } from "../tests/driver/studio";
import { ROOT } from "./lib/root";
import { buildSite, isSiteFresh, SITE } from "./lib/site";

const FOLDER = join(ROOT, "test-results", "screenshots");
/** Long enough for lazy screens, fonts and charts to be drawn. */
const SETTLE_MS = 1500;

if (!isSiteFresh()) await buildSite("stderr");
mkdirSync(FOLDER, { recursive: true });
const browser = await launchChromium();
const server = await serveFolder(SITE);
const { page } = await newVisit(browser);
await openSite(page, server.url, "#/train");
await waitForRunFinished(page);
for (const scheme of ["light", "dark"] as const) {
  await page.emulateMedia({ colorScheme: scheme });
  for (const screen of SCREENS) {
    await goTo(page, `#/${screen}`);
    await page.waitForTimeout(SETTLE_MS);
    const path = join(FOLDER, `${screen}-${scheme}.png`);
    await page.screenshot({ path });
    console.log(path);
  }
}
await browser.close();
await server.close();
