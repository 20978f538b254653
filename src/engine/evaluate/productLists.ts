import type { TrainingColumns } from "../read/copies";

type Pairs = Pick<TrainingColumns, "users" | "products" | "user" | "product">;

/** Lists of products, none twice in a list: those of list i are `products[starts[i] .. starts[i + 1])`. */
export interface ProductLists {
  starts: Int32Array;
  products: Int32Array;
}

/**
 * By user code the products that the user has among the ratings, in the order in which they first come up; those in the
 * user's list of `without` left out. A Dataset may hold several ratings of one user and product.
 */
export function productsByUser(columns: Pairs, ratings: Int32Array, without?: ProductLists): ProductLists {
  const { starts, products } = ratedByUser(columns, ratings);
  // A product is marked with the 1-based code of the user who has it: no clearing.
  const heldBy = new Int32Array(columns.products);
  let size = 0;
  for (let user = 0; user < columns.users; user++) {
    const mark = user + 1;
    const [from, to] = [starts[user], starts[mark]];
    starts[user] = size;
    if (from === to) continue;
    if (without)
      for (let at = without.starts[user]; at < without.starts[mark]; at++) heldBy[without.products[at]] = mark;
    for (let at = from; at < to; at++) {
      const product = products[at];
      if (heldBy[product] === mark) continue;
      heldBy[product] = mark;
      products[size++] = product;
    }
  }
  starts[columns.users] = size;
  return { starts, products: products.slice(0, size) };
}

/** Those of the ratings that are the first among them of their user and product, in the order given. */
export function firstOfPairs(columns: Pairs, ratings: Int32Array): Int32Array {
  const { user, product } = columns;
  const { starts, products } = productsByUser(columns, ratings);
  // Of each user the place of the product whose first rating is still to come.
  const next = starts.slice();
  return ratings.filter((i) => {
    const at = next[user[i]];
    if (at === starts[user[i] + 1] || products[at] !== product[i]) return false;
    next[user[i]]++;
    return true;
  });
}

/** The product of each rating, user by user. */
function ratedByUser({ users, user, product }: Pairs, ratings: Int32Array): ProductLists {
  const starts = new Int32Array(users + 1);
  for (const i of ratings) starts[user[i] + 1]++;
  for (let u = 0; u < users; u++) starts[u + 1] += starts[u];
  const next = starts.slice();
  const products = new Int32Array(ratings.length);
  for (const i of ratings) products[next[user[i]]++] = product[i];
  return { starts, products };
}
