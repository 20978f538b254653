import type { LearnerOptions } from "../model/learner";
import { embeddingColumns, paddedWidth } from "../model/models";
import { TrainingError } from "./types";

/** What the embedding tables may take: beside them a tab holds a checkpoint as large and the best weights. */
const BUDGET_BYTES = 2 ** 30;
/** Weights and two moments, four bytes each. */
const BYTES_A_WEIGHT = 12;

/** Throws TrainingError, naming the factors that fit, when the tables would exceed the budget. */
export function assertFitsMemory({ shape, userRows, productRows }: LearnerOptions, budget = BUDGET_BYTES): void {
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
