import type { Handlers } from "../serve";
import type { ProductCalls } from "./productCalls";
import type { Session } from "./session";

export function productHandlers(_session: Session): Handlers<ProductCalls> {
  return {};
}
