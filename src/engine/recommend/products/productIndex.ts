import { PRODUCT_SEGMENTS } from "../../../domain/roles";
import type { RecommendColumns } from "../../read/copies";
import { readableText, singleValues, valuesOfCode } from "../../read/severalValues";
import { size, textOf } from "../../read/vocabulary";
import { topN } from "../topN";
import type { ListedProduct, ProductFacts } from "./types";

/** The ratings of a Dataset by product, and what lists say of each product. */
export class ProductIndex {
  /** Ratings of product p are order[starts[p] .. starts[p + 1]), in file order. */
  private readonly starts: Int32Array;
  private readonly order: Int32Array;
  private readonly means: Float32Array;
  /** Ratings of each user. */
  private readonly activity: Int32Array;
  private active: { count: number; users: readonly number[] } | null = null;

  constructor(readonly columns: RecommendColumns) {
    const { size: ratings, users, products, user, product, rating } = columns;
    const count = size(products);
    this.starts = new Int32Array(count + 1);
    this.activity = new Int32Array(size(users));
    for (let i = 0; i < ratings; i++) {
      this.starts[product[i] + 1]++;
      this.activity[user[i]]++;
    }
    for (let p = 0; p < count; p++) this.starts[p + 1] += this.starts[p];
    const next = this.starts.slice();
    const sums = new Float64Array(count);
    this.order = new Int32Array(ratings);
    for (let i = 0; i < ratings; i++) {
      this.order[next[product[i]]++] = i;
      sums[product[i]] += rating[i];
    }
    this.means = Float32Array.from(sums, (sum, p) => sum / this.countOf(p));
  }

  get products(): number {
    return this.starts.length - 1;
  }

  /** Indices of the product's ratings, in file order. */
  ratingsOf(product: number): Int32Array {
    return this.order.subarray(this.starts[product], this.starts[product + 1]);
  }

  countOf(product: number): number {
    return this.starts[product + 1] - this.starts[product];
  }

  meanOf(product: number): number {
    return this.means[product];
  }

  activityOf(user: number): number {
    return this.activity[user];
  }

  /** As many users as `count`, those with most ratings, the most active first. */
  mostActive(count: number): readonly number[] {
    if (this.active?.count !== count) this.active = { count, users: topN(this.activity, count, () => true) };
    return this.active.users;
  }

  /** As many products as `count`, those with most ratings, the most rated first. */
  mostRated(count: number): number[] {
    const counts = Int32Array.from({ length: this.products }, (_, product) => this.countOf(product));
    return topN(counts, count, () => true);
  }

  describe(product: number): ListedProduct {
    const { columns } = this;
    return {
      id: textOf(columns.products, product),
      title: columns.titles ? textOf(columns.titles, product) : "",
      ratings: this.countOf(product),
      mean: this.meanOf(product),
      category: this.segment("category", product),
      brand: this.segment("brand", product),
    };
  }

  /** Its known segments, in the order of their roles. */
  segmentsOf(product: number): ProductFacts["segments"] {
    const values = PRODUCT_SEGMENTS.map((role) => ({ role, value: this.segment(role, product) }));
    return values.filter(({ value }) => value !== "");
  }

  /** True where both products have a known value in common. */
  shares(role: "category" | "brand", one: number, other: number): boolean {
    const column = this.columns.productSegments[role];
    if (!column) return false;
    const { codes, vocabulary } = column;
    const singles = singleValues(vocabulary);
    const own = new Set(valuesOfCode(singles, codes[one]));
    return [...valuesOfCode(singles, codes[other])].some((value) => value !== 0 && own.has(value));
  }

  private segment(role: ProductFacts["segments"][number]["role"], product: number): string {
    const column = this.columns.productSegments[role];
    return column ? readableText(column.vocabulary, column.codes[product]) : "";
  }
}
