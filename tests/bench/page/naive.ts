import type { SideRole } from "../../../src/domain/roles";
import { type Dimension, type Filter, isRange } from "../../../src/engine/explore/types";
import { yearsOf } from "../../../src/engine/read/sides";
import type { Dataset } from "../../../src/engine/read/types";
import { size, textOf } from "../../../src/engine/read/vocabulary";

/** What one group of ratings came to. */
interface Group {
  n: number;
  sum: number;
  squares: number;
  /** How often each rating was given, which quartiles are read from. */
  ratings: Map<number, number>;
}

/** A row's value for a filter or a chart. */
type Value = (row: number) => string | number;

/**
 * The peer: what a page would write first. A row passes where a function says so of each part of the filter, and each
 * chart goes over all rows and counts those that pass into a Map. The columns are the Dataset's; texts are looked up
 * once for each code.
 */
export class Naive {
  private readonly values = new Map<Dimension, Value>();
  private readonly month: Value;

  constructor(private readonly dataset: Dataset) {
    const { user, product, rating, time, segments } = dataset;
    const years = time && yearsOf(time);
    for (const [role, column] of Object.entries({ ...segments, ...(years && { year: years }) })) {
      const texts = Array.from({ length: size(column.vocabulary) }, (_, code) => textOf(column.vocabulary, code));
      this.values.set(role as SideRole, (row) => texts[column.codes[row]]);
    }
    const userCounts = countOf(user);
    const productCounts = countOf(product);
    this.values.set("rating", (row) => rating[row]);
    this.values.set("time", (row) => Math.floor(time![row] / 86_400));
    this.values.set("userActivity", (row) => userCounts.get(user[row])!);
    this.values.set("productActivity", (row) => productCounts.get(product[row])!);
    this.month = (row) => {
      const date = new Date(time![row] * 1000);
      return date.getUTCFullYear() * 12 + date.getUTCMonth();
    };
  }

  /** All aggregates of a Selection, without the tests that are made of them. */
  explore(filter: Filter) {
    const of = (dimension: Dimension) => this.values.get(dimension)!;
    const pair = (a: Dimension, b: Dimension) => (row: number) => `${of(a)(row)}\n${of(b)(row)}`;
    const segments: Partial<Record<Dimension, Map<string | number, Group>>> = {};
    for (const dimension of this.values.keys()) {
      if (!isRange(dimension)) segments[dimension] = this.groups(filter, [dimension], of(dimension));
    }
    const bias = pair("productGender", "userGender");
    return {
      segments,
      distribution: this.groups(filter, ["rating"], of("rating")),
      periods: this.groups(filter, ["time"], this.month),
      boxes: this.groups(filter, ["category", "userGender"], pair("category", "userGender")),
      bias: this.groups(filter, ["productGender", "userGender"], (row) => `${of("year")(row)}\n${bias(row)}`),
      users: this.owners(filter, "userActivity", this.dataset.user),
      products: this.owners(filter, "productActivity", this.dataset.product),
    };
  }

  private passes(row: number, filter: Filter, ignored: readonly Dimension[]): boolean {
    return (Object.keys(filter) as Dimension[]).every((dimension) => {
      if (ignored.includes(dimension)) return true;
      const value = this.values.get(dimension)!(row);
      if (!isRange(dimension)) return filter[dimension]!.includes(value as string);
      const [low, high] = filter[dimension]!;
      return (value as number) >= low && (value as number) <= high;
    });
  }

  private groups(filter: Filter, ignored: readonly Dimension[], by: Value): Map<string | number, Group> {
    const groups = new Map<string | number, Group>();
    for (let row = 0; row < this.dataset.size; row++) {
      if (!this.passes(row, filter, ignored)) continue;
      const key = by(row);
      const rating = this.dataset.rating[row];
      let group = groups.get(key);
      if (!group) {
        group = { n: 0, sum: 0, squares: 0, ratings: new Map() };
        groups.set(key, group);
      }
      group.n++;
      group.sum += rating;
      group.squares += rating * rating;
      group.ratings.set(rating, (group.ratings.get(rating) ?? 0) + 1);
    }
    return groups;
  }

  /** Users or products with a rating that passes, by their number of ratings in the file; how many pass in all. */
  private owners(filter: Filter, activity: "userActivity" | "productActivity", codes: Int32Array) {
    const met = new Set<number>();
    const within = new Set<number>();
    const byActivity = new Map<number, number>();
    const count = this.values.get(activity)!;
    for (let row = 0; row < this.dataset.size; row++) {
      if (!this.passes(row, filter, [activity])) continue;
      if (this.passes(row, filter, [])) within.add(codes[row]);
      if (met.has(codes[row])) continue;
      met.add(codes[row]);
      const ratings = count(row) as number;
      byActivity.set(ratings, (byActivity.get(ratings) ?? 0) + 1);
    }
    return { byActivity, within: within.size };
  }
}

function countOf(codes: Int32Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}
