import { halfWidthOf } from "../../domain/intervals";
import type { SegmentRole } from "../../domain/roles";
import type { RecommendColumns } from "../read/copies";
import { readableText } from "../read/severalValues";
import { codeOf, textOf } from "../read/vocabulary";
import type { Answering } from "./answering";
import type { GivenRating, RecommendModel } from "./models/types";
import { RatingIndex } from "./ratingIndex";
import { type NewRating, type RatedProduct, type Recommendation, RecommendError } from "./types";

/** The Dataset's users and products in the words of the lists. */
export class Catalogue {
  readonly index: RatingIndex;

  constructor(readonly columns: RecommendColumns) {
    this.index = new RatingIndex(columns);
  }

  /** Throws RecommendError where the file has no such product. */
  productOf(id: string): number {
    const code = codeOf(this.columns.products, id);
    if (code < 0) throw new RecommendError(`There is no product "${id}" in this file.`);
    return code;
  }

  /** Throws RecommendError where the file has no such product. */
  givenBy(ratings: readonly NewRating[]): GivenRating[] {
    return ratings.map(({ product, rating }) => ({ product: this.productOf(product), rating }));
  }

  /** All of the user's ratings. */
  ratingsOf(user: number): GivenRating[] {
    const { product, rating } = this.columns;
    return Array.from(this.index.ratingsOf(user), (i) => ({ product: product[i], rating: rating[i] }));
  }

  /** Newest first. */
  history(user: number): RatedProduct[] {
    const { products, product, rating, time } = this.columns;
    const entries = Array.from(this.index.ratingsOf(user), (i) => ({
      product: textOf(products, product[i]),
      title: this.title(product[i]),
      rating: rating[i],
      time: time && !Number.isNaN(time[i]) ? time[i] : null,
      category: this.segment("category", product[i]),
      brand: this.segment("brand", product[i]),
    }));
    return entries.sort((a, b) => (b.time ?? Number.NEGATIVE_INFINITY) - (a.time ?? Number.NEGATIVE_INFINITY) || 0);
  }

  /**
   * @param logit of the product for somebody with `trained` ratings in the training part
   * @param isPopular whether the popular list beside this one holds it
   */
  describe(
    answering: Answering,
    product: number,
    logit: number,
    trained: number,
    isPopular: boolean,
  ): Omit<Recommendation, "likely" | "because"> {
    const predicted = this.predicted(answering.model, logit);
    return {
      product: textOf(this.columns.products, product),
      title: this.title(product),
      score: answering.model.ratingOf(logit),
      predicted,
      interval: this.interval(answering, predicted, trained),
      category: this.segment("category", product),
      brand: this.segment("brand", product),
      ratings: this.index.productRatings[product],
      mean: this.index.productMeans[product],
      popularityRank: this.index.popularityRank[product],
      isPopular,
    };
  }

  /** The rating of a logit; null from a model that ranks only. */
  predicted(model: RecommendModel, logit: number): number | null {
    return model.kind === "rating" ? this.onScale(model.ratingOf(logit)) : null;
  }

  nameOf(product: number): { product: string; title: string } {
    return { product: textOf(this.columns.products, product), title: this.title(product) };
  }

  title(product: number): string {
    const { titles } = this.columns;
    return titles ? textOf(titles, product) : "";
  }

  private interval({ intervals }: Answering, predicted: number | null, trained: number): Recommendation["interval"] {
    if (!intervals || predicted === null) return null;
    const halfWidth = halfWidthOf(intervals.table, trained);
    return [this.onScale(predicted - halfWidth), this.onScale(predicted + halfWidth)];
  }

  /** Ranges reach half a step beyond the scale, so that the sigmoid can come to its ends: nobody can rate there. */
  private onScale(rating: number): number {
    const [low, high] = this.index.scale;
    return Math.min(high, Math.max(low, rating));
  }

  private segment(role: SegmentRole, product: number): string {
    const column = this.columns.productSegments[role];
    return column ? readableText(column.vocabulary, column.codes[product]) : "";
  }
}
