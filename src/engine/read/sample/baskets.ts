import { Random } from "../../../domain/random";
import type { SampleCatalogue } from "./catalogue";
import { CATEGORIES } from "./names";
import type { People } from "./people";
import { OTHER_GENDER_PASSED, PRODUCT_GENDERS, USER_GENDERS } from "./spec";
import { Weighted } from "./weighted";

/** Share of a user's ratings that are of products of their favourite category. */
const FAVOURITE_SHARE = 0.35;

/** Who rated what: user i's products are products[first[i] .. first[i + 1]), all different. */
export interface Baskets {
  first: Int32Array;
  products: Int32Array;
}

/** Draw products by popularity, some of each user's from their favourite category. */
export function fillBaskets(people: People, catalogue: SampleCatalogue, seed: number): Baskets {
  const random = new Random(seed, "baskets");
  const all = new Weighted(catalogue.popularity);
  const byCategory = CATEGORIES.map((_, category) => {
    const weights = catalogue.popularity.map((weight, i) => (catalogue.category[i] === category ? weight : 0));
    return weights.some((weight) => weight > 0) ? new Weighted(weights) : all;
  });
  const first = new Int32Array(people.size + 1);
  for (let user = 0; user < people.size; user++) first[user + 1] = first[user] + people.activity[user];
  const products = new Int32Array(first[people.size]);
  for (let user = 0; user < people.size; user++) {
    const own = products.subarray(first[user], first[user + 1]);
    const favourite = byCategory[people.favourite[user]];
    for (let n = 0; n < own.length; ) {
      const product = (random.next() < FAVOURITE_SHARE ? favourite : all).draw(random);
      if (own.subarray(0, n).includes(product)) continue;
      if (isForOther(people.gender[user], catalogue.gender[product]) && random.next() < OTHER_GENDER_PASSED) continue;
      own[n++] = product;
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
