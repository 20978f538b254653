import type { Page } from "playwright";
import { expect } from "vitest";
import type { ReportDocument } from "../../src/features/report/document";
import { chart, saveChart } from "../driver/explore";
import {
  dropFile,
  goTo,
  openCustomer,
  saveReportJson,
  train,
  waitForDataset,
  waitForRunFinished,
} from "../driver/studio";
import { ratedProducts } from "./files";

const SETTINGS = "model=collabnn&epochs=1&batch=256&backend=webgl";
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** The whole job on `smallRatings` in an open page: drop the file, train on WebGL, look a user up, save what came of it. */
export async function doWholeJob(page: Page, file: string): Promise<void> {
  await goTo(page, `#/data?${SETTINGS}`);
  await dropFile(page, file);
  await waitForDataset(page, file);
  await goTo(page, `#/train?${SETTINGS}`);
  await train(page);
  await waitForRunFinished(page);

  await goTo(page, `#/recommend?${SETTINGS}`);
  await openCustomer(page, "u5");
  await goTo(page, `#/report?${SETTINGS}`);
  const { dataset, backend, recommendations } = JSON.parse(await saveReportJson(page)) as ReportDocument;
  expect(dataset).toMatchObject({ file: "small.csv", accepted: 3000, users: 120, products: 60 });
  expect(backend.name).toBe("webgl");
  const products = recommendations.u5!.map(({ product }) => product);
  expect(products.length).toBeGreaterThan(0);
  expect(products.filter((product) => ratedProducts(5).includes(product))).toEqual([]);

  // A chart is saved with the page's own font, which is one of the page's files.
  await goTo(page, `#/explore?${SETTINGS}`);
  const svg = (await saveChart(chart(page, "category"), "SVG")).bytes.toString();
  expect(svg).toMatch(/@font-face\{font-family:'Inter Variable'[^}]*src:url\(data:font\/woff2;base64,[\w+/=]{1000,}\)/);
  const png = (await saveChart(chart(page, "category"), "PNG")).bytes;
  expect(png.subarray(0, PNG.length)).toEqual(PNG);
}
