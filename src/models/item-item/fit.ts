import { type Inverter, invertTriangle } from "../../backends/invert";
import { triangleRowAt } from "./triangle";
import type { DualWeights, Histories, ItemItemSnapshot, PrimalWeights } from "./types";

export interface FitOptions {
  /** Ridge of the regression: larger is nearer to popularity. */
  lambda?: number;
  /** Most products that have weights: n³ / 2 multiplications and 4 n² bytes; 2,500 take a second in the kernels, 25 MB. */
  mostProducts?: number;
  /**
   * Most users over whom it is solved where there are more products: n³ / 2 multiplications and 2 n² bytes, three times
   * that while they are inverted; 7,500 take half a minute in the kernels, 113 MB.
   */
  mostUsers?: number;
  invert?: Inverter;
  /** Rejects when nobody waits any more; called at least every few milliseconds. */
  breathe: () => Promise<void>;
  /** Told the share done, 0 to 1, rising. */
  progress?: (share: number) => void;
}

/** The best of Steck's on most data, and on all of ours within 0.003 of the best NDCG@10. */
export const LAMBDA = 300;

const MOST_PRODUCTS = 2_500;
const MOST_USERS = 7_500;

/** Pairs counted between two breaths: about a millisecond. */
const PAIRS_PER_BREATH = 200_000;

/** Rows of a matrix worked on between two breaths. */
const ROWS_PER_BREATH = 32;

/**
 * EASE (Steck 2019, "Embarrassingly Shallow Autoencoders for Sparse Data"): the interest of all users in all products is
 * X B with X the users × products matrix of who has what, P = (XᵀX + λI)⁻¹ and B_ij = −P_ij / P_jj, 0 in the diagonal.
 *
 * Where the products are too many but the users are not, P = (I − Xᵀ(λI + XXᵀ)⁻¹X) / λ (Woodbury) needs the inverse of
 * users × users alone, and all products have weights. Where both are too many, only the most rated products do; see
 * `leftOut`. (Where both would fit, the weights of products are kept: a list costs its history × products, not users².)
 * @param products size of the catalogue
 */
export async function fitItemItem(
  histories: Histories,
  products: number,
  {
    lambda = LAMBDA,
    mostProducts = MOST_PRODUCTS,
    mostUsers = MOST_USERS,
    invert = invertTriangle,
    breathe,
    progress,
  }: FitOptions,
): Promise<ItemItemSnapshot> {
  const counts = new Int32Array(products);
  for (const product of histories.products) counts[product]++;
  await breathe();
  const rated = counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
  const { starts } = histories;
  let users = 0;
  for (let user = 0; user + 1 < starts.length; user++) if (starts[user] < starts[user + 1]) users++;
  const work = { lambda, invert, breathe, progress };
  const isDual = rated > mostProducts && users < rated && users <= mostUsers;
  const solved = isDual
    ? await solveDual(histories, counts, users, work)
    : await solvePrimal(histories, mostRated(counts, Math.min(mostProducts, rated)), products, work);
  return { lambda, counts, solved };
}

/** How many rated products have no weights, being too many; and what share of all ratings those that have hold. */
export function productsLeftOut({ counts, solved }: ItemItemSnapshot): { products: number; covered: number } {
  if (solved.form === "dual") return { products: 0, covered: 1 };
  let [rated, all] = [0, 0];
  for (const count of counts) {
    if (count > 0) rated++;
    all += count;
  }
  const held = solved.chosen.reduce((sum, product) => sum + counts[product], 0);
  return { products: rated - solved.chosen.length, covered: all > 0 ? held / all : 1 };
}

type Work = Required<Pick<FitOptions, "lambda" | "invert" | "breathe">> & Pick<FitOptions, "progress">;

/** Codes of the products with most users, rising; of equal ones those of lower code. */
function mostRated(counts: Int32Array, n: number): Int32Array {
  const order = Int32Array.from(counts.keys()).sort((a, b) => counts[b] - counts[a] || a - b);
  return order.slice(0, n).sort();
}

