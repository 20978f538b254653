import type { ModelSnapshot } from "../training/types";

/** Ranks products on the CPU from a copy of a `pooled-history` model's weights. */
export interface HistoryScorer {
  /** Scores of all products, by code, for the user with this code, from their training ratings. */
  scoresOf(user: number): Float32Array;
  /** Scores of all products, by code, for anybody who rated the products with these codes. */
  scoresAfter(products: ArrayLike<number>): Float32Array;
}

/**
 * The score of product p after a history of n products h is
 *
 *     scale · (Σ input(h)) · output(p) + prior(p),    scale = √min(n, longest) / n
 *
 * so that a history up to the longest that training saw is divided by √n, and a longer one counts as much as a cut of
 * it would on average. It is the log of a share up to a constant of the user's: it orders products for one user and
 * means nothing beside a rating. Products that training has not seen add nothing to a history and score by the prior of
 * row 0. Throws for a snapshot of another model.
 */
export function createHistoryScorer({ productRows, products, width, pooled }: ModelSnapshot): HistoryScorer {
  if (!pooled) throw new Error("This model does not rank by history.");
  const { inputs, prior, longest, starts, history } = pooled;
  const rowScores = new Float32Array(prior.length);
  const user = new Float32Array(width);

  function scoresOfRows(rows: ArrayLike<number>): Float32Array {
    user.fill(0);
    let known = 0;
    for (let i = 0; i < rows.length; i++) {
      if (rows[i] === 0) continue;
      known++;
      for (let k = 0, at = rows[i] * width; k < width; k++, at++) user[k] += inputs[at];
    }
    const scale = known === 0 ? 0 : Math.sqrt(Math.min(known, longest)) / known;
    for (let row = 0, at = 0; row < prior.length; row++) {
      let sum = 0;
      for (let k = 0; k < width; k++, at++) sum += user[k] * products[at];
      rowScores[row] = scale * sum + prior[row];
    }
    return Float32Array.from(productRows, (row) => rowScores[row]);
  }

  return {
    scoresOf: (code) => scoresOfRows(history.subarray(starts[code], starts[code + 1])),
    scoresAfter: (codes) => scoresOfRows(Int32Array.from(codes, (code) => productRows[code])),
  };
}
