import { SEGMENT_ROLES } from "../../domain/roles";
import type { RecommendColumns } from "../recommend/types";
import type { TrainingColumns } from "../train/types";
import { majorityOf, SEGMENT_OWNER, sideColumns } from "./sides";
import { subset } from "./subset";
import type { Dataset } from "./types";
import { copy, size } from "./vocabulary";

/** Copies of the columns that training reads; of these rows alone, where not all are trained on. */
export function forTraining(whole: Dataset, rows: Int32Array | null = null): TrainingColumns {
  const dataset = rows ? subset(whole, rows) : whole;
  return {
    feedback: dataset.feedback,
    size: dataset.size,
    users: size(dataset.users),
    products: size(dataset.products),
    user: dataset.user.slice(),
    product: dataset.product.slice(),
    rating: dataset.rating.slice(),
    time: dataset.time?.slice() ?? null,
    split: dataset.split?.slice() ?? null,
    sides: sideColumns(dataset),
  };
}

/** Copies of the columns that recommending reads. */
export function forRecommending(dataset: Dataset): RecommendColumns {
  const segments = { product: {}, user: {} } as Record<"product" | "user", RecommendColumns["productSegments"]>;
  for (const role of SEGMENT_ROLES) {
    const segment = dataset.segments[role];
    if (!segment) continue;
    const owner = SEGMENT_OWNER[role];
    const { codes } = majorityOf(dataset, owner, segment);
    segments[owner][role] = { codes, vocabulary: copy(segment.vocabulary) };
  }
  return {
    feedback: dataset.feedback,
    size: dataset.size,
    users: copy(dataset.users),
    products: copy(dataset.products),
    user: dataset.user.slice(),
    product: dataset.product.slice(),
    rating: dataset.rating.slice(),
    time: dataset.time?.slice() ?? null,
    titles: dataset.titles && copy(dataset.titles),
    productSegments: segments.product,
    userSegments: segments.user,
  };
}
