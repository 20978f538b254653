import { size } from "../dataset/vocabulary";
import type { RecommendColumns } from "./types";

/** The ratings of a Dataset by user, and each product's count and mean. */
export class RatingIndex {
  /** Ratings of user u are order[starts[u] .. starts[u + 1]), in file order. */
  private readonly starts: Int32Array;
  private readonly order: Int32Array;
  readonly productRatings: Int32Array;
  readonly productMeans: Float32Array;
  /** Ends of the scale: the lowest and the highest rating. */
  readonly scale: [low: number, high: number];
  private activity: Int32Array | null = null;

  constructor({ size: ratings, users, products, user, product, rating }: RecommendColumns) {
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

  /** All users, the most active first; users of equal activity in file order. */
  byActivity(): Int32Array {
    this.activity ??= this.sortByActivity();
    return this.activity;
  }

  private sortByActivity(): Int32Array {
    const users = Int32Array.from({ length: this.starts.length - 1 }, (_, u) => u);
    return users.sort((a, b) => this.countOf(b) - this.countOf(a) || a - b);
  }
}
