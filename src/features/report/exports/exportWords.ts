import type { ExportProgress } from "../../../engine/export/types";
import { modelOf } from "../../../models/registry";
import { formatAmount, formatBytes, formatCount } from "../../../ui/format";
import type { LoadedData } from "../../data/store/dataState";
import type { RunState } from "../../train/store/runState";

/** What is being done, and how far it is. */
export function progressWords(progress: ExportProgress | null): string {
  if (!progress) return "Collecting what goes in.";
  const { phase, done, total } = progress;
  return phase === "collecting"
    ? `Writing ratings: ${formatCount(done)} of ${formatCount(total)}`
    : `Packing: ${formatBytes(done)} of ${formatBytes(total)}`;
}

const FLOAT = 4;
/** Bytes that an id takes once it is packed. */
const PACKED_ID = 8;

/** About how large the archive of the weights is: tables are not made smaller by packing. */
export function modelFormat(data: LoadedData | null, run: RunState | null): string {
  const result = run?.result;
  if (!data || !result) return "ZIP, of a finished run";
  const { users, products } = data.summary;
  // Of means and variances the means alone are exported.
  const weights = result.run.parameters / modelOf(result.run.model).numbersPerWeight;
  return `ZIP, about ${formatBytes(weights * FLOAT + (users + products) * (FLOAT + PACKED_ID))}`;
}

export function embeddingsFormat(data: LoadedData | null, run: RunState | null): string {
  if (!data || !run?.result) return "ZIP of TSV files, of a finished run";
  return `ZIP of TSV files, ${formatAmount(data.summary.products, "product")}`;
}

export function elsewhereFormat(data: LoadedData | null, run: RunState | null): string {
  if (!data) return "ZIP, of ratings";
  const what = run?.result ? "with weights" : "without weights: no run has finished";
  return `ZIP, ${formatAmount(data.summary.ratings, "rating")}, ${what}`;
}
