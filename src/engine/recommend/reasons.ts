import { textOf } from "../read/vocabulary";
import type { Catalogue } from "./catalogue";
import { pulls } from "./models/pulls";
import type { GivenRating, RecommendModel, UserState } from "./models/types";
import type { Reasons } from "./types";

/**
 * Why a product has its score for somebody: the summands of its logit, and what each of their ratings does to it.
 * @param user code of the user whose ratings they are; undefined for somebody who is not in the file
 */
export function reasonsFor(
  catalogue: Catalogue,
  model: RecommendModel,
  state: UserState,
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
    terms,
    logit,
    predicted: catalogue.predicted(model, logit),
    ratings: ratings.length,
    pulls: pulls(model, ratings, product, user).map(({ product: rated, rating, change }) => ({
      product: textOf(products, rated),
      title: catalogue.title(rated),
      rating,
      change,
    })),
  };
}
