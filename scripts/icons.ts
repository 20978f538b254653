/** `npm run icons`: draws the PNG icons of the installed site in public/ from src/theme/icon.svg, after a change to it. */
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright";
import { launchChromium, newVisit } from "../tests/driver/browser";
import { ICONS } from "./build/manifest";
import { ROOT } from "./lib/root";

const DRAWING = readFileSync(join(ROOT, "src", "theme", "icon.svg"), "utf8");
/** The drawing's side, in its own units, and the colour of its ground. */
const SIDE = 32;
const GROUND = "#16181d";
/** A maskable icon may be cut to a circle of four fifths of its side, so the drawing keeps clear of its edges. */
const MARGIN = SIDE / 8;

/** The drawing on a ground that reaches every edge, whatever the mask. */
function maskable(): string {
  const side = SIDE + 2 * MARGIN;
  const ground = `<rect x="${-MARGIN}" y="${-MARGIN}" width="${side}" height="${side}" fill="${GROUND}"/>`;
  const shapes = DRAWING.replace(/^<svg[^>]*>|<\/svg>\s*$/g, "");
  const box = `${-MARGIN} ${-MARGIN} ${side} ${side}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}">${ground}${shapes}</svg>`;
}

async function draw(page: Page, { src, sizes, purpose }: (typeof ICONS)[number]): Promise<void> {
  const side = Number.parseInt(sizes, 10);
  const svg = purpose === "maskable" ? maskable() : DRAWING;
  await page.setViewportSize({ width: side, height: side });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:${side}px;height:${side}px}</style>${svg}`);
  const path = join(ROOT, "public", src);
  await page.screenshot({ path, omitBackground: true });
  console.log(path);
}

mkdirSync(join(ROOT, "public"), { recursive: true });
const browser = await launchChromium();
const { page } = await newVisit(browser);
for (const icon of ICONS) await draw(page, icon);
await browser.close();
