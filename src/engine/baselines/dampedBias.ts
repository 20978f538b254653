import type { Split } from "../training/split";
import { type Baseline, countByCode, type Ratings, sumByCode } from "./baseline";
import { meanRating } from "./plain";

/** rating ≈ mean + ofProduct[product] + ofUser[user]; a bias is 0 where the code has no training rating. */
export interface Biases {
  mean: number;
  ofProduct: Float64Array;
  ofUser: Float64Array;
}

/** Pseudo-ratings that pull an id's bias to zero. */
const DAMPINGS = [1, 2, 5, 10, 25, 50];

/**
 * Each bias is a damped mean of what is left, first by product, then by user: the sum of residuals / (number +
 * damping), as in Koren 2010, "Factor in the Neighbors", section 2.1. Given in two steps, so that the users' residuals
 * are summed once for all their dampings.
 */
export function fitBiases(columns: Ratings, training: Int32Array): (ofProducts: number) => (ofUsers: number) => Biases {
  const { user, users, product, products, rating } = columns;
  const mean = meanRating(columns, training);
  const [productCounts, userCounts] = [countByCode(product, products, training), countByCode(user, users, training)];
  const productSums = sumByCode(product, products, training, (i) => rating[i] - mean);
  return (productDamping) => {
    const ofProduct = damped(productSums, productCounts, productDamping);
    const userSums = sumByCode(user, users, training, (i) => rating[i] - mean - ofProduct[product[i]]);
    return (userDamping) => ({ mean, ofProduct, ofUser: damped(userSums, userCounts, userDamping) });
  };
}

/** The biases whose two dampings are together best on the validation part; without one, those damped least. */
export async function bestBiases(
  columns: Ratings,
  { train, validation }: Pick<Split, "train" | "validation">,
  breathe: () => Promise<void>,
): Promise<Biases> {
  const fit = fitBiases(columns, train);
  let [best, least] = [fit(DAMPINGS[0])(DAMPINGS[0]), Number.POSITIVE_INFINITY];
  for (const ofProducts of DAMPINGS) {
    await breathe();
    const fitUsers = fit(ofProducts);
    for (const ofUsers of DAMPINGS) {
      await breathe();
      const biases = fitUsers(ofUsers);
      const squares = squaredErrors(columns, validation, biases);
      if (squares < least) [best, least] = [biases, squares];
    }
  }
  return best;
}

export function dampedBias({ mean, ofProduct, ofUser }: Biases): Baseline {
  return {
    name: "damped bias",
    predict: (user, product) => mean + ofProduct[product] + ofUser[user],
    // The user's bias moves all of the user's scores alike.
    score: () => ofProduct,
    note: null,
  };
}

function damped(sums: Float64Array, counts: Int32Array, damping: number): Float64Array {
  return sums.map((sum, code) => (counts[code] > 0 ? sum / (counts[code] + damping) : 0));
}

function squaredErrors({ user, product, rating }: Ratings, part: Int32Array, { mean, ofProduct, ofUser }: Biases) {
  let squares = 0;
  for (const i of part) squares += (mean + ofProduct[product[i]] + ofUser[user[i]] - rating[i]) ** 2;
  return squares;
}
