import { mix } from "../../../domain/random";
import type { TrainingColumns } from "../../read/copies";

/** A large odd number, so that pairs spread over the buckets. */
const SPREAD = 0x9e3779b1;

/**
 * Which of these ratings an earlier training has seen: those of a user and a product, and of a time where both ratings have
 * one, that its training part holds.
 * @param earlier ratings that it was trained on: these of them.
 * @param users earlier code of each user code of `now`, -1 for none; `products` likewise.
 * @returns 1 for each rating that it has seen.
 */
export function seenRatings(
  now: TrainingColumns,
  earlier: TrainingColumns,
  training: Int32Array,
  users: Int32Array,
  products: Int32Array,
): Uint8Array {
  // Chained buckets in flat arrays: keys of a Set would take a string or a heap number each.
  const buckets = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(2, training.length)))).fill(-1);
  const next = new Int32Array(training.length);
  const bucketOf = (user: number, product: number) => mix(Math.imul(user, SPREAD) ^ product) & (buckets.length - 1);
  training.forEach((i, k) => {
    const bucket = bucketOf(earlier.user[i], earlier.product[i]);
    next[k] = buckets[bucket];
    buckets[bucket] = k;
  });
  const isTimed = now.time !== null && earlier.time !== null;
  const timeOf = ({ time }: TrainingColumns, i: number) => time?.[i] ?? Number.NaN;
  const mayBe = (a: number, b: number) => !isTimed || a === b || Number.isNaN(a) || Number.isNaN(b);
  const seen = new Uint8Array(now.size);
  for (let i = 0; i < now.size; i++) {
    const [user, product] = [users[now.user[i]], products[now.product[i]]];
    if (user < 0 || product < 0) continue;
    for (let k = buckets[bucketOf(user, product)]; k >= 0 && seen[i] === 0; k = next[k]) {
      const j = training[k];
      const isPair = earlier.user[j] === user && earlier.product[j] === product;
      if (isPair && mayBe(timeOf(now, i), timeOf(earlier, j))) seen[i] = 1;
    }
  }
  return seen;
}
