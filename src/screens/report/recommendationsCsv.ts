import type { Recommendations } from "./document";

/**
 * A field that no spreadsheet takes for a formula: a text that starts like one gets a leading apostrophe (OWASP, "CSV
 * injection"), and every text is quoted, so that separators and line ends inside it stay inside.
 */
function safeText(text: string): string {
  const harmless = /^\s*[=+\-@]/.test(text) || /^[\t\r]/.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}

/**
 * Every opened customer's list as CSV (RFC 4180): user, rank from 1, product, its title where any is known, predicted
 * rating (empty from a model that ranks only).
 */
export function recommendationsCsv(opened: Recommendations): string {
  const hasTitles = Object.values(opened).some((list) => list.some(({ title }) => title !== ""));
  const titles = (text: string) => (hasTitles ? [text] : []);
  const lines = Object.entries(opened).flatMap(([user, list]) =>
    list.map(({ product, title, predicted }, rank) => [
      safeText(user),
      rank + 1,
      safeText(product),
      ...titles(safeText(title)),
      predicted?.toFixed(4) ?? "",
    ]),
  );
  const head = ["user", "rank", "product", ...titles("title"), "predicted"];
  return [head, ...lines].map((fields) => `${fields.join(",")}\r\n`).join("");
}