async function solvePrimal(
  { starts, products: had }: Histories,
  chosen: Int32Array,
  products: number,
  { lambda, invert, breathe, progress }: Work,
): Promise<PrimalWeights> {
  const n = chosen.length;
  const places = new Int32Array(products).fill(-1);
  chosen.forEach((product, place) => {
    places[product] = place;
  });
  const placed = had.map((product) => places[product]);
  const triangle = await countPairs(starts, placed, n, breathe);
  for (let i = 0; i < n; i++) triangle[triangleRowAt(i) + i] += lambda;
  await invert(triangle, n, breathe, progress);
  const weights = new Float32Array(n * n);
  for (let i = 0; i < n; i++) {
    if (i % ROWS_PER_BREATH === 0) await breathe();
    const diagonal = triangle[triangleRowAt(i) + i];
    for (let j = 0; j < i; j++) {
      const value = triangle[triangleRowAt(i) + j];
      weights[i * n + j] = -value / triangle[triangleRowAt(j) + j];
      weights[j * n + i] = -value / diagonal;
    }
  }
  return { form: "primal", chosen, weights };
}

async function solveDual(
  histories: Histories,
  counts: Int32Array,
  n: number,
  { lambda, invert, breathe, progress }: Work,
): Promise<DualWeights> {
  const { starts, users, rowOf } = usersByProduct(histories, counts);
  await breathe();
  const inverse = await countPairs(starts, users, n, breathe);
  for (let i = 0; i < n; i++) inverse[triangleRowAt(i) + i] += lambda;
  await invert(inverse, n, breathe, progress);
  const leverage = new Float32Array(counts.length);
  let steps = 0;
  for (let product = 0; product < counts.length; product++) {
    steps += 1 + counts[product] ** 2;
    if (steps > PAIRS_PER_BREATH) {
      steps = 0;
      await breathe();
    }
    let sum = 0;
    for (let a = starts[product]; a < starts[product + 1]; a++) {
      const row = triangleRowAt(users[a]);
      sum += inverse[row + users[a]];
      for (let b = starts[product]; b < a; b++) sum += 2 * inverse[row + users[b]];
    }
    leverage[product] = sum;
  }
  return { form: "dual", rowOf, starts, users, inverse, leverage };
}

/** By product who has it, users without a history left out of the numbering. */
function usersByProduct(
  { starts, products }: Histories,
  counts: Int32Array,
): Pick<DualWeights, "rowOf" | "starts" | "users"> {
  const startsOf = new Int32Array(counts.length + 1);
  counts.forEach((count, product) => {
    startsOf[product + 1] = startsOf[product] + count;
  });
  const next = startsOf.slice();
  const users = new Int32Array(products.length);
  const rowOf = new Int32Array(starts.length - 1).fill(-1);
  let row = 0;
  for (let user = 0; user < rowOf.length; user++) {
    for (let at = starts[user]; at < starts[user + 1]; at++) users[next[products[at]]++] = row;
    if (starts[user] < starts[user + 1]) rowOf[user] = row++;
  }
  return { rowOf, starts: startsOf, users };
}

/**
 * In how many lists two members stand together, and in the diagonal each one: the lower triangle by rows.
 * @param members of the lists, one after the other; those below 0 count for nothing
 */
async function countPairs(
  starts: Int32Array,
  members: Int32Array,
  n: number,
  breathe: () => Promise<void>,
): Promise<Float32Array> {
  const together = new Float32Array(triangleRowAt(n));
  let steps = 0;
  for (let list = 0; list + 1 < starts.length; list++) {
    steps += 1 + (starts[list + 1] - starts[list]) ** 2 / 2;
    if (steps > PAIRS_PER_BREATH) {
      steps = 0;
      await breathe();
    }
    const own = members.subarray(starts[list], starts[list + 1]).filter((member) => member >= 0);
    own.sort();
    for (let a = 0; a < own.length; a++) {
      const row = triangleRowAt(own[a]);
      for (let b = 0; b <= a; b++) together[row + own[b]]++;
    }
  }
  return together;
}
