import { LIST_FILTERS } from "../../../domain/roles";
import type { RecommendColumns } from "../../read/copies";
import { codesWith } from "../../read/severalValues";
import { size } from "../../read/vocabulary";
import type { RatingIndex } from "../ratingIndex";
import { type ListOptions, TAKERS, type Taker } from "../types";

/** What beside the list's own options keeps products off it, by product code: 1 for those that may stand in it. */
export interface Limits {
  /** 1 for the products on the exclusion list; null without one. */
  listed: Uint8Array | null;
  /** 1 for the products that are looked among; null for all. */
  among: Uint8Array | null;
}

const bitOf = (taker: Taker) => 1 << TAKERS.indexOf(taker);
const RATED = bitOf("rated");
const LISTED = bitOf("listed");

/** Which products may stand in a list, whosever it is, and what takes the others. */
export class Candidates {
  /** By product code, the bits of all that takes it; 0 for those that may stand in a list. */
  private readonly taken: Uint8Array;

  constructor(columns: RecommendColumns, index: RatingIndex, options: ListOptions, limits: Limits) {
    this.taken = new Uint8Array(size(columns.products));
    const take = (taker: Taker, isTaken: (product: number) => boolean) => {
      const bit = bitOf(taker);
      for (let product = 0; product < this.taken.length; product++) if (isTaken(product)) this.taken[product] |= bit;
    };
    const { listed, among } = limits;
    if (listed) take("listed", (product) => listed[product] === 1);
    if (among) take("among", (product) => among[product] !== 1);
    const { minimumRatings } = options;
    for (const [role, field] of LIST_FILTERS) {
      const values = options[field];
      if (values.length === 0) continue;
      const column = columns.productSegments[role];
      const wanted = column && codesWith(column.vocabulary, values);
      take(role, (product) => !column || wanted?.[column.codes[product]] !== 1);
    }
    if (minimumRatings > 0) take("minimumRatings", (product) => index.productRatings[product] < minimumRatings);
  }

  /** The products that may stand in anybody's list, ascending. */
  codes(): Int32Array {
    return Int32Array.from(this.taken.keys()).filter((product) => this.taken[product] === 0);
  }

  /** For somebody who rated these products. */
  without(rated: ReadonlySet<number>): Choice {
    const taken = this.taken.slice();
    for (const product of rated) taken[product] |= RATED;
    return new Choice(taken);
  }
}

/** The products that may stand in one list. */
export class Choice {
  constructor(private readonly taken: Uint8Array) {}

  readonly allows = (product: number): boolean => this.taken[product] === 0;

  /** What is rated counts as rated alone; what is listed, as listed alone. */
  excluded(): { rated: number; listed: number; filtered: number } {
    const counts = { rated: 0, listed: 0, filtered: 0 };
    for (const bits of this.taken) {
      if (bits & RATED) counts.rated++;
      else if (bits & LISTED) counts.listed++;
      else if (bits !== 0) counts.filtered++;
    }
    return counts;
  }

  /** What takes most products, counting each that it would take alone. */
  mostTakenBy(except: readonly Taker[] = []): Taker {
    const takers = TAKERS.filter((taker) => !except.includes(taker));
    const counts = takers.map((taker) => this.taken.reduce((sum, bits) => sum + (bits & bitOf(taker) ? 1 : 0), 0));
    return takers[counts.indexOf(Math.max(...counts))];
  }

  get products(): number {
    return this.taken.length;
  }
}
