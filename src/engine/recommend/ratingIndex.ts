import type { RecommendColumns } from "../read/copies";
import { size } from "../read/vocabulary";

/** The ratings of a Dataset by user, and each product's count and mean. */
export class RatingIndex {
  /** Ratings of user u are order[starts[u] .. starts[u + 1]), in file order. */
  private readonly starts: Int32Array;
  private readonly order: Int32Array;
  readonly productRatings: Int32Array;
  readonly productMeans: Float32Array;
  /** Ends of the scale: the lowest and the highest rating. */
  readonly scale: [low: number, high: number];
  private readonly product: Int32Array;
  private ranks: Int32Array | null = null;

  constructor({ size: ratings, users, products, user, product, rating }: RecommendColumns) {
    this.product = product;
    this.starts = new Int32Array(size(users) + 1);
    for (let i = 0; i < ratings; i++) this.starts[user[i] + 1]++;
    for (let u = 0; u < size(users); u++) this.starts[u + 1] += this.starts[u];
    const next = this.starts.slice();
    this.order = new Int32Array(ratings);
    this.productRatings = new Int32Array(size(products));
    this.productMeans = new Float32Array(size(products));
    const sums = new Float64Array(size(products));
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let i = 0; i < ratings; i++) {
      this.order[next[user[i]]++] = i;
      this.productRatings[product[i]]++;
      sums[product[i]] += rating[i];
      if (rating[i] < low) low = rating[i];
      if (rating[i] > high) high = rating[i];
    }
    this.scale = [low, high];
    for (let p = 0; p < sums.length; p++) this.productMeans[p] = sums[p] / this.productRatings[p];
  }

  /** Indices of the user's ratings, in file order. */
  ratingsOf(user: number): Int32Array {
    return this.order.subarray(this.starts[user], this.starts[user + 1]);
  }

  countOf(user: number): number {
    return this.starts[user + 1] - this.starts[user];
  }

  /** Products that the user rated, by code, each once. */
  ratedBy(user: number): Set<number> {
    const rated = new Set<number>();
    for (const i of this.ratingsOf(user)) rated.add(this.product[i]);
    return rated;
  }

  /** Each product's place by number of ratings, from 1; products of equal number in file order. */
  get popularityRank(): Int32Array {
    this.ranks ??= this.rankProducts();
    return this.ranks;
  }

  private rankProducts(): Int32Array {
    const order = Int32Array.from(this.productRatings.keys());
    order.sort((a, b) => this.productRatings[b] - this.productRatings[a] || a - b);
    const ranks = new Int32Array(order.length);
    order.forEach((product, place) => {
      ranks[product] = place + 1;
    });
    return ranks;
  }
}
