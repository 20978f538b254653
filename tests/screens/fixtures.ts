import type { CustomerView } from "../../src/engine/recommend/types";
import type { RunResult } from "../../src/engine/training/types";
import { DEFAULT_SETTINGS } from "../../src/engine/training/types";
import type { LoadedData, RunState } from "../../src/store/state";

const dialect = { delimiter: ",", encoding: "utf-8", hasHeader: true };

/** A small file, read: 1,010 records, of which 1,000 were kept. */
export function loadedData(): LoadedData {
  return {
    source: { kind: "text", name: "electronics.csv", text: "" },
    isSample: false,
    summary: {
      name: "electronics.csv",
      bytes: 86_400,
      ratings: 1_000,
      users: 200,
      products: 50,
      ratingLow: 1,
      ratingHigh: 5,
      ratingMean: 4.1,
      singleRatingUsers: 0.3,
      timeSpan: [929_232_000, 1_529_232_000],
      segments: {},
      hasSplit: false,
    },
    report: {
      file: "electronics.csv",
      bytes: 86_400,
      dialect,
      columns: [],
      read: 1_010,
      accepted: 1_000,
      rejected: 7,
      merged: 3,
      headerLines: 1,
      blankLines: 0,
      commentLines: 0,
      rejectedBy: { "no user": 7 },
      examples: [],
      readMs: 12.5,
    },
    preview: { file: "electronics.csv", bytes: 86_400, dialect, columns: [], rows: [] },
    overview: { ratings: 1_000, ratingDistribution: [], overTime: null, segments: {} },
  };
}

/** A finished Run that beats every baseline. */
export function runResult(): RunResult {
  return {
    split: { method: "random", train: 800, validation: 100, test: 100, newUserShare: 0.12 },
    backend: { name: "webgl", renderer: "ANGLE (Intel, Mesa Intel(R) Iris(R) Xe (TGL), OpenGL)", reason: "Chosen." },
    run: {
      model: "dot-product-bias",
      seed: 7,
      settings: { ...DEFAULT_SETTINGS, epochs: 2, batchSize: 64, range: [0.5, 5.5], seed: 7, backend: "webgl" },
      parameters: 8_250,
      epochs: [
        { epoch: 1, trainLoss: 1.5, validationLoss: 1.44, validationRmse: 1.2, ms: 40 },
        { epoch: 2, trainLoss: 1.1, validationLoss: 1.21, validationRmse: 1.1, ms: 38 },
      ],
      bestEpoch: 2,
      ratingsPerSecond: 20_500,
      trainMs: 78,
      stopped: false,
      notes: [],
    },
    test: {
      rmse: 1.08,
      mae: 0.9,
      known: { n: 88, rmse: 1.05, mae: 0.88 },
      new: { n: 12, rmse: 1.28, mae: 1.04 },
    },
    baselines: [
      { name: "global mean", rmse: 1.3, mae: 1.1 },
      { name: "product mean", rmse: 1.2, mae: 1 },
      { name: "damped bias", rmse: 1.12, mae: 0.95 },
    ],
  };
}

/** The finished Run as the page holds it. */
export function finishedRun(id = 1): RunState {
  const result = runResult();
  return {
    id,
    settings: result.run.settings,
    startedBy: "person",
    status: "finished",
    phase: null,
    device: result.backend,
    plan: { steps: 26, stepsPerEpoch: 13, batchSize: 64, parameters: 8_250 },
    progress: { step: 26, epoch: 2, ratingsPerSecond: 20_500, secondsLeft: 0 },
    epochs: result.run.epochs,
    bestEpoch: 2,
    result,
    notes: [],
    error: null,
  };
}

export function customerView(): CustomerView {
  return {
    id: "u7",
    known: true,
    history: [{ product: "B1", rating: 4, time: 929_232_000, category: "Headphones", brand: "Sonora" }],
    recommendations: [
      { product: "B2", predicted: 4.512, category: "Headphones", brand: "", ratings: 40, mean: 4.25 },
      { product: "B3", predicted: 3, category: "", brand: "", ratings: 0, mean: 0 },
    ],
    excluded: 1,
  };
}
