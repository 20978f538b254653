import type { BaselineResult, EpochRecord, ErrorFigures, RunResult } from "../../engine/training/types";
import type { LoadedData } from "../../store/state";

/** What one Run came to, as the Report screen saves it and as the job command prints it. */
export interface ReportDocument {
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
  split: RunResult["split"];
  backend: RunResult["backend"];
  run: Omit<RunResult["run"], "epochs"> & { epochs: EpochRecord[] };
  test: { rmse: number | null; mae: number | null; known: ErrorFigures; new: ErrorFigures };
  baselines: BaselineResult[];
  /** Highest predicted rating first, for every customer that was opened with this Run's final model. */
  recommendations: Recommendations;
}

/** Recommended products by user id. */
export type Recommendations = Record<string, { product: string; predicted: number }[]>;

/** The document of a finished Run on the loaded data. */
export function reportDocument(
  data: Pick<LoadedData, "report" | "summary">,
  result: RunResult,
  opened: Recommendations,
): ReportDocument {
  const { file, bytes, read, accepted, rejected, merged, readMs } = data.report;
  const { users, products } = data.summary;
  return {
    dataset: { file, bytes, read, accepted, rejected, merged, users, products, readMs },
    split: result.split,
    backend: result.backend,
    run: result.run,
    test: result.test,
    baselines: result.baselines,
    recommendations: opened,
  };
}
