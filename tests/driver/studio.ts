import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { Page } from "playwright";
import type { Guesses } from "../../src/engine/read/types";
import { choiceLabel } from "../../src/features/data/guesses";

/** What the page says at one moment. */
export interface Snapshot {
  /** What it is doing, with figures where it gives some; else the last thing that happened. */
  status: string;
  /** The sentences of its errors. */
  alerts: string[];
  /** True while it reads or trains. */
  busy: boolean;
  /** All text of the page, to tell whether anything changes. */
  text: string;
}

/** The page said that something failed; `message` is its own sentence. */
export class StudioFailure extends Error {
  override name = "StudioFailure";
}

function tidy(text: string | null | undefined): string {
  return text?.replace(/\s+/g, " ").trim() ?? "";
}

export async function snapshot(page: Page): Promise<Snapshot> {
  // No named function inside: tsx would call a helper of its own there, which the page does not have.
  const seen = await page.evaluate(() => ({
    job: document.querySelector("header [role=progressbar]")?.getAttribute("aria-label"),
    status: document.querySelector("[role=status]")?.textContent,
    // An alert may hold buttons and tables beside its title and its sentence.
    alerts: Array.from(document.querySelectorAll("[role=alert]"), (alert) => ({
      title: alert.querySelector("strong")?.textContent,
      sentence: (alert.querySelector("p") ?? alert.querySelector("strong + *") ?? alert).textContent,
    })),
    text: document.body.textContent,
  }));
  return {
    status: tidy(seen.job ?? seen.status),
    alerts: seen.alerts
      .map(({ title, sentence }) => (title ? `${tidy(title)}: ${tidy(sentence)}` : tidy(sentence)))
      .filter((alert) => alert !== ""),
    busy: seen.job !== undefined,
    text: tidy(seen.text),
  };
}

export interface FollowOptions {
  /** Told the status at every look. */
  onStatus?: (status: string) => void;
  /** Time between two looks at the page, in ms. */
  interval?: number;
  /** Give up when nothing at all has changed for so long, in ms. */
  patience?: number;
}

/**
 * Look at the page until `done` holds. Throws StudioFailure with the page's own sentence as soon as it shows an error,
 * and when nothing changes any more. However slow the machine, a page that moves is waited for.
 */
export async function follow(
  page: Page,
  done: (now: Snapshot) => boolean | Promise<boolean>,
  { onStatus, interval = 100, patience = 15 * 60_000 }: FollowOptions = {},
): Promise<void> {
  let last: Snapshot | null = null;
  let lastChange = Date.now();
  for (;;) {
    const now = await snapshot(page);
    if (now.status !== "") onStatus?.(now.status);
    if (now.text !== last?.text || now.status !== last.status) lastChange = Date.now();
    last = now;
    if (now.alerts.length > 0) throw new StudioFailure(now.alerts.join(" "));
    if (await done(now)) return;
    if (Date.now() - lastChange > patience) {
      throw new StudioFailure(`Nothing has changed for ${Math.round(patience / 60_000)} minutes. Last: ${now.status}`);
    }
    await page.waitForTimeout(interval);
  }
}

/** Settings of a Run that is over soon, for tests that need a finished Run and do not ask which. */
export const BRIEF_RUN = "model=dot-product&ranker=none&epochs=1&backend=wasm";

/** Open the built site at a view, such as `#/train?seed=7`. */
export async function openSite(page: Page, url: string, hash = ""): Promise<void> {
  await page.goto(url + hash);
}

/** Let the page keep nothing in this browser, from its next opening on: a job leaves nothing to come back to. */
export async function keepNothing(page: Page): Promise<void> {
  await page.addInitScript(() => localStorage.setItem("collabnn.keep", "off"));
}

/** Go to another view of the open page, as a person who edits the address does. */
export async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((value) => {
    location.hash = value;
  }, hash);
}

/** Hand files to the Data screen through its file input. */
export async function dropFiles(page: Page, paths: string[]): Promise<void> {
  await page.getByTestId("file-input").setInputFiles(paths);
}

