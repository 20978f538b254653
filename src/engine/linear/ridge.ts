import { solvePositive } from "./cholesky";

/**
 * The step δ that minimises |e − Jδ|² + Σ weight[k] · δ[k]² − 2 Σ drag[k] · δ[k]: (JᵀJ + W) δ = Jᵀe + drag, by
 * Cholesky's factors of the smaller of two matrices: [columns × columns], or [rows × rows] by the Woodbury identity.
 * `slopes` is J, [rows × columns]; all weights must be above 0.
 */
export function ridgeStep(
  slopes: Float64Array,
  errors: Float64Array,
  weight: Float64Array,
  drag: Float64Array,
): Float64Array {
  const rows = errors.length;
  const columns = weight.length;
  const right = drag.slice();
  for (let i = 0, at = 0; i < rows; i++) for (let k = 0; k < columns; k++, at++) right[k] += slopes[at] * errors[i];
  if (columns <= rows) {
    const normal = new Float64Array(columns * columns);
    for (let i = 0, from = 0; i < rows; i++, from += columns) {
      for (let a = 0; a < columns; a++) {
        const value = slopes[from + a];
        for (let b = 0; b <= a; b++) normal[a * columns + b] += value * slopes[from + b];
      }
    }
    for (let k = 0; k < columns; k++) normal[k * columns + k] += weight[k];
    return solvePositive(normal, right);
  }
  // W⁻¹r − W⁻¹Jᵀ (I + J W⁻¹ Jᵀ)⁻¹ J W⁻¹ r
  const scaled = right.map((value, k) => value / weight[k]);
  const kernel = new Float64Array(rows * rows);
  const seen = new Float64Array(rows);
  const row = new Float64Array(columns);
  for (let i = 0; i < rows; i++) {
    for (let k = 0, at = i * columns; k < columns; k++, at++) {
      row[k] = slopes[at] / weight[k];
      seen[i] += slopes[at] * scaled[k];
    }
    for (let j = 0; j <= i; j++) {
      let sum = i === j ? 1 : 0;
      for (let k = 0, at = j * columns; k < columns; k++, at++) sum += row[k] * slopes[at];
      kernel[i * rows + j] = sum;
    }
  }
  const back = solvePositive(kernel, seen);
  for (let i = 0, at = 0; i < rows; i++)
    for (let k = 0; k < columns; k++, at++) scaled[k] -= (slopes[at] * back[i]) / weight[k];
  return scaled;
}
