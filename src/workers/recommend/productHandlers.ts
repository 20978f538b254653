import { segmentChoices } from "../../engine/recommend/products/newProduct";
import type { Handlers } from "../serve";
import { breatheUntil, explorersOf, unpackedModel } from "./explorers";
import type { ProductCalls } from "./productCalls";
import type { RecommendSession } from "./session";

export function productHandlers(session: RecommendSession): Handlers<ProductCalls> {
  const products = () => explorersOf(session).products;
  return {
    findProducts: ({ query, limit }) => products().find(query, limit),
    product: ({ product, count, step }) =>
      products().view(unpackedModel(session), product, { similar: count, step }, session.itemItem),
    likelyUsers: ({ product, count }, { signal }) =>
      products().likely(unpackedModel(session), product, count, breatheUntil(signal)),
    biases: ({ minimum, count, product }) => products().biases(unpackedModel(session), minimum, count, product),
    segmentChoices: () => segmentChoices(products().index.columns),
    audience: ({ values, count }, { signal }) =>
      products().audience(unpackedModel(session), values, count, breatheUntil(signal)),
  };
}
