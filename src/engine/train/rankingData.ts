import type { RankingOptions } from "../../models/pooled-history/rankingLearner";
import { firstOfPairs, productsByUser } from "../evaluate/productLists";
import type { TrainingColumns } from "../read/copies";
import type { RowMap } from "./rowMap";

/** The training part as a ranking objective reads it. Products are rows of the Run, users codes of the Dataset. */
export interface RankingData {
  /** Rows of either table: the products', then the segments' values. */
  rows: number;
  productRows: number;
  /** The rows whose sum is a product: product p's are bags[p × rowsPerProduct ..], its own first, 0 where none. */
  rowsPerProduct: number;
  bags: Int32Array;
  /** The products that user u rated, each once: history[starts[u] .. starts[u + 1]). */
  history: Int32Array;
  starts: Int32Array;
  /** Log share of each product among all pairs of a user and a product rated positively, damped: none is −∞. */
  prior: Float32Array;
  /** The examples: pairs of a user and a product with a positive rating, where the user rated another product too. */
  users: Int32Array;
  targets: Int32Array;
  /** Share of the examples that each product is the target of. */
  targetShare: Float32Array;
}

/** Pseudo-ratings of every product in its prior. */
const DAMPING = 0.5;

/**
 * Examples and histories of the training part. A product that a user rated several times is positive if any of those
 * ratings is. A user's only product gives no example, for nothing is left of the history when the target is taken out;
 * it counts in the prior.
 */
export function rankingData(
  columns: TrainingColumns,
  training: Int32Array,
  products: RowMap,
  sides: readonly string[],
  isPositive: (rating: number) => boolean,
): RankingData {
  const { user, product, rating } = columns;
  const rowAt = (i: number) => products.rowOf[product[i]];
  const { starts, products: rated } = productsByUser(columns, training);
  const history = rated.map((code) => products.rowOf[code]);
  const positives = firstOfPairs(
    columns,
    training.filter((i) => isPositive(rating[i])),
  );
  const examples = positives.filter((i) => starts[user[i] + 1] - starts[user[i]] > 1);
  const users = Int32Array.from(examples, (i) => user[i]);
  const targets = Int32Array.from(examples, rowAt);
  const targetShare = new Float32Array(products.rows);
  for (const row of targets) targetShare[row] += 1 / targets.length;
  const prior = priorOf(positives, products.rows, rowAt);
  return { ...bagsOf(columns, products, sides), history, starts, prior, users, targets, targetShare };
}

function priorOf(positives: Int32Array, rows: number, rowAt: (i: number) => number): Float32Array {
  const counts = new Float64Array(rows);
  for (const i of positives) counts[rowAt(i)]++;
  const total = positives.length + DAMPING * rows;
  return Float32Array.from(counts, (count) => Math.log((count + DAMPING) / total));
}

/** Each product's rows: its own, then one for its value of each of these product segments, where it is known. */
function bagsOf({ sides: columns }: TrainingColumns, products: RowMap, sides: readonly string[]) {
  const used = columns.filter(({ role, per }) => per === "product" && sides.includes(role));
  const rowsPerProduct = 1 + used.length;
  const bags = new Int32Array(products.rows * rowsPerProduct);
  for (let row = 1; row < products.rows; row++) bags[row * rowsPerProduct] = row;
  let rows = products.rows;
  used.forEach(({ codes }, side) => {
    const rowOf = new Map<number, number>();
    products.rowOf.forEach((row, product) => {
      const code = codes[product];
      if (row === 0 || code === 0) return;
      if (!rowOf.has(code)) rowOf.set(code, rows++);
      bags[row * rowsPerProduct + side + 1] = rowOf.get(code)!;
    });
  });
  return { rows, productRows: products.rows, rowsPerProduct, bags };
}

/** Products of the user who rated the most. */
export function longestOf(starts: Int32Array): number {
  let most = 0;
  for (let user = 0; user + 1 < starts.length; user++) most = Math.max(most, starts[user + 1] - starts[user]);
  return most;
}

/** Products of a history that an example reads, at most. */
export const LONGEST_HISTORY = 50;
/** Of a catalogue of more than twice this, so many products are drawn for a step; a smaller one is scored whole. */
const DRAWN = 1024;

/** The learner's sizes for this data. */
export function rankingOptions(
  { rows, productRows, rowsPerProduct, starts }: RankingData,
  shape: RankingOptions["shape"],
  batchSize: number,
  seed: number,
  drawn = DRAWN,
): RankingOptions {
  const whole = productRows - 1 <= 2 * drawn;
  return {
    shape,
    rows,
    productRows,
    batchSize,
    tokens: Math.min(LONGEST_HISTORY, longestOf(starts) - 1) * rowsPerProduct,
    candidates: whole ? productRows - 1 : Math.min(productRows - 1, batchSize + drawn),
    rowsPerProduct,
    seed,
  };
}
