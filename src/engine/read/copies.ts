import { type Feedback, ownerOf, SEGMENT_ROLES, type SegmentRole } from "../../domain/roles";
import type { SideColumn } from "./sides";
import { majorityOf, sideColumns } from "./sides";
import { subset } from "./subset";
import type { Dataset, Vocabulary } from "./types";
import { copy, size } from "./vocabulary";

/** The columns of a Dataset that training reads; transferred to the training worker. */
export interface TrainingColumns {
  /** Of implicit feedback `rating` is how often a product was chosen: models that predict ratings have none to learn. */
  feedback: Feedback;
  size: number;
  users: number;
  products: number;
  user: Int32Array;
  product: Int32Array;
  rating: Float32Array;
  time: Float64Array | null;
  split: Uint8Array | null;
  sides: SideColumn[];
}

/** The value of each user or product in a segment column, by code; code 0 is unknown. */
export interface CodedSegment {
  codes: Int32Array;
  vocabulary: Vocabulary;
}

/** The columns of a Dataset that recommending reads; transferred to the recommendation worker. */
export interface RecommendColumns {
  /** Of implicit feedback `rating` is how often a product was chosen. */
  feedback: Feedback;
  size: number;
  users: Vocabulary;
  products: Vocabulary;
  user: Int32Array;
  product: Int32Array;
  rating: Float32Array;
  time: Float64Array | null;
  /** Title of each product code, empty where unknown; null without titles. */
  titles: Vocabulary | null;
  /** Value of each product's segments (that of most of its ratings), by product code. */
  productSegments: Partial<Record<SegmentRole, CodedSegment>>;
  /** Value of each user's segments, by user code. */
  userSegments: Partial<Record<SegmentRole, CodedSegment>>;
}

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
    const owner = ownerOf(role);
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
