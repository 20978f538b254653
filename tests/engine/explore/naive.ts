import type { Feedback } from "../../../src/domain/roles";
import {
  type Bin,
  DIMENSIONS,
  type Dimension,
  type Filter,
  isRange,
  type Pair,
  type Predictions,
} from "../../../src/engine/explore/types";
import type { Dataset, SegmentColumn } from "../../../src/engine/read/types";
import { packTexts } from "../../../src/engine/read/vocabulary";

/** One rating in words; `time` in seconds since 1970, null for unknown. */
export interface Rating {
  user: string;
  product: string;
  rating: number;
  time: number | null;
  category: string;
  brand: string;
  productGender: string;
  userGender: string;
}
export const SEGMENTS = ["category", "brand", "productGender", "userGender"] as const;

const DAY = 86_400;

/** The Dataset of these ratings with these of their segments, codes given in the order in which texts are met. */
export function datasetOfRatings(
  ratings: readonly Rating[],
  { segments = SEGMENTS as readonly (typeof SEGMENTS)[number][], timed = true, feedback = "explicit" as Feedback } = {},
): Dataset {
  function coded(texts: string[], first: string[] = []): { codes: number[]; vocabulary: SegmentColumn["vocabulary"] } {
    const known = [...new Set([...first, ...texts])];
    return { codes: texts.map((text) => known.indexOf(text)), vocabulary: packTexts(known) };
  }
  const users = coded(ratings.map(({ user }) => user));
  const products = coded(ratings.map(({ product }) => product));
  const columns = segments.map((role) => {
    const { codes, vocabulary } = coded(
      ratings.map((rating) => rating[role]),
      [""],
    );
    return [role, { codes: Uint16Array.from(codes), vocabulary }];
  });
  return {
    name: "ratings.csv",
    feedback,
    bytes: 0,
    size: ratings.length,
    users: users.vocabulary,
    products: products.vocabulary,
    user: Int32Array.from(users.codes),
    product: Int32Array.from(products.codes),
    rating: Float32Array.from(ratings, ({ rating }) => rating),
    time: timed ? Float64Array.from(ratings, ({ time }) => time ?? Number.NaN) : null,
    segments: Object.fromEntries(columns),
    split: null,
    titles: null,
  };
}

export function yearOf({ time }: Rating): string {
  return time === null ? "" : String(new Date(time * 1000).getUTCFullYear());
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** NumPy's default quantile: the value at place (n − 1) × share of the sorted ones, linear between two. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return low * (1 - (place % 1)) + high * (place % 1);
}

export function countBy<Key>(keys: readonly Key[]): Map<Key, number> {
  const counts = new Map<Key, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** Goes through all ratings for each question, and remembers nothing but the predictions. */
export class Naive {
  private readonly perUser: Map<string, number>;
  private readonly perProduct: Map<string, number>;
  private errors: Map<Rating, number> | null = null;

  constructor(
    readonly ratings: readonly Rating[],
    private readonly has: (dimension: Dimension) => boolean,
  ) {
    this.perUser = countBy(ratings.map(({ user }) => user));
    this.perProduct = countBy(ratings.map(({ product }) => product));
  }

  setPredictions(predictions: Predictions | null): void {
    const among = predictions && this.those(predictions.only);
    this.errors =
      predictions &&
      new Map(
        [...predictions.places].map((place, i) => {
          const rating = among![place];
          return [rating, Math.abs(predictions.predicted[i] - rating.rating)];
        }),
      );
  }

  /** The ratings that pass all parts of the filter but those for `shown`. */
  those(filter: Filter, ...shown: Dimension[]): Rating[] {
    const by = DIMENSIONS.filter((dimension) => filter[dimension] && !shown.includes(dimension));
    return this.ratings.filter((rating) => by.every((dimension) => this.passes(rating, dimension, filter)));
  }

  errorsOf(ratings: readonly Rating[]): number[] {
    return ratings.flatMap((rating) => this.errors?.get(rating) ?? []);
  }

  activity(owner: "user" | "product", ratings: readonly Rating[], bins: readonly Bin[]): number[] {
    const counts = owner === "user" ? this.perUser : this.perProduct;
    const met = [...new Set(ratings.map((rating) => rating[owner]))].map((id) => counts.get(id)!);
    return bins.map(({ low, high }) => met.filter((count) => count >= low && count <= high).length);
  }

  private passes(rating: Rating, dimension: Dimension, filter: Filter): boolean {
    if (!isRange(dimension)) {
      const label = dimension === "year" ? yearOf(rating) : rating[dimension as (typeof SEGMENTS)[number]];
      return !this.has(dimension) || filter[dimension]!.includes(label);
    }
    const [low, high] = filter[dimension]!;
    const within = (value: number | undefined) => value !== undefined && value >= low && value <= high;
    if (dimension === "rating") return within(rating.rating);
    if (dimension === "userActivity") return within(this.perUser.get(rating.user));
    if (dimension === "productActivity") return within(this.perProduct.get(rating.product));
    if (dimension === "error") return !this.errors || within(this.errors.get(rating));
    return !this.has("time") || (rating.time !== null && within(Math.floor(rating.time / DAY)));
  }
}

/** The ratings of each cell of two segments, row by row. */
export function byCell(ratings: readonly Rating[], pair: Pair, rows: readonly string[], columns: readonly string[]) {
  const label = (rating: Rating, role: Pair[0]) =>
    role === "year" ? yearOf(rating) : rating[role as (typeof SEGMENTS)[number]];
  return rows.flatMap((row) =>
    columns.map((column) =>
      ratings
        .filter((rating) => label(rating, pair[0]) === row && label(rating, pair[1]) === column)
        .map(({ rating }) => rating),
    ),
  );
}
