/** A small table of ratings that inputs of every kind are written from: what is read of them has to be it again. */
export interface Written {
  user: number;
  product: number;
  rating: number;
  /** Position among all. */
  at: number;
  /** "2019-01-01" and so on. */
  day: string;
}

const USERS = 12;
const PRODUCTS = 6;
const DAY_MS = 86_400_000;

/** Every user rates about four of six products, 1 to 5, none twice. */
export const SHOP: readonly Written[] = Array.from({ length: USERS * PRODUCTS }, (_, i) => i)
  .map((i) => (i * 29) % (USERS * PRODUCTS))
  .filter((i) => (i * 7 + 3) % 10 < 7)
  .map((i, at) => ({
    user: Math.floor(i / PRODUCTS),
    product: i % PRODUCTS,
    rating: 1 + ((i * 11) % 5),
    at,
    day: new Date(Date.UTC(2019, 0, 1) + at * 18 * DAY_MS).toISOString().slice(0, 10),
  }));

/** The table as text: a header, where there is one, and a line for each rating. */
export function written(header: string, line: (rating: Written) => string): string {
  return [...(header ? [header] : []), ...SHOP.map(line), ""].join("\n");
}

/** "user product rating" of each rating, the ids as these make them. */
export function expected(
  user = (u: number) => `${u}`,
  product = (p: number) => `${100 + p}`,
  rating = (r: number) => r,
) {
  return SHOP.map((r) => `${user(r.user)} ${product(r.product)} ${rating(r.rating)}`);
}
