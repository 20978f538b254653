import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright";
import { expect, test } from "vitest";
import { launchChromium } from "../driver/browser";
import { goTo, openCustomer, openSite, waitForRunFinished } from "../driver/studio";
import { brokenRules } from "./axe";
import { useFiles } from "./files";
import { expectQuiet, useStage } from "./studioTest";

const stage = useStage();
const write = useFiles();

/** The report of what the page shows, saved with these remarks. */
async function saveReport(page: Page, remarks: string): Promise<string> {
  await page.getByTestId("save-report").click();
  await page.getByLabel("Remarks").fill(remarks);
  await page.getByText(/^One HTML file/).waitFor();
  const saving = page.waitForEvent("download");
  await page.getByTestId("save-report-file").click();
  const download = await saving;
  expect(download.suggestedFilename()).toBe("Demo sample-report.html");
  return readFile(await download.path(), "utf8");
}

test("a saved report opens from a folder without network and scripts, names no user, asks for nothing and prints", async () => {
  const { page } = stage.visit;
  await openSite(page, stage.url, "#/train?epochs=2&backend=wasm");
  await waitForRunFinished(page);
  await goTo(page, "#/recommend?epochs=2&backend=wasm");
  const matches = page.getByTestId("customer-search-found").getByRole("option");
  const user = await matches.nth(3).locator("span").first().innerText();
  await openCustomer(page, user);
  await goTo(page, "#/report?epochs=2&backend=wasm");
  const html = await saveReport(page, `Read first: <script>document.title = "run"</script>`);
  expectQuiet(stage);

  // The sample's users are u100000 to u105999; the font is the only part that is no text.
  expect(user).toMatch(/^u10[0-5]\d{3}$/);
  expect(html.replace(/<style>.*?<\/style>/s, "").match(/u10[0-5]\d{3}/)).toBeNull();
  expect(html.match(/font-face/)).not.toBeNull();
  expect(html.length).toBeLessThan(1_000_000);

  const url = pathToFileURL(write("report.html", html)).href;
  const browser = await launchChromium();
  try {
    const plain = await browser.newContext({ javaScriptEnabled: false, offline: true });
    const report = await plain.newPage();
    const [said, asked]: [string[], string[]] = [[], []];
    report.on("console", (message) => said.push(message.text()));
    report.on("request", (request) => asked.push(request.url()));
    await report.goto(url);
    expect(await report.title()).toBe("Ratings and recommendations: Demo sample");
    expect(await report.getByRole("heading", { level: 2 }).count()).toBe(10);
    expect(await report.locator(".note").innerText()).toContain("<script>");
    expect(await report.locator("figure .wide svg").first().isVisible()).toBe(true);
    expect(await report.locator("figure .narrow svg").first().isVisible()).toBe(false);
    await expect(report.locator(".example h3").first().innerText()).resolves.toMatch(
      /^Customer 1 looked up by the author/,
    );
    const pages = (await report.pdf({ format: "A4" })).toString("latin1").match(/\/Type\s*\/Page[^s]/g) ?? [];
    expect(pages.length).toBeGreaterThan(8);
    await report.setViewportSize({ width: 390, height: 844 });
    const widest = await report.evaluate(() => document.documentElement.scrollWidth);
    expect(widest).toBe(390);
    expect(await report.locator("figure .narrow svg").first().isVisible()).toBe(true);
    expect(asked.filter((address) => !address.startsWith("data:"))).toEqual([url]);
    expect(said).toEqual([]);

    const scripted = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const complaints: string[] = [];
    scripted.on("console", (message) => complaints.push(message.text()));
    await scripted.goto(url);
    expect(await scripted.title()).toBe("Ratings and recommendations: Demo sample");
    for (const details of await scripted.locator("summary").all()) await details.click();
    expect(await brokenRules(scripted)).toEqual([]);
    expect(complaints).toEqual([]);
  } finally {
    await browser.close();
  }
});
