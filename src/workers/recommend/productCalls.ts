import type { SegmentRole } from "../../domain/roles";
import type {
  BiasLists,
  ExpectedAudience,
  LikelyUsers,
  ProductAnswer,
  ProductMatch,
  SegmentChoices,
} from "../../engine/recommend/products/types";
import type { Call } from "../call";

/** What the page asks about products: what they are like, and who likes them. */
export type ProductCalls = {
  /** Products whose id or title contains the query, the exact id first, then those with most ratings. */
  findProducts: Call<{ query: string; limit: number }, never, { matches: ProductMatch[]; total: number }>;
  /** `step` is a step of the rating scale, `count` the length of its lists. */
  product: Call<{ product: string; count: number; step: number }, never, ProductAnswer>;
  /** Other calls are answered meanwhile. */
  likelyUsers: Call<{ product: string; count: number }, never, LikelyUsers>;
  /** Null where the model has no bias of products. */
  biases: Call<{ minimum: number; count: number; product: string | null }, never, BiasLists | null>;
  segmentChoices: Call<null, never, SegmentChoices>;
  /** Of a product that has these segments and no ratings; null where the model does not read segments. */
  audience: Call<{ values: Partial<Record<SegmentRole, string>>; count: number }, never, ExpectedAudience | null>;
};
