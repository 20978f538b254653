import type { RunResult } from "../../engine/training/types";
import type { LoadedData } from "../../store/state";

/** What one Run came to, as the Report screen saves it and as the job command prints it. */
export interface ReportDocument extends RunResult {
  dataset: {
    file: string;
    bytes: number;
    read: number;
    accepted: number;
    rejected: number;
    /** Records that repeated an earlier user and product: read = accepted + rejected + merged. */
    merged: number;
    users: number;
    products: number;
    readMs: number;
  };
  /** Best first, for every customer that was opened with this Run's final model. */
  recommendations: Recommendations;
}

/** Recommended products by user id; without a predicted rating from a model that ranks only. */
export type Recommendations = Record<string, { product: string; predicted: number | null }[]>;

/** The document of a finished Run on the loaded data. */
export function reportDocument(
  data: Pick<LoadedData, "report" | "summary">,
  result: RunResult,
  opened: Recommendations,
): ReportDocument {
  const { file, bytes, read, accepted, rejected, merged, readMs } = data.report;
  const { users, products } = data.summary;
  const { split, backend, run, validation, validationRanking, test, baselines, comparison, verdict, rivals } = result;
  return {
    dataset: { file, bytes, read, accepted, rejected, merged, users, products, readMs },
    split,
    backend,
    run,
    validation,
    validationRanking,
    test,
    baselines,
    comparison,
    verdict,
    rivals,
    recommendations: opened,
  };
}
