import { copyFileSync, cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { SITE } from "../../scripts/lib/site";
import { type StaticServer, serveFolder } from "../driver/server";
import { BRIEF_RUN, goTo, openSite, waitForRunFinished } from "../driver/studio";
import { deploy, makeNextVersion, versionOf } from "./siteVersions";
import { ensureSite, useVisit } from "./studioTest";

const stage = useVisit();
const folder = mkdtempSync(join(tmpdir(), "versions-"));
/** What the server shows, and what it will show next. */
const [shown, next] = [join(folder, "shown"), join(folder, "next")];
let server: StaticServer;

beforeAll(async () => {
  await ensureSite();
  cpSync(SITE, next, { recursive: true });
  makeNextVersion(next);
  deploy(SITE, shown);
  server = await serveFolder(shown);
  return () => server.close();
});
beforeEach(() => deploy(SITE, shown));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Far longer than any test: it trains until it is stopped. */
const ENDLESS = "model=hybrid&epochs=1000&factors=256&backend=wasm";

const ready = (page: Page) => page.getByRole("region", { name: "Ready offline" });
const offer = (page: Page) => page.getByRole("region", { name: "New version ready" });
const updateNow = (page: Page) => offer(page).getByRole("button", { name: "Update now" });

/** The version that a tab shows. */
function versionShown(page: Page): Promise<string | null> {
  return page.evaluate(() => document.querySelector("meta[name=version]")!.getAttribute("content"));
}

/** Number of versions that the browser keeps. */
function versionsKept(page: Page): Promise<number> {
  return page.evaluate(async () => (await caches.keys()).length);
}

async function epochsDone(page: Page): Promise<number> {
  const status = (await page.getByRole("status").first().textContent()) ?? "";
  return Number(/Epoch ([\d,]+) of/.exec(status)?.[1]?.replaceAll(",", "") ?? 0);
}

/** Look for a new version, as the browser does after a navigation; tells what became of its service worker. */
function lookForUpdate(page: Page): Promise<ServiceWorkerState> {
  return page.evaluate(async () => {
    const registration = (await navigator.serviceWorker.getRegistration())!;
    await registration.update();
    const worker = registration.installing ?? registration.waiting!;
    return new Promise<ServiceWorkerState>((resolve) => {
      if (worker.state !== "installing") resolve(worker.state);
      worker.addEventListener("statechange", () => resolve(worker.state));
    });
  });
}

test("a new version waits for the person, and no tab that trains is reloaded or loses its files", async () => {
  const [old, new_] = [versionOf(SITE), versionOf(next)];
  const { page: tab } = stage.visit;
  await openSite(tab, server.url, `#/train?${BRIEF_RUN}`);
  await ready(tab).waitFor();
  await waitForRunFinished(tab);
  const training = await tab.context().newPage();
  // Not on the Train screen: drawing its chart in software leaves the browser no time to look for an update.
  await openSite(training, server.url, `#/report?${ENDLESS}`);
  await expect.poll(() => epochsDone(training)).toBeGreaterThan(0);
  await training.evaluate(() => Object.assign(globalThis, { neverReloaded: true }));

  deploy(next, shown);
  expect(await lookForUpdate(tab)).toBe("installed");
  await Promise.all([offer(tab).waitFor(), offer(training).waitFor()]);
  expect(await versionShown(tab)).toBe(old);
  expect(await updateNow(training).isDisabled()).toBe(true);
  expect(await offer(training).innerText()).toContain("A run is training here");

  await updateNow(tab).click();
  await expect.poll(() => versionShown(tab)).toBe(new_);
  await waitForRunFinished(tab);

  // The tab that trains goes on, with files that the host has no longer: a screen that it has not shown yet.
  const before = await epochsDone(training);
  await expect.poll(() => epochsDone(training)).toBeGreaterThan(before);
  await goTo(training, `#/explore?${ENDLESS}`);
  await training.getByRole("heading", { level: 1, name: "Explore" }).waitFor();
  expect(await training.evaluate(() => "neverReloaded" in globalThis)).toBe(true);
  expect(await versionShown(training)).toBe(old);
  expect(await versionsKept(tab)).toBe(2);
  expect(await updateNow(training).isDisabled()).toBe(true);

  // Once its run has ended it changes when it is asked to, and the old version is forgotten.
  await goTo(training, `#/train?${ENDLESS}`);
  await training.getByTestId("stop").click();
  await expect.poll(() => updateNow(training).isEnabled()).toBe(true);
  await goTo(training, `#/train?${BRIEF_RUN}`);
  await updateNow(training).click();
  await expect.poll(() => versionShown(training)).toBe(new_);
  await expect.poll(() => versionsKept(training)).toBe(1);
});

test("a host in the middle of an update changes nothing: what it gives does not go together", async () => {
  const { page } = stage.visit;
  await openSite(page, server.url, `#/report?${BRIEF_RUN}`);
  await ready(page).waitFor();
  // The new service worker and the new files are there, the page is still the old one.
  cpSync(join(next, "assets"), join(shown, "assets"), { recursive: true });
  copyFileSync(join(next, "service.worker.js"), join(shown, "service.worker.js"));
  expect(await lookForUpdate(page)).toBe("redundant");
  expect(await offer(page).count()).toBe(0);

  deploy(next, shown);
  expect(await lookForUpdate(page)).toBe("installed");
  await offer(page).waitFor();
});
