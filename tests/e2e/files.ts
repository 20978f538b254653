import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

/** A folder for the files of one test file; it is removed after the tests. Gives a function that writes into it. */
export function useFiles(): (name: string, content: string | Uint8Array) => string {
  const folder = mkdtempSync(join(tmpdir(), "ratings-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return (name, content) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
}

const USERS = 120;
const PRODUCTS = 60;
const RATED = 25;

/** True when the user has rated the product: each user rates 25 of the 60 products, each a different set. */
function hasRated(user: number, product: number): boolean {
  return (user * 7 + product * 13) % PRODUCTS < RATED;
}

/** 1 to 5: a middle rating, some products better than others, some users milder than others. */
function ratingOf(user: number, product: number): number {
  return Math.min(5, Math.max(1, Math.round(3 + ((product % 5) - 2) * 0.8 + ((user % 3) - 1) * 0.7)));
}

/** The ratings of `smallRatings` by user id: the products that each has rated. */
export function ratedProducts(user: number): string[] {
  return Array.from({ length: PRODUCTS }, (_, product) => product)
    .filter((product) => hasRated(user, product))
    .map((product) => `p${product}`);
}

/** 3,000 ratings in the reference columns, with product and user effects that a model can learn. */
export function smallRatings(): string {
  const lines = ["item_id,user_id,rating,timestamp,category,brand"];
  for (let user = 0; user < USERS; user++) {
    for (let product = 0; product < PRODUCTS; product++) {
      if (!hasRated(user, product)) continue;
      const day = 1 + ((user + product) % 28);
      const date = `20${10 + (product % 9)}-03-${String(day).padStart(2, "0")}`;
      lines.push(`p${product},u${user},${ratingOf(user, product)},${date},c${product % 4},b${product % 7}`);
    }
  }
  return `${lines.join("\n")}\n`;
}
