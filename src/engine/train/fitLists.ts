import { fastestInverter, invertByKernels } from "../../backends/wasm/invert";
import { fitItemItem, productsLeftOut } from "../../models/item-item/fit";
import type { LikedFrom, ListWeights } from "../../models/snapshot";
import { bestPopularity } from "../evaluate/listPopularity";
import { productsByUser } from "../evaluate/productLists";
import type { RankingTask } from "../evaluate/ranking";
import type { TrainingColumns } from "../read/copies";
import { Interest } from "../recommend/lists/interest";
import { POPULARITIES } from "../recommend/lists/listScore";

/** Users whose matrix is inverted in plain loops, at most: with more of them it would take minutes. */
const MOST_USERS_IN_LOOPS = 2_500;

/** What the list score is made with beside the interest. */
interface Liking {
  /** Predicted rating of each product, by code; null where nothing is rated. */
  ratingsOf: (user: number) => Float32Array | null;
  liked: LikedFrom | null;
}

/**
 * The item-item model of these training ratings, all pairs of a user and a product counting alike, with the weight of
 * popularity that does best on the validation part.
 */
export async function fitLists(
  columns: TrainingColumns,
  training: Int32Array,
  { ratingsOf, liked }: Liking,
  validation: RankingTask | null,
  breathe: () => Promise<void>,
): Promise<ListWeights> {
  const { starts, products } = productsByUser(columns, training);
  const invert = fastestInverter();
  const limit = invert === invertByKernels ? {} : { mostUsers: MOST_USERS_IN_LOOPS };
  const itemItem = await fitItemItem({ starts, products }, columns.products, { ...limit, invert, breathe });
  const weights: ListWeights = { itemItem, starts, history: products, popularity: POPULARITIES[0], liked };
  if (!validation) return weights;
  const interest = new Interest(weights);
  const opinionsOf = (user: number) => interest.opinions(interest.historyOf(user), ratingsOf(user), user);
  return { ...weights, popularity: await bestPopularity(validation, opinionsOf, liked, breathe) };
}

/** A sentence about the products that have no weights, being too many; none where all have. */
export function leftOutNotes({ itemItem }: ListWeights): string[] {
  const { products, covered } = productsLeftOut(itemItem);
  if (products === 0) return [];
  const share = `${(100 * covered).toFixed(0)} %`;
  return [
    `Which products go together is known of the most rated, which hold ${share} of the ratings; ` +
      `${products.toLocaleString("en")} others are listed by popularity and predicted rating.`,
  ];
}
