import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { SITE } from "../../scripts/lib/site";
import { launchChromium, newVisit, type Visit } from "../driver/browser";
import { type StaticServer, type StaticServerOptions, serveFolder } from "../driver/server";

/** What an end-to-end test works with: the built site on a server, and an empty page of a real Chromium. */
export interface Stage {
  readonly url: string;
  /** A first visit of its own for each test. */
  readonly visit: Visit;
}

/** Set the stage for the tests of this file. */
export function useStage(options?: StaticServerOptions): Stage {
  let browser: Browser;
  let server: StaticServer;
  let visit: Visit;
  beforeAll(async () => {
    browser = await launchChromium();
    server = await serveFolder(SITE, options);
  });
  beforeEach(async () => {
    visit = await newVisit(browser);
  });
  afterEach(() => visit.close());
  afterAll(async () => {
    await browser.close();
    await server.close();
  });
  return {
    get url() {
      return server.url;
    },
    get visit() {
      return visit;
    },
  };
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
