import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright";
import { beforeAll, beforeEach, expect } from "vitest";
import { buildSite, isSiteFresh, SITE } from "../../scripts/lib/site";
import { launchChromium, newVisit, type Visit } from "../driver/browser";
import { type StaticServerOptions, serveFolder } from "../driver/server";

/** What an end-to-end test works with: the built site on a server, and an empty page of a real Chromium. */
export interface Stage {
  /** Address of the site, with a slash at its end. */
  url: string;
  /** A first visit of its own for each test. */
  visit: Visit;
}

async function ensureSite(): Promise<void> {
  if (isSiteFresh()) return;
  const { code, output } = await buildSite();
  if (code !== 0) throw new Error(`The site does not build:\n${output}`);
}

/** Set the stage for the tests of this file, with the site as it is in the sources now. It is empty until they run. */
export function useStage(options?: StaticServerOptions, chromiumFlags?: string[]): Stage {
  const stage = {} as Stage;
  let browser: Browser;
  beforeAll(async () => {
    await ensureSite();
    const server = await serveFolder(SITE, options);
    stage.url = server.url;
    return () => server.close();
  });
  beforeAll(async () => {
    browser = await launchChromium(chromiumFlags);
    return () => browser.close();
  });
  beforeEach(async () => {
    const visit = await newVisit(browser);
    // Long enough for a busy machine, short enough to say in time which step failed.
    visit.page.setDefaultTimeout(60_000);
    stage.visit = visit;
    return () => visit.close();
  });
  return stage;
}

/** Hold the visit to its word: no error, and no request for anything but a file of the site. */
export function expectQuiet({ visit, url }: Stage): void {
  expect(visit.pageErrors).toEqual([]);
  expect(visit.consoleErrors).toEqual([]);
  expect(visit.requests.length).toBeGreaterThan(3);
  // A blob is made by the page and never leaves it.
  const fetched = visit.requests.filter((request) => !/^(blob|data):/.test(request));
  const foreign = fetched.filter((request) => {
    if (!request.startsWith(url)) return true;
    const path = new URL(request).pathname.slice(new URL(url).pathname.length);
    return !existsSync(join(SITE, decodeURIComponent(path) || "index.html"));
  });
  expect(foreign).toEqual([]);
}
