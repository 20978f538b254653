import { textOf } from "../read/vocabulary";
import type { Catalogue } from "./catalogue";
import type { Interest } from "./lists/interest";
import { likedWith } from "./lists/listScore";
import type { Asked } from "./lists/view";
import { pulls } from "./models/pulls";
import type { FoldInOptions, GivenRating } from "./models/types";
import type { InterestReasons, Reasons } from "./types";

/**
 * Why a product has its score for somebody: the summands of its logit, and what each of their ratings does to it.
 * @param who as whom they are folded in
 */
export function reasonsFor(
  catalogue: Catalogue,
  asked: Asked,
  ratings: readonly GivenRating[],
  product: number,
  who: Pick<FoldInOptions, "user" | "like">,
): Reasons {
  const { model, state } = asked;
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
    interest:
      asked.interest && interestReasons(catalogue, asked, asked.interest, product, catalogue.predicted(model, logit)),
    ratings: ratings.length,
    pulls: pulls(model, ratings, product, who).map(({ product: rated, rating, change }) => ({
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
  { history, shares }: Asked,
  { itemItem, popularity, liked }: Interest,
  product: number,
  predicted: number | null,
): InterestReasons {
  const values = itemItem.contributions(history, product);
  const order = Array.from(values.keys()).sort((a, b) => Math.abs(values[b]) - Math.abs(values[a]) || a - b);
  return {
    interest: values.reduce((sum, value) => sum + value, 0),
    popularity: popularity * (shares ?? itemItem.shares)[product],
    products: history.length,
    liked: liked && predicted !== null ? likedWith(predicted, liked) : null,
    contributions: order
      .slice(0, MOST_CONTRIBUTIONS)
      .map((at) => ({ ...catalogue.nameOf(history[at]), value: values[at] })),
  };
}
