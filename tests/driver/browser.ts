import { type Browser, chromium, type Page } from "playwright";
import { CHROMIUM_FLAGS, findChromium } from "./chromium";

/** A page in a context of its own, with everything that it said and asked for. */
export interface Visit {
  page: Page;
  consoleErrors: string[];
  pageErrors: string[];
  /** Address of every request, workers' included. */
  requests: string[];
  /** Rejects when the page or the browser dies; it never resolves. */
  lost: Promise<never>;
  close(): Promise<void>;
}

/** Start the Chromium of this machine, headless. Throws a sentence when there is none. */
export function launchChromium(moreFlags: string[] = []): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) {
    throw new Error("No Chromium was found: install it, or set CHROMIUM_PATH to its program file.");
  }
  return chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS, ...moreFlags] });
}

/** Open an empty page as a first-time visitor, at the size of the projector in the meeting room. */
export async function newVisit(browser: Browser): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, acceptDownloads: true });
  const page = await context.newPage();
  // A machine under load is slow, not broken: only the caller decides when to give up.
  page.setDefaultTimeout(0);
  const visit: Visit = {
    page,
    consoleErrors: [],
    pageErrors: [],
    requests: [],
    lost: new Promise((_, reject) => {
      page.on("crash", () => reject(new Error("The page crashed; it may have run out of memory.")));
      browser.on("disconnected", () => reject(new Error("The browser was closed.")));
    }),
    close: () => context.close(),
  };
  // The rejection belongs to whoever waits on `lost`; without a waiter it is no error.
  visit.lost.catch(() => undefined);
  page.on("console", (message) => {
    if (message.type() === "error") visit.consoleErrors.push(message.text());
  });
  page.on("pageerror", (error) => visit.pageErrors.push(error.message));
  context.on("request", (request) => visit.requests.push(request.url()));
  return visit;
}
