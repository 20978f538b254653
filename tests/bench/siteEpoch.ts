import { runJob } from "../../scripts/job/runJob";
import { type BackendName, DEFAULT_SETTINGS, type ModelName } from "../../src/engine/training/types";
import type { ReportDocument } from "../../src/screens/report/document";
import { launchChromium, newVisit } from "../driver/browser";
import { type PeakMemory, peakMemory } from "./memory";

export const BATCH_SIZE = 8192;

export interface SiteEpoch {
  document: ReportDocument;
  memory: PeakMemory | null;
}

/** Train one epoch on a file through the site, in a browser of its own, as a person would. */
export async function siteEpoch(
  site: string,
  file: string,
  model: ModelName,
  backend: BackendName | "auto",
): Promise<SiteEpoch> {
  const browser = await launchChromium();
  try {
    const visit = await newVisit(browser);
    const settings = { ...DEFAULT_SETTINGS, model, backend, epochs: 1, batchSize: BATCH_SIZE };
    const job = runJob({ file, settings, recommend: [], top: null }, visit, site, undefined);
    const text = await Promise.race([job, visit.lost]);
    return { document: JSON.parse(text) as ReportDocument, memory: await peakMemory(browser) };
  } finally {
    await browser.close();
  }
}
