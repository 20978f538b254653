import { runJob } from "../../scripts/job/runJob";
import type { RunSettings } from "../../src/domain/settings";
import type { ReportDocument } from "../../src/features/report/document";
import { defaultsOf } from "../../src/models/registry";
import { launchChromium, newVisit } from "../driver/browser";
import { type PeakMemory, peakMemory } from "./memory";

export const BATCH_SIZE = 8192;
export const FACTORS = 32;

export interface SiteRun {
  document: ReportDocument;
  memory: PeakMemory | null;
}

/** Train on a file through the site, in a browser of its own, as a person would; the rest are the model's defaults. */
export async function siteRun(
  site: string,
  file: string,
  settings: Pick<RunSettings, "model" | "backend" | "epochs">,
): Promise<SiteRun> {
  const browser = await launchChromium();
  try {
    const visit = await newVisit(browser);
    const job = {
      files: [file],
      reading: {},
      settings: { ...defaultsOf(settings.model), ...settings, batchSize: BATCH_SIZE, factors: FACTORS },
      recommend: [],
      top: null,
      again: false,
    };
    const text = await Promise.race([runJob(job, visit, site, undefined), visit.lost]);
    return { document: JSON.parse(text) as ReportDocument, memory: await peakMemory(browser) };
  } finally {
    await browser.close();
  }
}
