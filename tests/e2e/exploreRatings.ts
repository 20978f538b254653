/** One row of the file, as it is counted by hand. */
export interface Row {
  user: string;
  product: string;
  rating: number;
  /** ISO day. */
  date: string;
  category: string;
  brand: string;
  productGender: string;
  userGender: string;
}

/** One with every sign that a link gives a meaning to. */
export const SPEAKERS = "Speakers, loud; 5:1 \\ more";
const CATEGORIES = ["Lamps", SPEAKERS, "Cables", "Lamps & Shades", ""];
const BRANDS = ["Aro", "Bel", "", "Cor", "Dun", "", "Eno"];
const PRODUCT_GENDERS = ["Female", "Female&Male", "Male"];
const USER_GENDERS = ["Female", "", "Male", "", ""];
export const FIRST_YEAR = 2011;
/** Of the file, from January of the first year: too many for weeks, so that the page counts by month. */
export const MONTHS = 60;
const USERS = 150;
const PRODUCTS = 50;

/** A number from 0 to n - 1 that two numbers lead to, the same each time and without a pattern to see. */
function mixed(a: number, b: number, n: number): number {
  const x = Math.sin(a * 12.9898 + b * 78.233) * 43_758.5453;
  return Math.floor((x - Math.floor(x)) * n);
}

/** The month of a row's date, counted from the first. */
export function monthOf({ date }: Row): number {
  const [year, month] = date.split("-").map(Number);
  return (year! - FIRST_YEAR) * 12 + month! - 1;
}

/** The first day of a month, the second, or the last. */
function dateOf(month: number, which: number): string {
  const day = [1, 2, 0][which];
  return new Date(Date.UTC(FIRST_YEAR, day === 0 ? month + 1 : month, day)).toISOString().slice(0, 10);
}

/** Some 3,000 ratings with all that Explore has charts for, unknowns among all segments; every month has some. */
function exploreRows(): Row[] {
  const rows: Row[] = [];
  for (let user = 0; user < USERS; user++) {
    // One rating of the first users, some 40 of the last.
    const rated = 1 + Math.floor((user / USERS) * 40);
    for (let product = 0; product < PRODUCTS; product++) {
      if (mixed(user, product, PRODUCTS) >= rated) continue;
      const month = mixed(user + 7, product, MONTHS);
      rows.push({
        user: `u${user}`,
        product: `p${product}`,
        rating: Math.min(5, 1 + (product % 3) + mixed(product, user + 5, 4)),
        date: dateOf(month, mixed(user, product + 3, 3)),
        category: CATEGORIES[product % CATEGORIES.length],
        brand: BRANDS[product % BRANDS.length],
        productGender: PRODUCT_GENDERS[(product + (product % 7)) % 3],
        userGender: USER_GENDERS[user % USER_GENDERS.length],
      });
    }
  }
  return rows;
}

export const ROWS: readonly Row[] = exploreRows();

/** The rows for which all conditions hold, looked at one by one. */
export function passing(...conditions: ((row: Row) => boolean)[]): Row[] {
  return ROWS.filter((row) => conditions.every((holds) => holds(row)));
}

/** The rows as a file in the reference columns. */
export function exploreCsv(): string {
  const lines = ROWS.map((row) => {
    const { product, user, rating, date, productGender, category, brand, userGender } = row;
    return [product, user, rating, date, productGender, `"${category}"`, brand, userGender].join(",");
  });
  return `${["item_id,user_id,rating,timestamp,model_attr,category,brand,user_attr", ...lines].join("\n")}\n`;
}

/** The same ratings with nothing but users, products and ratings. */
export function bareCsv(): string {
  return `user_id,item_id,rating\n${ROWS.map(({ user, product, rating }) => `${user},${product},${rating}\n`).join("")}`;
}
