/**
 * Reorders candidates so that each suits and is unlike those before it: maximal marginal relevance (Carbonell &
 * Goldstein 1998),
 *
 *     next = argmax (1 − diversity) · relevance − diversity · max cos(candidate, chosen)
 *
 * with the relevance spread over 0 to 1 among the candidates and the cosine of their factors (0 where a product has
 * none). Of equal ones the earlier candidate comes first, and so does the best candidate.
 * @param candidates product codes, best first
 * @param relevance of each candidate, falling
 * @param diversity 0 to 1
 * @returns the first `count` of the new order
 */
export function diversified(
  candidates: readonly number[],
  relevance: ArrayLike<number>,
  factorsOf: (product: number) => Float32Array,
  diversity: number,
  count: number,
): number[] {
  const units = candidates.map((product) => unit(factorsOf(product)));
  const span = relevance[0] - relevance[candidates.length - 1];
  const last = relevance[candidates.length - 1];
  const worth = candidates.map((_, i) => (1 - diversity) * (span > 0 ? (relevance[i] - last) / span : 0));
  /** Likeness to the chosen one that a candidate is most like. */
  const likest = new Float64Array(candidates.length).fill(-1);
  const isLeft = new Uint8Array(candidates.length).fill(1);
  const chosen: number[] = [];
  for (let next = candidates.length > 0 ? 0 : -1; next >= 0 && chosen.length < count; ) {
    isLeft[next] = 0;
    chosen.push(candidates[next]);
    const latest = units[next];
    let [best, highest] = [-1, Number.NEGATIVE_INFINITY];
    for (let i = 0; i < candidates.length; i++) {
      if (isLeft[i] === 0) continue;
      likest[i] = Math.max(likest[i], dot(units[i], latest));
      const value = worth[i] - diversity * likest[i];
      if (value > highest) [best, highest] = [i, value];
    }
    next = best;
  }
  return chosen;
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, vector));
  return length > 0 ? vector.map((value) => value / length) : vector;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k];
  return sum;
}
