import { readFileSync } from "node:fs";
import type { Browser } from "playwright";

/** Most memory that a process had in use at once, in bytes; null where the system does not tell (only Linux does). */
function peakOf(pid: number): number | null {
  try {
    const match = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
    return match ? Number(match[1]) * 1024 : null;
  } catch {
    return null;
  }
}

export interface PeakMemory {
  /** Of the renderer process that holds the page and its workers, in bytes. */
  tab: number;
  /** Of the GPU process, in bytes: with a software GPU, the textures too. */
  gpu: number;
}

/** Peak resident memory of a browser with one page so far; null where the system does not tell. */
export async function peakMemory(browser: Browser): Promise<PeakMemory | null> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  // Chromium keeps a spare renderer beside the page's: the page's is the largest.
  const largest = (type: string) =>
    Math.max(...processInfo.filter((each) => each.type === type).map(({ id }) => peakOf(id) ?? Number.NaN));
  const peak = { tab: largest("renderer"), gpu: largest("GPU") };
  return Number.isFinite(peak.tab) ? peak : null;
}
