import type { Vocabulary } from "../read/types";
import { size, textOf } from "../read/vocabulary";
import type { ExclusionReport } from "./types";

const UNKNOWN_SHOWN = 20;

/** Headers of a column of product ids, in letters and digits alone. */
const HEADER =
  /^(parent)?(asin|sku|isbn|ean|gtin|upc|ids?|(product|item|article|artikel|produkt)s?(ids?|codes?|nos?|numbers?)?)$/;

/** A field in quotes, in which a quote is written twice, or one without separators and line ends. */
const FIELD = / *"((?:[^"]|"")*)"|[^,;\t\r\n]+/g;

/**
 * The ids of a pasted or dropped list, in its order, each once: one a line or separated by comma, semicolon or tab, in
 * quotes or not. A first id that reads like a header is none, unless it is known.
 */
export function idsOf(text: string, isKnown: (id: string) => boolean): string[] {
  const fields = Array.from(text.replace(/^\uFEFF/, "").matchAll(FIELD), ([field, quoted]) =>
    quoted === undefined ? field.trim() : quoted.replaceAll('""', '"'),
  );
  const ids = fields.filter((id) => id !== "");
  const [first = ""] = ids;
  const isHeader = HEADER.test(first.toLowerCase().replace(/[^a-z0-9]/g, "")) && !isKnown(first);
  return [...new Set(isHeader ? ids.slice(1) : ids)];
}

/** Products by code, 1 for those on the list, and what became of its ids. Null in place of an empty list. */
export function excludedProducts(
  products: Vocabulary,
  text: string,
): { listed: Uint8Array | null; report: ExclusionReport } {
  const codes = new Map<string, number>();
  for (let code = 0; code < size(products); code++) codes.set(textOf(products, code), code);
  const ids = idsOf(text, (id) => codes.has(id));
  const listed = new Uint8Array(size(products));
  const unknown: string[] = [];
  let matched = 0;
  for (const id of ids) {
    const code = codes.get(id);
    if (code === undefined) {
      if (unknown.length < UNKNOWN_SHOWN) unknown.push(id);
      continue;
    }
    listed[code] = 1;
    matched++;
  }
  return { listed: matched > 0 ? listed : null, report: { matched, unknown, total: ids.length } };
}
