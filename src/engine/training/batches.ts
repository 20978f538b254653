import type { Batch } from "../model/learner";
import type { RowMap } from "./rowMap";
import type { TrainingColumns } from "./types";

/** Steps an epoch that an automatic batch size aims at: enough for the schedule to turn. */
const STEPS_AN_EPOCH = 400;
const SMALLEST_BATCH = 64;
const LARGEST_BATCH = 8192;

/** A power of two that gives some hundreds of steps an epoch, between 64 and 8,192. */
export function automaticBatchSize(trainingRatings: number): number {
  const exact = Math.log2(Math.max(1, trainingRatings / STEPS_AN_EPOCH));
  return Math.min(LARGEST_BATCH, Math.max(SMALLEST_BATCH, 2 ** Math.round(exact)));
}

/** Fills fixed-size batches from parts of the Dataset; a batch is valid until the next `fill`. */
export class BatchFiller {
  private readonly batch: Batch;

  constructor(
    private readonly columns: TrainingColumns,
    private readonly users: RowMap,
    private readonly products: RowMap,
    private readonly size: number,
  ) {
    this.batch = {
      users: new Int32Array(size),
      products: new Int32Array(size),
      ratings: new Float32Array(size),
      shares: new Float32Array(size),
    };
  }

  /** The ratings at indices[from ..], as many as fit; the rest of the batch is unknown ids of no weight. */
  fill(indices: Int32Array, from: number): Batch {
    const { batch, columns, users, products, size } = this;
    const count = Math.min(size, indices.length - from);
    for (let position = 0; position < count; position++) {
      const i = indices[from + position];
      batch.users[position] = users.rowOf[columns.user[i]];
      batch.products[position] = products.rowOf[columns.product[i]];
      batch.ratings[position] = columns.rating[i];
    }
    batch.users.fill(0, count);
    batch.products.fill(0, count);
    batch.ratings.fill(0, count);
    batch.shares.fill(1 / count, 0, count);
    batch.shares.fill(0, count);
    return batch;
  }
}
