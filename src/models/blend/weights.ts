import { Matrix, solve } from "ml-matrix";

/** The weight of the squared distance from equal weights, beside the sum of squared errors. */
const PULL = 20;
/** Every set of members is tried, which is for few of them. */
const MOST_MEMBERS = 10;

/**
 * Weights w ≥ 0 of the members' predictions with the least Σ (rating − Σ w_m prediction_m)² + 20 Σ (w_m − 1 / members)²:
 * non-negative least squares (Lawson & Hanson 1974, chapter 23), exactly, as the best of the least squares over each set of
 * members that come out positive. They are not held to a sum of 1, but predictions of ratings bring them near it.
 * Equal weights without ratings. Throws RangeError for no member or more than 10, or predictions of another length.
 */
export function blendWeights(predictions: readonly ArrayLike<number>[], ratings: ArrayLike<number>): Float64Array {
  const members = predictions.length;
  if (members === 0 || members > MOST_MEMBERS) throw new RangeError(`A blend has 1 to ${MOST_MEMBERS} members.`);
  if (predictions.some(({ length }) => length !== ratings.length)) {
    throw new RangeError("Each member predicts each rating.");
  }
  const gram = Matrix.zeros(members, members);
  const target = new Float64Array(members);
  for (let m = 0; m < members; m++) {
    for (let i = 0; i < ratings.length; i++) target[m] += predictions[m][i] * ratings[i];
    for (let other = 0; other <= m; other++) {
      let sum = 0;
      for (let i = 0; i < ratings.length; i++) sum += predictions[m][i] * predictions[other][i];
      gram.set(m, other, sum);
      gram.set(other, m, sum);
    }
    gram.set(m, m, gram.get(m, m) + PULL);
    target[m] += PULL / members;
  }
  let best = new Float64Array(members);
  let least = Number.POSITIVE_INFINITY;
  for (let set = 1; set < 2 ** members; set++) {
    const chosen = Array.from({ length: members }, (_, m) => m).filter((m) => (set >> m) & 1);
    const found = solve(gram.selection(chosen, chosen), Matrix.columnVector(chosen.map((m) => target[m]))).to1DArray();
    if (found.some((weight) => weight < 0)) continue;
    // Of the objective at its least on this set, less what is the same for all.
    const objective = -found.reduce((sum, weight, at) => sum + weight * target[chosen[at]], 0);
    if (objective >= least) continue;
    least = objective;
    best = new Float64Array(members);
    for (const [at, m] of chosen.entries()) best[m] = found[at];
  }
  return best;
}
