import type { Feedback } from "../../domain/roles";
import type { Guesses } from "../../engine/read/types";
import type { RunResult } from "../../engine/train/types";
import type { LoadedData } from "../data/store/dataState";
import type { RecommendSlice } from "../recommend/store/recommendState";

/** What one Run came to, as the Report screen saves it and as the job command prints it. */
export interface ReportDocument extends RunResult {
  dataset: {
    /** Of the ratings; the first of several. */
    file: string;
    /** All files of ratings, with their records, and of details, with the products, or users, that they tell of. */
    files: { name: string; read: number }[];
    details: { file: string; of?: "user"; products: number; matched: number }[];
    /** How the files were read: chosen or guessed; null where there was nothing to decide. */
    reading: { [Key in keyof Guesses]: NonNullable<Guesses[Key]>["value"] | null };
    /** `implicit` where the file has no ratings but tells what was chosen. */
    feedback: Feedback;
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
  recommendations: Record<string, { product: string; title?: string; predicted: number | null }[]>;
}

/** Recommended products by user id; without a predicted rating from a model that ranks only. */
export type Recommendations = RecommendSlice["opened"];

/** As the document has them: without the titles that are not known. */
function recommendationsOf(opened: Recommendations): ReportDocument["recommendations"] {
  const users = Object.entries(opened).map(([user, list]) => [
    user,
    list.map(({ product, title, predicted }) => (title ? { product, title, predicted } : { product, predicted })),
  ]);
  return Object.fromEntries(users);
}

/** The guesses without why they were made. */
function valuesOf(guesses: Guesses): ReportDocument["dataset"]["reading"] {
  const values = Object.entries(guesses).map(([key, guess]) => [key, guess?.value ?? null]);
  return Object.fromEntries(values);
}

/** The document of a finished Run on the loaded data. */
export function reportDocument(
  data: Pick<LoadedData, "report" | "summary">,
  result: RunResult,
  opened: Recommendations,
): ReportDocument {
  const { file, files, details, guesses, bytes, read, accepted, rejected, merged, readMs } = data.report;
  const { feedback, users, products } = data.summary;
  const {
    split,
    backend,
    run,
    validation,
    validationRanking,
    conformal,
    test,
    baselines,
    comparison,
    verdict,
    lists,
    rivals,
    folds,
  } = result;
  return {
    dataset: {
      file,
      files: files.map(({ name, read }) => ({ name, read })),
      details: details.map(({ file, of, products, matched }) => ({ file, ...(of && { of }), products, matched })),
      reading: valuesOf(guesses),
      feedback,
      bytes,
      read,
      accepted,
      rejected,
      merged,
      users,
      products,
      readMs,
    },
    split,
    backend,
    run,
    validation,
    validationRanking,
    conformal,
    test,
    baselines,
    comparison,
    verdict,
    lists,
    rivals,
    ...(folds && { folds }),
    recommendations: recommendationsOf(opened),
  };
}
