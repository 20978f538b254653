import { fastestInverter } from "../../../backends/wasm/invert";
import { fitItemItem, LAMBDA, productsLeftOut } from "../../../models/item-item/fit";
import { ItemItemModel } from "../../../models/item-item/model";
import type { Split } from "../part";
import { productsByUser } from "../productLists";
import { type CatalogueScorer, relevantRatings } from "../ranking";
import type { Baseline, BaselineColumns } from "./baseline";
import { bestOf, planTrial } from "./trial";

/** Regularisations tried on the validation part (Steck's best lie from 200 to 1,000); without one the first is used. */
const LAMBDAS = [LAMBDA, 30, 100, 1000] as const;

/** λ is chosen among this many most rated products, so that the trials cost less than the solution itself. */
const TRIAL_PRODUCTS = 400;

/** Products that have weights, the most rated ones, and users who are solved over where there are more products. */
const MOST_PRODUCTS = 2_500;
const MOST_USERS = 2_500;

/**
 * EASE (Steck 2019, "Embarrassingly Shallow Autoencoders for Sparse Data"): scores are X B with X the users × products
 * matrix of relevant training ratings (1 where one or more is `relevantFrom` or more) and B as in `fitItemItem`, its λ
 * chosen by NDCG@10 on the validation part. It only ranks. Products without weights follow the others by how many users
 * have them relevant, and who has no relevant training rating gets all products so, as X B would be 0.
 * @param seed of the sample of users that λ is chosen by
 */
export async function ease(
  columns: BaselineColumns,
  { train, validation }: Pick<Split, "train" | "validation">,
  relevantFrom: number,
  seed: number,
  breathe: () => Promise<void>,
): Promise<Baseline> {
  const histories = productsByUser(columns, relevantRatings(columns, train, relevantFrom));
  const { starts, products } = histories;
  await breathe();
  const invert = fastestInverter();
  const fit = (lambda: number, mostProducts: number, mostUsers: number) =>
    fitItemItem(histories, columns.products, { lambda, mostProducts, mostUsers, invert, breathe });
  const telling = validation.filter((i) => starts[columns.user[i]] < starts[columns.user[i] + 1]);
  const trial = planTrial(columns, { train, validation: telling }, relevantFrom, seed);
  const scorerOf = (model: ItemItemModel, counts: Int32Array): CatalogueScorer => {
    return (user) => {
      const history = products.subarray(starts[user], starts[user + 1]);
      return history.length === 0 ? counts : withTheRest(model, model.interest(history, user), counts);
    };
  };
  const { candidate } = await bestOf(trial, LAMBDAS, breathe, async (lambda) => {
    const snapshot = await fit(lambda, TRIAL_PRODUCTS, 0);
    return scorerOf(new ItemItemModel(snapshot), snapshot.counts);
  });
  const snapshot = await fit(candidate, MOST_PRODUCTS, MOST_USERS);
  return {
    name: "EASE",
    predict: null,
    score: scorerOf(new ItemItemModel(snapshot), snapshot.counts),
    note: `It learns which products go together and predicts no ratings, so it only ranks.${whatIsLeft(productsLeftOut(snapshot))}`,
  };
}

/** The interest; what the model does not know below it, what most users have first. */
function withTheRest(model: ItemItemModel, interest: Float32Array, counts: Int32Array): Float32Array {
  const least = interest.reduce((low, value) => Math.min(low, value), 0);
  for (let product = 0; product < interest.length; product++) {
    if (!model.knows(product)) interest[product] = least - 1 / (1 + counts[product]);
  }
  return interest;
}

function whatIsLeft({ products, covered }: ReturnType<typeof productsLeftOut>): string {
  if (products === 0) return "";
  const held = covered.toLocaleString("en", { style: "percent" });
  return ` Only the most rated products can be solved for, with ${held} of the ratings; ${products.toLocaleString("en")} others follow by popularity.`;
}
