import { Random } from "../../../domain/random";
import type { SampleCatalogue } from "./catalogue";
import { CATEGORIES } from "./names";
import type { People } from "./people";
import { CHOOSING, OTHER_GENDER_PASSED, PRODUCT_GENDERS, USER_GENDERS } from "./spec";
import { tasteOf } from "./truth";
import { Weighted } from "./weighted";

/** Share of a user's meetings that are with products of their favourite category. */
const FAVOURITE_SHARE = 0.35;

/** Who rated what: user i's products are products[first[i] .. first[i + 1]), all different, in the order of taking. */
export interface Baskets {
  first: Int32Array;
  products: Int32Array;
}

/** Which products people come across: by popularity, some from their favourite category, those for others less. */
export class Meetings {
  private readonly all: Weighted;
  private readonly byCategory: Weighted[];

  constructor(
    private readonly people: People,
    private readonly catalogue: SampleCatalogue,
  ) {
    const { popularity } = catalogue;
    this.all = new Weighted(popularity);
    this.byCategory = CATEGORIES.map((_, category) => {
      const weights = popularity.map((weight, i) => (catalogue.category[i] === category ? weight : 0));
      return weights.some((weight) => weight > 0) ? new Weighted(weights) : this.all;
    });
  }

  /** The product that a user meets next, whether or not they have it. */
  draw(user: number, random: Random): number {
    const { people, catalogue } = this;
    for (;;) {
      const among = random.next() < FAVOURITE_SHARE ? this.byCategory[people.favourite[user]] : this.all;
      const product = among.draw(random);
      if (!isForOther(people.gender[user], catalogue.gender[product])) return product;
      if (random.next() >= OTHER_GENDER_PASSED) return product;
    }
  }
}

/** Users meet products one after the other, and take those that appeal to them (see CHOOSING) until they have enough. */
export function fillBaskets(people: People, catalogue: SampleCatalogue, meetings: Meetings, seed: number): Baskets {
  const random = new Random(seed, "baskets");
  const first = new Int32Array(people.size + 1);
  for (let user = 0; user < people.size; user++) first[user + 1] = first[user] + people.activity[user];
  const products = new Int32Array(first[people.size]);
  // Whoever took the product last, plus 1: users come one after the other.
  const takenBy = new Int32Array(catalogue.size);
  for (let user = 0; user < people.size; user++) {
    for (let at = first[user]; at < first[user + 1]; ) {
      const product = meetings.draw(user, random);
      if (takenBy[product] === user + 1) continue;
      const appeal = CHOOSING.taste * tasteOf(people.tastes, user, catalogue.tastes, product) + random.normal();
      if (appeal <= CHOOSING.threshold) continue;
      takenBy[product] = user + 1;
      products[at++] = product;
    }
  }
  return { first, products };
}

/** True where user and product have one known gender each, and not the same. */
function isForOther(user: number, product: number): boolean {
  const own = USER_GENDERS.labels[user];
  const target = PRODUCT_GENDERS.labels[product];
  return own !== "" && target !== "Female&Male" && own !== target;
}
