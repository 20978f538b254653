import type { RunSettings } from "../../domain/settings";
import type { RankingOptions } from "../../models/pooled-history/rankingLearner";
import type { Split } from "../evaluate/part";
import { planRanking, type RankingTask, relevantFromOf } from "../evaluate/ranking";
import type { TrainingColumns } from "../read/copies";
import { rankingWeights } from "./earlier/rankingWeights";
import type { EarlierStart } from "./earlier/types";
import { automaticFactors } from "./memory";
import { planSplit, type RunPlan, requireDecay } from "./plan";
import { automaticRange } from "./range";
import { type RankingData, rankingData, rankingOptions } from "./rankingData";
import { TrainingError } from "./types";

/** A Run that learns which products are chosen. `steps`, `stepsPerEpoch` and the batch size count examples. */
export interface RankingPlan extends RunPlan {
  /** Of the ratings; nothing is predicted within it. */
  range: [number, number];
  data: RankingData;
  options: RankingOptions;
  /** What an epoch is judged by; null as `planValidation` is. */
  validation: RankingTask | null;
}

/** Users who are ranked for after each epoch, at most; fewer in a large catalogue. */
const VALIDATION_USERS = 1000;

/** Users × products after each epoch, at most: about a second. */
const VALIDATION_PAIRS = 20_000_000;

const STEPS_AN_EPOCH = 200;
const SMALLEST_BATCH = 128;
const LARGEST_BATCH = 1024;

/** Whom the epochs of a ranking objective are judged by; null when nobody has a relevant product to be found. */
export function planValidation(
  columns: TrainingColumns,
  { train, validation }: Pick<Split, "train" | "validation">,
  relevantFrom: number,
  seed: number,
): RankingTask | null {
  const mostPairs = Math.min(VALIDATION_PAIRS, VALIDATION_USERS * columns.products);
  return planRanking(columns, train, validation, relevantFrom, seed, mostPairs);
}

/** A power of two that gives some two hundred steps an epoch, between 128 and 1,024. */
export function automaticRankingBatch(examples: number): number {
  const exact = Math.log2(Math.max(1, examples / STEPS_AN_EPOCH));
  return Math.min(LARGEST_BATCH, Math.max(SMALLEST_BATCH, 2 ** Math.round(exact)));
}

/**
 * Resolve the settings of a Run that ranks against the data. Ratings from `relevantFrom` on are what it learns to
 * foresee, of implicit feedback all rows; histories hold all. Rejects with TrainingError when no user has both, and as `planRun` does.
 */
export async function planRankingRun(
  columns: TrainingColumns,
  settings: RunSettings,
  breathe: () => Promise<void>,
  start: EarlierStart | null = null,
): Promise<RankingPlan> {
  requireDecay(settings);
  const { split, users, products } = planSplit(columns, settings, start);
  await breathe();
  const relevantFrom = relevantFromOf(columns, settings.relevantFrom);
  const threshold = Math.fround(relevantFrom); // as in relevantRatings
  const isPositive = (rating: number) => rating >= threshold;
  const data = rankingData(columns, split.train, products, settings.sides, isPositive);
  const examples = data.users.length;
  if (examples === 0) {
    throw new TrainingError(
      columns.feedback === "explicit"
        ? `Nobody in the training part has a rating of ${relevantFrom} or more beside a rating of another product, so ` +
            "there is no history to learn from. Choose a model that predicts ratings."
        : "Nobody in the training part has chosen two products, so there is no history to learn from. " +
            "Choose another split, or a file with more of each user.",
    );
  }
  const wanted = settings.batchSize === "auto" ? automaticRankingBatch(examples) : settings.batchSize;
  const batchSize = Math.min(wanted, examples);
  const stepsPerEpoch = Math.ceil(examples / batchSize);
  const { model } = settings;
  const shape = { model, factors: 0, hidden: settings.hidden };
  const factors =
    settings.factors === "auto"
      ? automaticFactors({ shape, userRows: users.rows, productRows: products.rows })
      : settings.factors;
  const options = rankingOptions(data, { ...shape, factors }, batchSize, settings.seed);
  if (start) options.earlier = rankingWeights(data, products, options, start);
  const range = settings.range === "auto" ? automaticRange(columns) : settings.range;
  return {
    split,
    users,
    products,
    stepsPerEpoch,
    steps: stepsPerEpoch * settings.epochs,
    settings: { ...settings, factors, batchSize, range, relevantFrom },
    range,
    data,
    options,
    validation: planValidation(columns, split, relevantFrom, settings.seed),
  };
}
