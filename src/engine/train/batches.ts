import { mix } from "../../domain/random";
import type { ModelName } from "../../domain/settings";
import type { Batch } from "../../models/learner";
import { ratingModelOf } from "../../models/registry";
import type { TrainingColumns } from "../read/copies";
import type { RowMap } from "./rowMap";
import { rowAt, type SideRows, STRANGER_ROW } from "./sideRows";

/** Steps an epoch that an automatic batch size aims at: enough for the schedule to turn in a few epochs. */
const STEPS_AN_EPOCH = 400;
const SMALLEST_BATCH = 64;
const LARGEST_BATCH = 8192;

/** The nearest power of two between 64 and 8,192. */
export function automaticBatchSize(trainingRatings: number, model: ModelName): number {
  const { batchOf } = ratingModelOf(model);
  const wanted = batchOf ? batchOf(trainingRatings) : trainingRatings / STEPS_AN_EPOCH;
  const exact = Math.log2(Math.max(1, wanted));
  return Math.min(LARGEST_BATCH, Math.max(SMALLEST_BATCH, 2 ** Math.round(exact)));
}

/** By this key the ratings of rare users that pass for a stranger's are drawn anew for each epoch (1-based). */
export function strangerKey(seed: number, epoch: number): number {
  return mix(seed ^ mix(epoch));
}

/** Integers that a packed rating takes before its side features: user row, product row, the bits of the rating. */
const PACKED = 3;

/** Fills fixed-size batches from parts of the Dataset; a batch is valid until the next `fill`. */
export class BatchFiller {
  private readonly batch: Batch;
  /** All ratings in rows of the Run, each in one piece: batches take them in random order. */
  private readonly packed: Int32Array;
  private readonly packedFloats: Float32Array;
  private readonly features: number;
  /** By user row: 1 where the row has few training ratings; null when nobody passes for a stranger. */
  private readonly rare: Uint8Array | null;

  constructor(
    columns: TrainingColumns,
    { users, products, sides }: { users: RowMap; products: RowMap; sides: SideRows | null },
    private readonly size: number,
  ) {
    const { size: ratings, user, product, rating } = columns;
    const features = sides?.features ?? [];
    this.features = features.length;
    this.rare = sides?.rareUsers ?? null;
    const length = PACKED + features.length;
    this.packed = new Int32Array(ratings * length);
    this.packedFloats = new Float32Array(this.packed.buffer);
    for (let i = 0, to = 0; i < ratings; i++, to += length) {
      this.packed[to] = users.rowOf[user[i]];
      this.packed[to + 1] = products.rowOf[product[i]];
      this.packedFloats[to + 2] = rating[i];
      for (let f = 0; f < features.length; f++) this.packed[to + PACKED + f] = rowAt(columns, features[f], i);
    }
    this.batch = {
      users: new Int32Array(size),
      products: new Int32Array(size),
      sides: new Int32Array(size * features.length),
      ratings: new Float32Array(size),
      shares: new Float32Array(size),
    };
  }

  /**
   * The ratings at indices[from ..], as many as fit; the rest of the batch is unknown ids of no weight. With a key, half
   * of the ratings by rare users come as a stranger's: which half depends on key and rating alone.
   */
  fill(indices: Int32Array, from: number, key: number | null = null): Batch {
    const { batch, packed, packedFloats, size, features, rare } = this;
    const length = PACKED + features;
    const count = Math.min(size, indices.length - from);
    const masks = key !== null && rare !== null;
    for (let position = 0; position < count; position++) {
      const at = indices[from + position] * length;
      batch.users[position] = packed[at];
      batch.products[position] = packed[at + 1];
      batch.ratings[position] = packedFloats[at + 2];
      for (let f = 0; f < features; f++) batch.sides[position * features + f] = packed[at + PACKED + f];
      if (masks && rare[batch.users[position]] === 1 && mix(key ^ mix(indices[from + position])) > 0) {
        batch.users[position] = 0;
        batch.sides[position * features] = STRANGER_ROW;
      }
    }
    batch.users.fill(0, count);
    batch.products.fill(0, count);
    batch.sides.fill(0, count * features);
    batch.ratings.fill(0, count);
    batch.shares.fill(1 / count, 0, count);
    batch.shares.fill(0, count);
    return batch;
  }
}
