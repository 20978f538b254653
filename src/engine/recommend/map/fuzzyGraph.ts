import type { Nearest } from "./kNearest";

/** Which points belong together, and how much: each pair in both directions. */
export interface FuzzyGraph {
  from: Int32Array;
  to: Int32Array;
  /** Above 0 to 1. */
  weights: Float32Array;
}

/** Steps of the search for a scale, and how near to its aim it comes. */
const MOST_STEPS = 64;
const TOLERANCE = 1e-5;
/** Of the mean distance, below which no scale goes. */
const LEAST_SCALE = 1e-3;

/**
 * UMAP's fuzzy simplicial set (McInnes, Healy & Melville 2018, algorithms 2 and 3). Neighbour j of i belongs to it by
 * w(i,j) = exp(-(d(i,j) - ρ) / σ), where ρ is the distance of i's nearest and σ such that the weights add up to
 * log2(k + 1), the neighbours and the point itself being counted; two directions make w(i,j) + w(j,i) - w(i,j) w(j,i).
 */
export function fuzzyGraph({ k, indices, distances }: Nearest): FuzzyGraph {
  const directed = new Float32Array(indices.length);
  const meanOfAll = distances.reduce((sum, distance) => sum + distance, 0) / distances.length;
  for (let at = 0; at < indices.length; at += k)
    weigh(distances.subarray(at, at + k), directed.subarray(at), meanOfAll);
  const [from, to, weights]: [number[], number[], number[]] = [[], [], []];
  const add = (i: number, j: number, weight: number) => {
    from.push(i);
    to.push(j);
    weights.push(weight);
  };
  for (let at = 0; at < indices.length; at++) {
    const [i, j] = [Math.floor(at / k), indices[at]];
    const back = placeIn(indices, j * k, k, i);
    const theirs = back < 0 ? 0 : directed[back];
    const weight = directed[at] + theirs - directed[at] * theirs;
    if (!(weight > 0)) continue;
    add(i, j, weight);
    if (back < 0) add(j, i, weight);
  }
  return { from: Int32Array.from(from), to: Int32Array.from(to), weights: Float32Array.from(weights) };
}

function placeIn(indices: Int32Array, from: number, k: number, wanted: number): number {
  for (let at = from; at < from + k; at++) if (indices[at] === wanted) return at;
  return -1;
}

/** Weights of one point's neighbours, by a search for σ between halves and doubles. */
function weigh(distances: Float32Array, weights: Float32Array, meanOfAll: number): void {
  const nearest = distances.find((distance) => distance > 0) ?? 0;
  const aim = Math.log2(distances.length + 1);
  let [low, high, scale] = [0, Number.POSITIVE_INFINITY, 1];
  for (let step = 0; step < MOST_STEPS; step++) {
    let sum = 0;
    for (const distance of distances) sum += distance > nearest ? Math.exp((nearest - distance) / scale) : 1;
    if (Math.abs(sum - aim) < TOLERANCE) break;
    if (sum > aim) high = scale;
    else low = scale;
    scale = high === Number.POSITIVE_INFINITY ? scale * 2 : (low + high) / 2;
  }
  const mean = nearest > 0 ? distances.reduce((sum, distance) => sum + distance, 0) / distances.length : meanOfAll;
  const used = Math.max(scale, LEAST_SCALE * mean);
  distances.forEach((distance, i) => {
    weights[i] = distance > nearest ? Math.exp((nearest - distance) / used) : 1;
  });
}
