import type { RecommendColumns } from "../recommend/types";
import type { TrainingColumns } from "../training/types";
import type { Dataset, SegmentColumn, SegmentRole } from "./types";
import { copy, size } from "./vocabulary";

/** Segments that say something about the product; the user's gender does not. */
const PRODUCT_SEGMENTS: readonly SegmentRole[] = ["category", "brand", "productGender"];

/** Copies of the columns that training reads. */
export function forTraining(dataset: Dataset): TrainingColumns {
  return {
    size: dataset.size,
    users: size(dataset.users),
    products: size(dataset.products),
    user: dataset.user.slice(),
    product: dataset.product.slice(),
    rating: dataset.rating.slice(),
    time: dataset.time?.slice() ?? null,
    split: dataset.split?.slice() ?? null,
  };
}

/** Copies of the columns that recommending reads. */
export function forRecommending(dataset: Dataset): RecommendColumns {
  const productSegments: RecommendColumns["productSegments"] = {};
  for (const role of PRODUCT_SEGMENTS) {
    const segment = dataset.segments[role];
    if (segment) {
      productSegments[role] = { codes: lastKnown(dataset, segment), vocabulary: copy(segment.vocabulary) };
    }
  }
  return {
    size: dataset.size,
    users: copy(dataset.users),
    products: copy(dataset.products),
    user: dataset.user.slice(),
    product: dataset.product.slice(),
    rating: dataset.rating.slice(),
    time: dataset.time?.slice() ?? null,
    productSegments,
  };
}

/** The last known value of each product, by product code; 0 where none is known. */
function lastKnown(dataset: Dataset, { codes }: SegmentColumn): Int32Array {
  const values = new Int32Array(size(dataset.products));
  for (let row = 0; row < dataset.size; row++) {
    const code = codes[row]!;
    if (code !== 0) values[dataset.product[row]!] = code;
  }
  return values;
}
