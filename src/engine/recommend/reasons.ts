import { textOf } from "../read/vocabulary";
import type { Catalogue } from "./catalogue";
import type { Interest } from "./lists/interest";
import { likedWith } from "./lists/listScore";
import type { Asked } from "./lists/view";
import { pulls } from "./models/pulls";
import type { GivenRating } from "./models/types";
import type { InterestReasons, Reasons } from "./types";

/**
 * Why a product has its score for somebody: the summands of its logit, and what each of their ratings does to it.
 * @param user code of the user whose ratings they are; undefined for somebody who is not in the file
 */
export function reasonsFor(
  catalogue: Catalogue,
  { model, state, interest, history }: Asked,
  ratings: readonly GivenRating[],
  product: number,
  user?: number,
): Reasons {
  const { products } = catalogue.columns;
  const terms = model.terms(state, product);
  const logit = terms.reduce((sum, { value }) => sum + value, 0);
  return {
    product: textOf(products, product),
    title: catalogue.title(product),
    kind: model.kind,
    unit: model.unit,
    terms,
    logit,
    predicted: catalogue.predicted(model, logit),
    interest: interest && interestReasons(catalogue, interest, history, product, catalogue.predicted(model, logit)),
    ratings: ratings.length,
    pulls: pulls(model, ratings, product, user).map(({ product: rated, rating, change }) => ({
      product: textOf(products, rated),
      title: catalogue.title(rated),
      rating,
      change,
    })),
  };
}

/** Products of a history that are told of, at most. */
const MOST_CONTRIBUTIONS = 50;

function interestReasons(
  catalogue: Catalogue,
  { itemItem, popularity, liked }: Interest,
  history: ArrayLike<number>,
  product: number,
  predicted: number | null,
): InterestReasons {
  const values = itemItem.contributions(history, product);
  const order = Array.from(values.keys()).sort((a, b) => Math.abs(values[b]) - Math.abs(values[a]) || a - b);
  return {
    interest: values.reduce((sum, value) => sum + value, 0),
    popularity: popularity * itemItem.shares[product],
    products: history.length,
    liked: liked && predicted !== null ? likedWith(predicted, liked) : null,
    contributions: order
      .slice(0, MOST_CONTRIBUTIONS)
      .map((at) => ({ ...catalogue.nameOf(history[at]), value: values[at] })),
  };
}
