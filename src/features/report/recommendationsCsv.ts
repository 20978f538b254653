import { BOM, csvLine, textField } from "../../domain/csv";
import type { Recommendations } from "./document";

/**
 * Every opened customer's list as CSV (RFC 4180): user, rank from 1, product, its title where any is known, predicted
 * rating (empty from a model that ranks only).
 */
export function recommendationsCsv(opened: Recommendations): string {
  const hasTitles = Object.values(opened).some((list) => list.some(({ title }) => title !== ""));
  const titles = (text: string) => (hasTitles ? [text] : []);
  const lines = Object.entries(opened).flatMap(([user, list]) =>
    list.map(({ product, title, predicted }, rank) => [
      textField(user),
      rank + 1,
      textField(product),
      ...titles(textField(title)),
      predicted?.toFixed(4) ?? "",
    ]),
  );
  const head = ["user", "rank", "product", ...titles("title"), "predicted"];
  return BOM + [head, ...lines].map(csvLine).join("");
}
