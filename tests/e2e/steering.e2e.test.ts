import { expect, test } from "vitest";
import type { ReportDocument } from "../../src/features/report/document";
import {
  dropFile,
  goTo,
  lossPoints,
  openSite,
  saveReportJson,
  snapshot,
  train,
  waitForDataset,
  waitForRunFinished,
} from "../driver/studio";
import { smallRatings, useFiles } from "./files";
import { expectQuiet, useStage } from "./studioTest";

const stage = useStage();
const write = useFiles();

/** The value once it is the same at two looks, a few updates of the page apart. */
async function whenStill(read: () => Promise<number>): Promise<number> {
  for (let last = await read(); ; ) {
    await stage.visit.page.waitForTimeout(400);
    const now = await read();
    if (now === last) return now;
    last = now;
  }
}

test("reading a large file can be cancelled, and the ratings that were open stay", async () => {
  const { page } = stage.visit;
  const small = write("small.csv", smallRatings());
  await openSite(page, stage.url, "#/data");
  await dropFile(page, small);
  await waitForDataset(page, small);

  const [header, ...rows] = smallRatings().trimEnd().split("\n");
  await dropFile(page, write("large.csv", `${header}\n${`${rows.join("\n")}\n`.repeat(1600)}`));
  await page.getByText("Reading large.csv: ").first().waitFor();
  // At once: a click as a person makes it waits until the page stands still, and the file may be read by then.
  await page.getByRole("button", { name: "Cancel" }).dispatchEvent("click");
  await expect.poll(async () => (await snapshot(page)).busy).toBe(false);
  expect((await snapshot(page)).alerts).toEqual([]);
  expect(await page.getByRole("banner").innerText()).toContain("small.csv");

  await dropFile(page, small);
  await waitForDataset(page, small);
  expectQuiet(stage);
});

test("a run can be paused, stepped, resumed and stopped, and keeps what it has learnt", async () => {
  const { page } = stage.visit;
  const small = write("small.csv", smallRatings());
  const settings = "?model=collabnn&epochs=500&batch=64&backend=cpu";
  await openSite(page, stage.url, `#/data${settings}`);
  await dropFile(page, small);
  await waitForDataset(page, small);
  await goTo(page, `#/train${settings}`);
  await train(page);
  await expect.poll(async () => (await lossPoints(page)).validation).toBeGreaterThan(0);

  const step = async () => {
    const [, count = ""] = /step ([\d,]+) of/.exec(await page.getByRole("main").innerText()) ?? [];
    return Number(count.replace(",", ""));
  };
  await page.getByTestId("pause").click();
  await page.getByTestId("resume").waitFor();
  const paused = await whenStill(step);
  await page.getByTestId("step").click();
  await expect.poll(step).toBe(paused + 1);
  expect(await whenStill(step)).toBe(paused + 1);

  await page.getByTestId("resume").click();
  await expect.poll(step).toBeGreaterThan(paused + 1);
  await page.getByTestId("stop").click();
  await waitForRunFinished(page);

  await goTo(page, `#/report${settings}`);
  const report = JSON.parse(await saveReportJson(page)) as ReportDocument;
  expect(report.run.stopped).toBe(true);
  expect(report.run.epochs.length).toBeLessThan(500);
  expect(report.test.rmse).toBeGreaterThan(0);
  expectQuiet(stage);
});
