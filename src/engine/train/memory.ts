import { paddedWidth } from "../../backends/rows";
import { automaticWidth } from "../../domain/sizes";
import { countParameters, type LearnerOptions } from "../../models/learner";
import { type RankingOptions, rankingWidth } from "../../models/pooled-history/rankingLearner";
import { embeddingColumns, trainedColumns } from "../../models/shapes";
import { TrainingError } from "./types";

/** What the embedding tables may take: beside them a tab holds a checkpoint as large and the best weights. */
const BUDGET_BYTES = 2 ** 30;
/** Weights and two moments, four bytes each. */
const BYTES_A_WEIGHT = 12;

/** Both rows of a position with their gradients, and what a layer holds beside its weights, in bytes. */
const BYTES_A_POSITION_WEIGHT = 16;
const BYTES_A_LAYER_WEIGHT = 20;

/** What decides how much memory the tables take. */
type TableSizes = Omit<LearnerOptions, "range" | "batchSize" | "seed" | "earlier">;

/** The reference rule's width for the smaller of the two tables, or the widest that the budget allows. */
export function automaticFactors(options: TableSizes, budget = BUDGET_BYTES): number {
  const { userRows, productRows } = options;
  return Math.max(1, fittingFactors(options, automaticWidth(userRows, productRows), budget));
}

function fittingFactors(options: TableSizes, wanted: number, budget: number): number {
  let fitting = wanted;
  while (fitting > 0 && tableBytes(options, fitting) > budget) fitting--;
  return fitting;
}

function tableBytes({ shape, userRows, productRows, hybrid }: TableSizes, factors: number): number {
  const rows = userRows + productRows + (hybrid?.sideCounts.length ?? 0);
  return rows * paddedWidth(embeddingColumns({ ...shape, factors })) * BYTES_A_WEIGHT;
}

/** Throws TrainingError, naming the factors that fit, when the tables would exceed the budget. */
export function assertFitsMemory(options: LearnerOptions, budget = BUDGET_BYTES): void {
  const { shape, userRows, productRows, batchSize, hybrid } = options;
  const sideRows = hybrid ? hybrid.sideCounts.length - 1 : 0;
  const embeddings = (userRows - 1 + productRows - 1 + sideRows) * trainedColumns(shape);
  const rowsAPosition = 1 + (shape.features ?? 0) / 2; // the constant holds the user's and the product's
  const step =
    batchSize * rowsAPosition * paddedWidth(embeddingColumns(shape)) * BYTES_A_POSITION_WEIGHT +
    (countParameters(options) - embeddings) * BYTES_A_LAYER_WEIGHT;
  if (step > budget) {
    throw new TrainingError(
      "A step of this batch and these layers needs more memory than a tab can spare. Make them smaller.",
    );
  }
  const rows = userRows + productRows;
  const needs = tableBytes(options, shape.factors);
  if (needs <= budget) return;
  const fitting = fittingFactors(options, shape.factors, budget);
  const gigabytes = (bytes: number) => `${Number((bytes / 2 ** 30).toPrecision(3))} GB`;
  const needed = `${shape.factors} factors for ${rows.toLocaleString("en")} users and products need ${gigabytes(needs)}`;
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
