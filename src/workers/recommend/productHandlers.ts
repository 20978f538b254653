import { segmentChoices } from "../../engine/recommend/products/newProduct";
import type { Handlers } from "../serve";
import { breatheUntil, lensesOf, modelOf } from "./lenses";
import type { ProductCalls } from "./productCalls";
import type { Session } from "./session";

export function productHandlers(session: Session): Handlers<ProductCalls> {
  const products = () => lensesOf(session).products;
  return {
    findProducts: ({ query, limit }) => products().find(query, limit),
    product: ({ product, count, step }) => products().view(modelOf(session), product, { similar: count, step }),
    likelyUsers: ({ product, count }, { signal }) =>
      products().likely(modelOf(session), product, count, breatheUntil(signal)),
    biases: ({ minimum, count, product }) => products().biases(modelOf(session), minimum, count, product),
    segmentChoices: () => segmentChoices(products().index.columns),
    audience: ({ values, count }, { signal }) =>
      products().audience(modelOf(session), values, count, breatheUntil(signal)),
  };
}
