import { formatAmount, formatBytes, formatMoment } from "../../ui/format";
import type { AutosaveStatus, BroughtBack } from "./store/autosaveState";

/** "shop.csv and 3 runs are back, as they were on 25 Nov 2026, 10:12." */
export function backSentences({ name, runs, saved, isCopy, isSameFile, leftOut }: BroughtBack): string[] {
  const when = `as ${runs === 0 && !isSameFile ? "it was" : "they were"} on ${formatMoment(saved)}`;
  const what = runs === 0 ? `${name} is back` : `${name} and ${formatAmount(runs, "run")} are back`;
  const theirs = runs === 1 ? "its run is back, as it was" : `its ${formatAmount(runs, "run")} are back, as they were`;
  return [
    isSameFile ? `${name} was kept here before: ${theirs} on ${formatMoment(saved)}.` : `${what}, ${when}.`,
    ...(leftOut > 0 ? [`${formatAmount(leftOut, "run")} could not be read any more.`] : []),
    ...(isCopy ? ["Another tab has them open: this one works on a copy."] : []),
  ];
}

/** The state of keeping in a word or two, for a chip; null where there is nothing to say. */
export function autosaveWord({ status }: AutosaveStatus): string | null {
  switch (status) {
    case "nothing to keep":
      return null;
    case "keeping":
      return "Keeping";
    case "kept":
      return "Kept";
    case "copy":
      return "A copy";
    case "declined":
    case "off":
    case "failed":
      return "Not kept";
  }
}

/** What becomes of the open data in this browser; null where there is nothing to say. */
export function autosaveSentence(autosave: AutosaveStatus, name: string, runs: number): string | null {
  switch (autosave.status) {
    case "nothing to keep":
      return null;
    case "keeping":
      return `Keeping ${name} in this browser.`;
    case "kept": {
      const withRuns = runs > 0 ? ` with ${formatAmount(runs, "run")}` : "";
      return `Kept in this browser: ${name}, ${formatBytes(autosave.bytes)}${withRuns}. A reload brings it back.`;
    }
    case "copy":
      return `${name} is open in another tab too, which keeps it. This tab works on a copy, kept once you train here.`;
    case "declined":
      return `${name} is open, but not kept: a reload closes it.`;
    case "off":
      return `${name} is open, but nothing is kept in this browser: a reload closes it.`;
    case "failed":
      return `Not kept: ${autosave.message}`;
  }
}
