import { codeOf, textOf } from "../../read/vocabulary";
import { codesContaining } from "../search";
import { topN } from "../topN";
import type { ProductIndex } from "./productIndex";
import type { ProductMatch } from "./types";

/**
 * Codes of the products whose id or title contains the query, ASCII letters of either case alike; all for an empty
 * query. The product with this very id comes first, then those with most ratings.
 */
export function findProducts(index: ProductIndex, query: string, limit: number): { codes: number[]; total: number } {
  const { products, titles } = index.columns;
  const wanted = query.trim();
  const found = new Set(codesContaining(products, wanted));
  if (titles && wanted !== "") for (const code of codesContaining(titles, wanted)) found.add(code);
  const exact = wanted === "" ? -1 : codeOf(products, wanted);
  const codes = [...found].sort((a, b) => a - b);
  const counts = codes.map((code) => (code === exact ? Number.POSITIVE_INFINITY : index.countOf(code)));
  return { codes: topN(counts, limit, () => true).map((place) => codes[place]), total: codes.length };
}

export function matchOf(index: ProductIndex, code: number): ProductMatch {
  const { products, titles } = index.columns;
  return {
    id: textOf(products, code),
    title: titles ? textOf(titles, code) : "",
    ratings: index.countOf(code),
  };
}
