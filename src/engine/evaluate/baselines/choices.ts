import { productsByUser } from "../productLists";
import type { BaselineColumns } from "./baseline";
import type { SparseRows } from "./sparse";

/** Who has what among the ratings, however often. */
export interface Choices {
  /** Users × products, 1 where the user has the product. */
  histories: SparseRows;
  /** Users of each product, by code. */
  counts: Int32Array;
}

export function choicesOf(columns: BaselineColumns, ratings: Int32Array): Choices {
  const { starts, products } = productsByUser(columns, ratings);
  const counts = new Int32Array(columns.products);
  for (const product of products) counts[product]++;
  return { histories: { starts, columns: products, values: new Float32Array(products.length).fill(1) }, counts };
}
