import type { BaselineName, BaselineResult, ErrorFigures, RankingFigures } from "../../src/engine/evaluate/types";
import type { CustomerAnswer, Recommendation } from "../../src/engine/recommend/types";
import type { Interval } from "../../src/engine/statistics/types";
import type { EpochRecord, RunResult } from "../../src/engine/train/types";
import type { LoadedData } from "../../src/features/data/store/dataState";
import type { RunState } from "../../src/features/train/store/runState";
import { defaultsOf } from "../../src/models/registry";
import { datasetSummary, previewOf, readReport } from "../setup/reading";

/** A small file, read: 1,010 records, of which 1,000 were kept. */
export function loadedData(): LoadedData {
  return {
    source: { kind: "text", name: "electronics.csv", text: "" },
    isSample: false,
    summary: datasetSummary(),
    report: readReport(),
    preview: previewOf(readReport()),
  };
}

/** Errors with intervals of 0.05 on both sides; none over no ratings. */
export function errors(n: number, rmse: number | null, mae: number | null): ErrorFigures {
  const around = (figure: number | null): Interval | null => (figure === null ? null : [figure - 0.05, figure + 0.05]);
  return { n, rmse, mae, interval: around(rmse), maeInterval: around(mae) };
}

function segment(n: number, rmse: number, mae: number) {
  const { maeInterval: _, ...figures } = errors(n, rmse, mae);
  return figures;
}

export function ranking(ndcg10: number): RankingFigures {
  return {
    n: 60,
    eligible: 60,
    relevantFrom: 4,
    ndcg10,
    ndcgInterval: [ndcg10 - 0.01, ndcg10 + 0.01],
    recall10: 0.12,
    hitRate10: 0.2,
    coverage: 0.5,
    novelty: 6.25,
  };
}

/** A baseline on 100 test ratings, 12 of them by new users, that are no harder for it. */
export function baseline(name: BaselineName, rmse: number | null, mae: number | null, ndcg10: number | null = null) {
  const part = (n: number) => errors(rmse === null ? 0 : n, rmse, mae);
  const result: BaselineResult = {
    name,
    ...part(100),
    known: part(88),
    new: part(12),
    knownProducts: part(100),
    newProducts: errors(0, null, null),
    validation: part(100),
    validationRanking: null,
    ranking: ndcg10 === null ? null : ranking(ndcg10),
    note: null,
  };
  return result;
}

export function epoch(epoch: number, trainLoss: number, validationRmse: number, ms = 40): EpochRecord {
  return {
    epoch,
    trainLoss,
    validationLoss: Number((validationRmse ** 2).toFixed(4)),
    validationRmse,
    validationKnown: validationRmse - 0.05,
    validationNew: validationRmse + 0.2,
    validationNdcg10: null,
    ms,
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
      settings: {
        ...defaultsOf("dot-product-bias"),
        epochs: 2,
        batchSize: 64,
        range: [0.5, 5.5],
        split: "random",
        seed: 7,
        backend: "webgl",
      },
      parameters: 8_250,
      sides: [],
      epochs: [epoch(1, 1.5, 1.2), epoch(2, 1.1, 1.1, 38)],
      bestEpoch: 2,
      ratingsPerSecond: 20_500,
      trainMs: 78,
      stopped: false,
      notes: [],
    },
    validation: errors(100, 1.1, 0.92),
    validationRanking: null,
    test: {
      ...errors(100, 1.08, 0.9),
      known: errors(88, 1.05, 0.88),
      new: errors(12, 1.28, 1.04),
      knownProducts: errors(100, 1.08, 0.9),
      newProducts: errors(0, null, null),
      ranking: ranking(0.08),
      ratingOrder: null,
      segments: [
        {
          by: "brand",
          segments: [
            { label: "Sonora", ...segment(60, 1.02, 0.85), meanError: 0.11, meanErrorInterval: [0.02, 0.2] },
            { label: "", ...segment(40, 1.16, 0.97), meanError: -0.05, meanErrorInterval: [-0.2, 0.1] },
          ],
          more: 0,
        },
      ],
      biasTests: [
        {
          product: "productGender",
          user: "userGender",
          n: 70,
          f: 3.2,
          degrees: [2, 64],
          p: 0.047,
          partialEtaSquared: 0.09,
        },
      ],
    },
    conformal: { level: 0.8, groups: [{ from: 0, to: null, n: 120, halfWidth: 1.25 }] },
    baselines: [
      baseline("global mean", 1.3, 1.1),
      baseline("product mean", 1.2, 1),
      baseline("damped bias", 1.12, 0.95, 0.04),
      baseline("popularity", null, null, 0.06),
    ],
    comparison: {
      baseline: "damped bias",
      metric: "rmse",
      difference: -0.04,
      interval: [-0.06, -0.02],
      outcome: "better",
    },
    verdict: "better",
    lists: null,
    rivals: [],
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
    sweep: null,
    sweepRecords: [],
    progress: { step: 26, epoch: 2, ratingsPerSecond: 20_500, secondsLeft: 0 },
    epochs: result.run.epochs,
    bestEpoch: 2,
    result,
    notes: [],
    error: null,
    earlier: null,
  };
}

/** A product about which nothing is known but what these say. */
function recommendation(product: string, predicted: number, about: Partial<Recommendation> = {}): Recommendation {
  const unknown = { title: "", category: "", brand: "", ratings: 0, mean: 0, popularityRank: 9, isPopular: false };
  const unranked = { likely: null, because: [] };
  return { ...unranked, product, score: predicted, predicted, interval: null, ...unknown, ...about };
}

export function customerView(): CustomerAnswer {
  return {
    id: "u7",
    kind: "rating",
    known: true,
    history: [{ product: "B1", title: "", rating: 4, time: 929_232_000, category: "Headphones", brand: "Sonora" }],
    recommendations: [
      recommendation("B2", 4.512, {
        category: "Headphones",
        ratings: 40,
        mean: 4.25,
        popularityRank: 1,
        isPopular: true,
      }),
      recommendation("B3", 3),
    ],
    popular: [recommendation("B2", 4.512, { ratings: 40, mean: 4.25, popularityRank: 1, isPopular: true })],
    overlap: 1,
    unknownOverlap: 1,
    excluded: { rated: 1, listed: 0, filtered: 0 },
    nothingLeft: null,
    other: null,
  };
}
