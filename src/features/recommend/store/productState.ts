import type { SegmentRole } from "../../../domain/roles";
import type {
  BiasLists,
  ExpectedAudience,
  LikelyUsers,
  Likeness,
  ProductAnswer,
  ProductMatch,
  SegmentChoices,
} from "../../../engine/recommend/products/types";
import type { Values } from "../../studio/slice";

/** A product that is not in the file, by its segments alone. */
export interface NewProductState {
  /** What can be chosen; null until it was asked for. */
  choices: SegmentChoices | null;
  values: Partial<Record<SegmentRole, string>>;
  /** Null before the first answer; its `found` is null where the model does not read segments of products. */
  audience: { found: ExpectedAudience | null } | null;
}

export interface ProductSlice {
  productQuery: string;
  productMatches: ProductMatch[];
  productMatchesTotal: number;
  /** The product in view; null before the first. */
  product: ProductAnswer | null;
  productPending: boolean;
  /** By what products are compared, here and on the map. */
  likeness: Likeness;
  /** Of the product in view; null while they are awaited. */
  likelyUsers: LikelyUsers | null;
  /** Null before the first answer; its `found` is null where the model has no bias of products. */
  biases: { found: BiasLists | null } | null;
  /** Ratings that a product has at least to be among the best and worst. */
  biasMinimum: number;
  newProduct: NewProductState;
  /** Why there is no answer: a sentence. */
  productError: string | null;
  findProducts(query: string): Promise<void>;
  /** Show a product, on the Products tab of Recommend; from anywhere. */
  openProduct(product: string): Promise<void>;
  /** Answer again for the product in view, with the model that answers now; for the most rated one where there is none. */
  refreshProduct(): Promise<void>;
  setBiasMinimum(minimum: number): void;
  setLikeness(likeness: Likeness): void;
  /** Make up a product of these segments; empty texts are unknown. */
  describeNewProduct(change: NewProductState["values"]): Promise<void>;
  dismissProductError(): void;
}

/** No product asked for yet on the loaded data. */
export const emptyProducts: Values<ProductSlice> = {
  productQuery: "",
  productMatches: [],
  productMatchesTotal: 0,
  product: null,
  productPending: false,
  likelyUsers: null,
  biases: null,
  biasMinimum: 5,
  likeness: "taste",
  newProduct: { choices: null, values: {}, audience: null },
  productError: null,
};
