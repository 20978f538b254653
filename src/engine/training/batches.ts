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

/** Integers that a packed rating takes: user row, product row, the bits of the rating. */
const PACKED = 3;

/** Fills fixed-size batches from parts of the Dataset; a batch is valid until the next `fill`. */
export class BatchFiller {
  private readonly batch: Batch;
  /** All ratings in rows of the Run, each in one piece: batches take them in random order. */
  private readonly packed: Int32Array;
  private readonly packedFloats: Float32Array;

  constructor(
    { size: ratings, user, product, rating }: TrainingColumns,
    users: RowMap,
    products: RowMap,
    private readonly size: number,
  ) {
    this.packed = new Int32Array(ratings * PACKED);
    this.packedFloats = new Float32Array(this.packed.buffer);
    for (let i = 0, to = 0; i < ratings; i++, to += PACKED) {
      this.packed[to] = users.rowOf[user[i]];
      this.packed[to + 1] = products.rowOf[product[i]];
      this.packedFloats[to + 2] = rating[i];
    }
    this.batch = {
      users: new Int32Array(size),
      products: new Int32Array(size),
      ratings: new Float32Array(size),
      shares: new Float32Array(size),
    };
  }

  /** The ratings at indices[from ..], as many as fit; the rest of the batch is unknown ids of no weight. */
  fill(indices: Int32Array, from: number): Batch {
    const { batch, packed, packedFloats, size } = this;
    const count = Math.min(size, indices.length - from);
    for (let position = 0; position < count; position++) {
      const at = indices[from + position] * PACKED;
      batch.users[position] = packed[at];
      batch.products[position] = packed[at + 1];
      batch.ratings[position] = packedFloats[at + 2];
    }
    batch.users.fill(0, count);
    batch.products.fill(0, count);
    batch.ratings.fill(0, count);
    batch.shares.fill(1 / count, 0, count);
    batch.shares.fill(0, count);
    return batch;
  }
}
