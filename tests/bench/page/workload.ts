import { Random } from "../../../src/domain/random";
import type { Batch, LearnerOptions } from "../../../src/models/learner";
import type { Workload } from "./protocol";

/** Distinct batches that a trial goes through in turn. */
const BATCHES = 8;

export function learnerOptions({ model, factors, batchSize, products, tableUsers }: Workload): LearnerOptions {
  return {
    shape: { model, factors, hidden: [100, 50] },
    userRows: tableUsers + 1,
    productRows: products + 1,
    batchSize,
    range: [0.5, 5.5],
    seed: 1,
  };
}

/**
 * Batches of the workload, the same ids for every size of the table: user id i stands in the row that lies as far into
 * the table as i among the ids. Products are drawn with a long tail, the most popular of n with probability 1 / √n.
 */
export function makeBatches({ batchSize, users, products, tableUsers }: Workload): Batch[] {
  const random = new Random(7, "bench");
  return Array.from({ length: BATCHES }, () => ({
    users: Int32Array.from({ length: batchSize }, () => 1 + Math.floor((random.integer(users) * tableUsers) / users)),
    products: Int32Array.from({ length: batchSize }, () => 1 + Math.floor(products * random.next() ** 2)),
    sides: new Int32Array(0),
    ratings: Float32Array.from({ length: batchSize }, () => 1 + random.integer(5)),
    shares: new Float32Array(batchSize).fill(1 / batchSize),
  }));
}