export async function dropFile(page: Page, path: string): Promise<void> {
  await dropFiles(page, [path]);
}

/** Wait until files have been read whole and are the Dataset that the page shows, by the name of one of them. */
export async function waitForDataset(page: Page, paths: string | string[], options?: FollowOptions): Promise<void> {
  const names = [paths].flat().map((path) => basename(path).replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const name = page.getByRole("banner").getByText(new RegExp(`^(${names.join("|")})( and \\d+ more)?$`));
  await follow(page, async ({ status }) => !status.startsWith("Reading") && (await name.count()) > 0, options);
}

/**
 * Say how the loaded file is to be read, by the control for it on the Data screen. False where the file leaves nothing
 * to say about it; nothing happens where it is read so already.
 */
export async function chooseReading(page: Page, key: keyof Guesses, value: string): Promise<boolean> {
  const control = page.getByTestId(`guess-${key}`);
  await page.locator("#choices").waitFor();
  if ((await control.count()) === 0) return false;
  await control.click();
  await page.getByRole("option", { name: choiceLabel(key, value), exact: true }).click();
  return true;
}

/** Press Train on the Train screen. Throws StudioFailure when the settings cannot be trained with. */
export async function train(page: Page): Promise<void> {
  const button = page.getByTestId("train");
  await button.waitFor();
  if (await button.isDisabled()) {
    const problems = await page.locator("[id$=-error]").allTextContents();
    throw new StudioFailure(problems.join(" ") || "These settings cannot be trained with.");
  }
  await button.click();
}

/** How many points the loss chart of the Train screen has drawn: of the smoothed training loss, and of the validation's. */
export function lossPoints(page: Page): Promise<{ training: number; validation: number }> {
  return page.evaluate(() => {
    // The first chart: a blend's sampled member has one of its own under it.
    const drawn = document.querySelector(".loss-training path");
    return {
      training: drawn?.getAttribute("d")?.match(/[ML]/g)?.length ?? 0,
      validation: drawn?.closest("svg")?.querySelectorAll(".loss-dot").length ?? 0,
    };
  });
}

/** Wait until the Run in progress has ended well. */
export async function waitForRunFinished(page: Page, options?: FollowOptions): Promise<void> {
  await follow(page, ({ status, busy }) => !busy && status.startsWith("Training finished"), options);
}

/** Choose how many products a list on the Recommend screen holds. */
export async function setListLength(page: Page, length: number): Promise<void> {
  const field = page.getByTestId("top-n");
  await field.fill(String(length));
  await field.press("Enter");
}

/** Let lists on the Recommend screen hold what a user has already. */
export async function showAgain(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Filters and order" }).click();
  await page.getByTestId("again").check();
}

/**
 * Open a user on the Recommend screen and wait for their list. Throws StudioFailure when there is no such user, even
 * where the page would open one whose id contains the text.
 */
export async function openCustomer(page: Page, id: string, options?: FollowOptions): Promise<void> {
  const search = page.getByTestId("customer-search");
  const matches = page.getByTestId("customer-search-found").getByRole("option");
  // No id contains this: an empty list means that what is listed next was found for the id itself.
  await search.fill(randomUUID());
  await follow(page, async () => (await matches.count()) === 0, options);
  await search.fill(id);
  await search.press("Enter");
  await follow(page, async () => (await matches.count()) > 0, options);
  const exact = matches.filter({ has: page.getByText(id, { exact: true }) });
  if ((await exact.count()) === 0) throw new StudioFailure(`There is no user "${id}" in this file.`);
  await exact.first().click();
  await follow(page, async () => (await customerShown(page)) === id, options);
}

/** The id of the customer in view; null while none is, or while one is being looked up. */
function customerShown(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    if (document.querySelector("[aria-label='Looking up']")) return null;
    return document.querySelector("[data-testid=customer]")?.getAttribute("data-customer") ?? null;
  });
}

/** Save the report from the Report screen and give its text. */
export async function saveReportJson(page: Page): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByTestId("save-json").click()]);
  return readFile(await download.path(), "utf8");
}
