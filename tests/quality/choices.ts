import type { Random } from "../../src/domain/random";
import { truncatedNormal } from "./normal";

/** Who took what, and how products are met: see the sample's baskets. */
export interface Choices {
  /** Products of user u in the order of taking: product[first[u]] .. product[first[u + 1]]. */
  first: Int32Array;
  product: Int32Array;
  /** The product that a user meets next; negative for one that nobody took. */
  meet: (user: number, random: Random) => number;
  /** As CHOOSING. */
  choosing: { taste: number; threshold: number };
}

/**
 * How much each product appealed to who met it, by data augmentation: what was taken appealed by more than the threshold.
 * Before each taking some products were met and left; how many and which depends on tastes but not on what was taken in the
 * end, so they are drawn by meeting products until one would be taken.
 */
export class Appeals {
  /** Meetings by user: those of user u are first[u] .. first[u + 1]. */
  readonly first: Int32Array;
  /** Product and appeal of each meeting, and its user. */
  readonly product: number[] = [];
  readonly user: number[] = [];
  readonly appeal: number[] = [];
  /** Of each product the last of its meetings, of each meeting the one before with the same product; -1 for none. */
  readonly last: Int32Array;
  readonly before: number[] = [];
  /** Whoever has the product, plus 1: users come one after the other. */
  private readonly takenBy: Int32Array;
  private size = 0;

  constructor(
    private readonly choices: Choices,
    products: number,
  ) {
    this.first = new Int32Array(choices.first.length);
    this.last = new Int32Array(products);
    this.takenBy = new Int32Array(products);
  }

  /** All meetings anew, by the tastes as they are. */
  draw(tasteOf: (user: number, product: number) => number, random: Random): void {
    const { choices, first, last, takenBy } = this;
    const { taste, threshold } = choices.choosing;
    this.size = 0;
    last.fill(-1);
    takenBy.fill(0);
    for (let user = 0; user + 1 < first.length; user++) {
      first[user] = this.size;
      for (let at = choices.first[user]; at < choices.first[user + 1]; at++) {
        for (;;) {
          const met = choices.meet(user, random);
          if (met < 0 || takenBy[met] === user + 1) continue;
          const appeal = taste * tasteOf(user, met) + random.normal();
          if (appeal > threshold) break;
          this.add(user, met, appeal);
        }
        const taken = choices.product[at];
        takenBy[taken] = user + 1;
        const expected = taste * tasteOf(user, taken);
        const low = threshold - expected;
        this.add(user, taken, expected + truncatedNormal(low, Number.POSITIVE_INFINITY, random));
      }
    }
    first[first.length - 1] = this.size;
  }

  private add(user: number, product: number, appeal: number): void {
    const at = this.size++;
    this.user[at] = user;
    this.product[at] = product;
    this.appeal[at] = appeal;
    this.before[at] = this.last[product];
    this.last[product] = at;
  }
}
