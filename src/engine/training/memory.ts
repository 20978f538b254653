import { countParameters, type LearnerOptions } from "../model/learner";
import { embeddingColumns, paddedWidth } from "../model/models";
import { type RankingOptions, rankingWidth } from "../model/ranking/rankingLearner";
import { TrainingError } from "./types";

/** What the embedding tables may take: beside them a tab holds a checkpoint as large and the best weights. */
const BUDGET_BYTES = 2 ** 30;
/** Weights and two moments, four bytes each. */
const BYTES_A_WEIGHT = 12;

/** Both rows of a position with their gradients, and what a layer holds beside its weights, in bytes. */
const BYTES_A_POSITION_WEIGHT = 16;
const BYTES_A_LAYER_WEIGHT = 20;

/** Throws TrainingError, naming the factors that fit, when the tables would exceed the budget. */
export function assertFitsMemory(options: LearnerOptions, budget = BUDGET_BYTES): void {
  const { shape, userRows, productRows, batchSize } = options;
  const embeddings = (userRows - 1 + productRows - 1) * embeddingColumns(shape);
  const step =
    batchSize * paddedWidth(embeddingColumns(shape)) * BYTES_A_POSITION_WEIGHT +
    (countParameters(options) - embeddings) * BYTES_A_LAYER_WEIGHT;
  if (step > budget) {
    throw new TrainingError(
      "A step of this batch and these layers needs more memory than a tab can spare. Make them smaller.",
    );
  }
  const rows = userRows + productRows;
  const bytesWith = (factors: number) => rows * paddedWidth(embeddingColumns({ ...shape, factors })) * BYTES_A_WEIGHT;
  if (bytesWith(shape.factors) <= budget) return;
  let fitting = shape.factors;
  while (fitting > 0 && bytesWith(fitting) > budget) fitting--;
  const gigabytes = (bytes: number) => `${Number((bytes / 2 ** 30).toPrecision(3))} GB`;
  const needed = `${shape.factors} factors for ${rows.toLocaleString("en")} users and products need ${gigabytes(bytesWith(shape.factors))}`;
  const advice = fitting > 0 ? `Choose ${fitting} factors or fewer.` : "Train on fewer users.";
  throw new TrainingError(`${needed} with their optimiser; a tab can spare ${gigabytes(budget)}. ${advice}`);
}

/** Throws TrainingError when the two tables of products, or a step, would exceed the budget. */
export function assertRankingFitsMemory(options: RankingOptions, budget = BUDGET_BYTES): void {
  const { rows, batchSize, tokens, candidates, rowsPerProduct } = options;
  const width = rankingWidth(options);
  // A step gathers every row it sums, as a tensor where the backend works on them, and scores each pair twice.
  const step = 4 * (batchSize * tokens + candidates * rowsPerProduct) * width * 2 + 8 * batchSize * candidates;
  const tables = 2 * rows * width * BYTES_A_WEIGHT;
  if (step + tables <= budget) return;
  throw new TrainingError(
    `This catalogue of ${rows.toLocaleString("en")} products and segments needs ` +
      `${Number(((step + tables) / 2 ** 30).toPrecision(3))} GB; a tab can spare ` +
      `${Number((budget / 2 ** 30).toPrecision(3))} GB. Choose fewer factors or a smaller batch.`,
  );
}
