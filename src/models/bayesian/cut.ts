import { EigenvalueDecomposition, Matrix, SingularValueDecomposition } from "ml-matrix";

/** Two sums of squares of which this share is lost are as good as one. */
const LOST = 1e-4;

/** How rows of all samples, side by side, become rows of few columns. */
export interface Cut {
  rank: number;
  /** [samples · factors, rank]. */
  ofUser: Float64Array;
  ofProduct: Float64Array;
  /** Prior variance of a user's own row by column. */
  variance: Float64Array;
}

/**
 * The mean of A_s · B_s over samples s in as few columns as lose nothing, at most `rank`: singular vectors of the mean,
 * from the Gram matrices of both sides' rows, [samples · factors] square. They are turned so that a user's own row, whose
 * prior in sample s is N(0, diag(priors_s)), has independent columns: its prior's covariance of predictions is
 * the mean of B_s diag(priors_s) B_sᵀ, which the cut product rows B give as B C Bᵀ with C diagonal.
 */
export function cutSamples(userGram: Matrix, productGram: Matrix, priors: readonly Float64Array[], rank: number): Cut {
  const samples = priors.length;
  const [ofUsers, ofProducts] = [userGram, productGram].map(rootOf);
  const core = ofUsers.transpose().mmul(ofProducts).div(samples);
  const svd = new SingularValueDecomposition(core, { autoTranspose: true });
  const singular = svd.diagonal;
  const kept = rankOf(singular, rank);
  const columns = Array.from({ length: kept }, (_, column) => column);
  const rows = Array.from({ length: core.rows }, (_, row) => row);
  const scale = columns.map((column) => 1 / (samples * Math.sqrt(singular[column])));
  const right = svd.rightSingularVectors.selection(rows, columns).mulRowVector(scale);
  const left = svd.leftSingularVectors.selection(rows, columns).mulRowVector(scale);
  const ofUser = ofProducts.mmul(right);
  const ofProduct = ofUsers.mmul(left);
  const back = ofProduct.transpose().mmul(productGram);
  const factors = core.rows / samples;
  const covariance = new Matrix(kept, kept);
  for (let at = 0; at < core.rows; at++) {
    const prior = priors[Math.floor(at / factors)][at % factors] / samples;
    for (const i of columns) {
      for (const j of columns) {
        const product = (back.get(i, at) * back.get(j, at)) / (singular[i] * singular[j]);
        covariance.set(i, j, covariance.get(i, j) + prior * product);
      }
    }
  }
  if (kept === 0)
    return { rank: 0, ofUser: new Float64Array(), ofProduct: new Float64Array(), variance: new Float64Array() };
  const { values, vectors } = sorted(covariance);
  return {
    rank: kept,
    ofUser: Float64Array.from(ofUser.mmul(vectors).to1DArray()),
    ofProduct: Float64Array.from(ofProduct.mmul(vectors).to1DArray()),
    variance: Float64Array.from(values),
  };
}

/** L with L Lᵀ = the symmetric matrix. */
function rootOf(gram: Matrix): Matrix {
  const { values, vectors } = sorted(gram);
  return vectors.mulRowVector(values.map((value) => Math.sqrt(Math.max(0, value))));
}

/** Eigenvalues and vectors, the largest first. */
function sorted(matrix: Matrix): { values: number[]; vectors: Matrix } {
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(matrix, { assumeSymmetric: true });
  const order = realEigenvalues.map((_, at) => at).sort((a, b) => realEigenvalues[b] - realEigenvalues[a]);
  const rows = Array.from({ length: matrix.rows }, (_, row) => row);
  return { values: order.map((at) => realEigenvalues[at]), vectors: eigenvectorMatrix.selection(rows, order) };
}

function rankOf(singular: readonly number[], most: number): number {
  const whole = singular.reduce((sum, value) => sum + value ** 2, 0);
  let left = whole;
  for (let rank = 0; rank < Math.min(most, singular.length); rank++) {
    if (left <= LOST * whole) return rank;
    left -= singular[rank] ** 2;
  }
  return Math.min(most, singular.length);
}
