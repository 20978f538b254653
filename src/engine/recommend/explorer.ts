import type { SegmentRole } from "../dataset/types";
import { codeOf, textOf } from "../dataset/vocabulary";
import type { ModelSnapshot } from "../training/types";
import { createModel, ratingsOf } from "./models/createModel";
import { RatingIndex } from "./ratingIndex";
import { codesContaining } from "./search";
import { topN } from "./topN";
import {
  type CustomerMatch,
  type CustomerView,
  type ListOptions,
  type Members,
  type RatedProduct,
  type Recommendation,
  type RecommendColumns,
  RecommendError,
  type UserSearch,
} from "./types";

/** A model as the explorer asks it. */
interface Answering {
  kind: CustomerView["kind"];
  /** Score of each product, by code, for the user with this code. */
  scoresOf(user: number): Float32Array;
}

function answering(snapshot: ModelSnapshot): Answering {
  const model = createModel(snapshot);
  return { kind: model.kind, scoresOf: (user) => ratingsOf(model, user) };
}

/** Answers who would be recommended what, from a Dataset and the latest copy of a model's weights. */
export class Explorer {
  private readonly index: RatingIndex;
  private model: (Answering & { userRows: Int32Array }) | null = null;
  private members: Members | null = null;

  constructor(private readonly columns: RecommendColumns) {
    this.index = new RatingIndex(columns);
  }

  /** Answer with these weights from now on. */
  setModel(snapshot: ModelSnapshot): void {
    this.model = { ...answering(snapshot), userRows: snapshot.userRows };
  }

  /** Find only these users and recommend only these products from now on; null for all. */
  setMembers(members: Members | null): void {
    this.members = members;
  }

  /** Users whose id contains the query: the exact match first, then the most active. `total` counts them all. */
  findUsers({ query, limit }: Pick<UserSearch, "query" | "limit">): { matches: CustomerMatch[]; total: number } {
    const { users } = this.columns;
    const wanted = query.trim();
    const found = wanted === "" ? this.index.byActivity() : this.matching(wanted);
    const { members } = this;
    const codes = members ? found.filter((user) => members.users[user] === 1) : found;
    const matches = Array.from(codes.slice(0, limit), (user) => ({
      id: textOf(users, user),
      ratings: this.index.countOf(user),
    }));
    return { matches, total: codes.length };
  }

  /**
   * The user's history and the `count` unrated products of highest score. A model that ranks by history reads only what
   * of it is in its training part: it was judged by that.
   * Throws RecommendError for an unknown user and before the first model.
   */
  customer(id: string, { count }: ListOptions): CustomerView {
    const user = codeOf(this.columns.users, id);
    if (user < 0) {
      const near = this.findUsers({ query: id, limit: 3 }).matches.map((match) => match.id);
      const hint = near.length > 0 ? ` Similar ids: ${near.join(", ")}.` : "";
      throw new RecommendError(`There is no user "${id}" in this file.${hint}`);
    }
    if (!this.model) throw new RecommendError("There is no trained model yet. Train one first.");
    const { kind, scoresOf, userRows } = this.model;
    const rated = new Set(Array.from(this.index.ratingsOf(user), (i) => this.columns.product[i]));
    const scores = scoresOf(user);
    const { members } = this;
    const best = topN(scores, count, (product) => !rated.has(product) && members?.products[product] !== 0);
    if (best.length === 0 && members) {
      throw new RecommendError(`None of the products that are filtered by is left to recommend to "${id}".`);
    }
    if (best.length === 0) {
      const did = this.columns.feedback === "explicit" ? "rated" : "chosen";
      throw new RecommendError(`"${id}" has ${did} every product in this file; there is nothing left to recommend.`);
    }
    return {
      id,
      kind,
      known: userRows[user] !== 0,
      history: this.history(user),
      recommendations: best.map((product) => this.describe(product, scores[product], kind)),
      popular: [],
      overlap: 0,
      excluded: { rated: rated.size, listed: 0, filtered: 0 },
      nothingLeft: null,
      other: null,
    };
  }

  private matching(query: string): number[] {
    const exact = codeOf(this.columns.users, query);
    const count = (user: number) => (user === exact ? Number.POSITIVE_INFINITY : this.index.countOf(user));
    return codesContaining(this.columns.users, query).sort((a, b) => count(b) - count(a) || a - b);
  }

  private history(user: number): RatedProduct[] {
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

  private describe(product: number, score: number, kind: Answering["kind"]): Recommendation {
    return {
      product: textOf(this.columns.products, product),
      title: this.title(product),
      score,
      predicted: kind === "rating" ? this.onScale(score) : null,
      category: this.segment("category", product),
      brand: this.segment("brand", product),
      ratings: this.index.productRatings[product],
      mean: this.index.productMeans[product],
      interval: null,
      popularityRank: 0,
      isPopular: false,
    };
  }

  /** Ranges reach half a step beyond the scale, so that the sigmoid can come to its ends: nobody can rate there. */
  private onScale(rating: number): number {
    const [low, high] = this.index.scale;
    return Math.min(high, Math.max(low, rating));
  }

  private title(product: number): string {
    const { titles } = this.columns;
    return titles ? textOf(titles, product) : "";
  }

  private segment(role: SegmentRole, product: number): string {
    const column = this.columns.productSegments[role];
    return column ? textOf(column.vocabulary, column.codes[product]) : "";
  }
}
