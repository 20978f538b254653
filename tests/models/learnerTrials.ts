import { Random } from "../../src/domain/random";
import type { ModelName } from "../../src/domain/settings";
import type { ModelShape } from "../../src/models/definition";
import type { HybridOptions } from "../../src/models/hybrid/posterior";
import type { Batch, LearnerOptions } from "../../src/models/learner";
import { RATING_MODELS as DEFINITIONS } from "../../src/models/registry";

/** The models that predict ratings. */
/** The models whose own weights learn by steps on ratings. */
export const RATING_MODELS = DEFINITIONS.filter(({ trainedBy }) => trainedBy === "steps").map(({ name }) => name);

/**
 * Rows of the side features: a stranger's one, five values of another feature of the user's side, three of the
 * product's. The last value has no training rating.
 */
const FIRST_ROW = [1, 2, 7, 10];
export const FEATURES = FIRST_ROW.length - 1;

/** A step of AdamW without memory: it moves a weight by rate · gradient / (|gradient| + epsilon). */
export const plainStep = { rate: 0.05, rootScale: 1, beta1: 0, beta2: 0, epsilon: 1e-3, keep: 1 };

type Sizes = Omit<LearnerOptions, "shape" | "hybrid"> & Pick<ModelShape, "factors" | "hidden">;

/** Options of a learner of any model that predicts ratings; `change` is for `hybrid` alone. */
export function learnerOptions(
  model: ModelName,
  { factors, hidden, ...rest }: Sizes,
  change: Partial<HybridOptions> = {},
): LearnerOptions {
  if (model !== "hybrid") return { shape: { model, factors, hidden }, ...rest };
  const random = new Random(rest.seed, "hybrid options");
  const biases = (rows: number) => Float32Array.from({ length: rows }, (_, row) => (row ? random.normal() / 2 : 0));
  const counts = (rows: number) => Int32Array.from({ length: rows }, (_, row) => (row ? 1 + random.integer(9) : 0));
  const sideCounts = counts(FIRST_ROW[FEATURES]);
  sideCounts[sideCounts.length - 1] = 0;
  const hybrid: HybridOptions = {
    offset: 0.3,
    firstRow: FIRST_ROW,
    ofUser: 2,
    userBias: biases(rest.userRows),
    productBias: biases(rest.productRows),
    userCounts: counts(rest.userRows),
    productCounts: counts(rest.productRows),
    sideCounts,
    noise: 0.8,
    dropout: 0,
    stepsPerEpoch: 10,
    steps: 30,
    ...change,
  };
  return { shape: { model, factors, hidden, features: FEATURES }, ...rest, hybrid };
}

/** Random ids, row 0 among them, and ratings; the positions after the first `count` are padding. */
export function randomBatch(options: LearnerOptions, random: Random, count = options.batchSize): Batch {
  const { userRows, productRows, batchSize, range, hybrid } = options;
  const [low, high] = range;
  const rows = (of: number) =>
    Int32Array.from({ length: batchSize }, (_, position) => (position < count ? random.integer(of) : 0));
  const firstRow = hybrid?.firstRow ?? [1];
  const features = firstRow.length - 1;
  const side = (position: number, feature: number) => {
    const value = random.integer(1 + firstRow[feature + 1] - firstRow[feature]);
    return value === 0 || position >= count ? 0 : firstRow[feature] + value - 1;
  };
  return {
    users: rows(userRows),
    products: rows(productRows),
    sides: Int32Array.from({ length: batchSize * features }, (_, i) => side(Math.floor(i / features), i % features)),
    ratings: Float32Array.from({ length: batchSize }, () => low + (high - low) * random.next()),
    shares: Float32Array.from({ length: batchSize }, (_, position) => (position < count ? 1 / count : 0)),
  };
}
