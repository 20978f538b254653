import type { Recommendations } from "./document";

/**
 * A field that no spreadsheet takes for a formula: a text that starts like one gets a leading apostrophe (OWASP, "CSV
 * injection"), and every text is quoted, so that separators and line ends inside it stay inside.
 */
function safeText(text: string): string {
  const harmless = /^\s*[=+\-@]/.test(text) || /^[\t\r]/.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}

/** Every opened customer's list as CSV (RFC 4180): user, rank from 1, product, predicted rating (empty from a model that ranks only). */
export function recommendationsCsv(opened: Recommendations): string {
  const lines = Object.entries(opened).flatMap(([user, list]) =>
    list.map(({ product, predicted }, rank) =>
      [safeText(user), rank + 1, safeText(product), predicted?.toFixed(4) ?? ""].join(","),
    ),
  );
  return ["user,rank,product,predicted", ...lines, ""].join("\r\n");
}
