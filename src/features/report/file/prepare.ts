import type { LoadedData } from "../../data/store/dataState";
import type { State } from "../../studio/state";
import { drawParts } from "./draw";
import { type GatherProgress, gather } from "./material";
import { possibleParts, reportPage } from "./page";
import type { PartName, ReportChoices } from "./types";

/** A report of which only the choices are open. */
export interface PreparedReport {
  /** Parts that it may have. */
  possible: readonly PartName[];
  /** What could not be had, in sentences. */
  problems: readonly string[];
  page(choices: ReportChoices): Promise<Blob>;
}

/** Of the whole preparation, what gathering takes. */
const GATHERING = 0.7;

/** Gather and draw all that a report of the loaded data and the Run in view may hold. Rejects with the signal's reason. */
export async function prepareReport(
  state: State & { data: LoadedData },
  signal: AbortSignal,
  onProgress: (progress: GatherProgress) => void,
): Promise<PreparedReport> {
  const { material, problems } = await gather(state, signal, ({ text, share }) =>
    onProgress({ text, share: GATHERING * share }),
  );
  const parts = await drawParts(material, signal, (share) =>
    onProgress({ text: "Drawing the charts", share: GATHERING + (1 - GATHERING) * share }),
  );
  return {
    possible: possibleParts(parts),
    problems,
    page: (choices) => reportPage(material, parts, choices, new Date()),
  };
}
