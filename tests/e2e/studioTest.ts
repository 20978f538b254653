import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright";
import { beforeAll, beforeEach, expect } from "vitest";
import type { ProgramResult } from "../../scripts/lib/run";
import { buildSingle, buildSite, isSingleFresh, isSiteFresh, SITE } from "../../scripts/lib/site";
import { launchChromium, newVisit, type Visit } from "../driver/browser";
import { type StaticServerOptions, serveFolder } from "../driver/server";

/** An empty page of a real Chromium. */
export interface Visited {
  /** A first visit of its own for each test. */
  visit: Visit;
}

/** What an end-to-end test works with: the built site on a server, and an empty page. */
export interface Stage extends Visited {
  /** Address of the site, with a slash at its end. */
  url: string;
  /** Path of every request that reached the server, whoever sent it. */
  served: string[];
}

async function ensure(isFresh: () => boolean, build: () => Promise<ProgramResult>): Promise<void> {
  if (isFresh()) return;
  const { code, output } = await build();
  if (code !== 0) throw new Error(`The build fails:\n${output}`);
}

/** The built site, as it is in the sources now. */
export const ensureSite = () => ensure(isSiteFresh, () => buildSite());
/** The single file, as it is in the sources now. */
export const ensureSingle = () => ensure(isSingleFresh, () => buildSingle());

/** Give each test of this file an empty page. There is none until they run. */
export function useVisit(chromiumFlags?: string[]): Visited {
  const visited = {} as Visited;
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium(chromiumFlags);
    return () => browser.close();
  });
  beforeEach(async () => {
    const visit = await newVisit(browser);
    // Long enough for a busy machine, short enough to say in time which step failed.
    visit.page.setDefaultTimeout(60_000);
    visited.visit = visit;
    return () => visit.close();
  });
  return visited;
}

/** Set the stage for the tests of this file, with the site as it is in the sources now. It is empty until they run. */
export function useStage(options?: StaticServerOptions, chromiumFlags?: string[]): Stage {
  const stage = useVisit(chromiumFlags) as Stage;
  beforeAll(async () => {
    await ensureSite();
    const server = await serveFolder(SITE, options);
    stage.url = server.url;
    stage.served = server.requests;
    return () => server.close();
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
