import type { BrowserContext } from "playwright";
import { launchChromium, newVisit } from "../../driver/browser";
import type { Figure, Row } from "../row";
import { MEASUREMENTS, median, milliseconds } from "../statistics";

const PAINT_MS = 1000;
const INTERACTIVE_MS = 2000;

interface Opening {
  /** First contentful paint, in ms after the navigation began. */
  paint: number;
  /** When another screen is shown, whose link was pressed as soon as the first one was there. */
  interactive: number;
}

/** Open the site in a new tab and press the link to Explore as soon as a screen is there. */
async function open(context: BrowserContext, site: string): Promise<Opening> {
  const page = await context.newPage();
  // No named function inside: tsx would call a helper of its own there, which the page does not have.
  await page.addInitScript(() => {
    let isPressed = false;
    new MutationObserver((_, observer) => {
      const heading = document.querySelector("main h1");
      if (!heading) return;
      if (!isPressed) document.querySelector<HTMLElement>("nav a[href*='explore']")?.click();
      isPressed = true;
      if (heading.textContent !== "Explore") return;
      observer.disconnect();
      requestAnimationFrame(() => performance.mark("interactive"));
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto(site);
  await page.waitForFunction(() => performance.getEntriesByName("interactive").length > 0);
  const [paint, interactive] = await page.evaluate(() =>
    ["first-contentful-paint", "interactive"].map((name) => performance.getEntriesByName(name)[0].startTime),
  );
  await page.close();
  return { paint, interactive };
}

function within(what: string, values: number[], most: number, note: string): Figure {
  const value = median(values);
  return { what, figure: milliseconds(value), asked: `< ${milliseconds(most)}`, reached: value < most, note };
}

/** How soon the built site shows something and answers, once the browser has kept it. */
export const firstPaintRow: Row = {
  name: "first-paint",
  title: "Opening the built site with its files kept by the browser, while its sample is made and trained on",
  async run({ site, tell }) {
    const browser = await launchChromium();
    try {
      const { page } = await newVisit(browser);
      await page.goto(site);
      await page.getByRole("region", { name: "Ready offline" }).waitFor();
      const context = page.context();
      await page.close();
      const openings: Opening[] = [];
      for (let i = 0; i < MEASUREMENTS; i++) {
        const opening = await open(context, site);
        openings.push(opening);
        tell(`first paint ${milliseconds(opening.paint)}, interactive ${milliseconds(opening.interactive)}`);
      }
      const paints = openings.map(({ paint }) => paint);
      const answers = openings.map(({ interactive }) => interactive);
      const pressed =
        "A link that was pressed as soon as a screen was there shows its own, the code of its charts included.";
      const figures = [
        within("first contentful paint", paints, PAINT_MS, ""),
        within("interactive", answers, INTERACTIVE_MS, pressed),
      ];
      return { figures, details: [], broken: [] };
    } finally {
      await browser.close();
    }
  },
};
