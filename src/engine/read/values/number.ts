const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
const COMMA = /^[+-]?\d*,\d+$/;
const THOUSANDS = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/;

/** A decimal number with a point, or with a comma for it; NaN for anything else. Expects a cleaned field. */
export function parseNumber(field: string): number {
  if (NUMBER.test(field)) return Number(field);
  return COMMA.test(field) ? Number(field.replace(",", ".")) : Number.NaN;
}

/** How often something happened: as `parseNumber`, but a comma before each three digits groups them. */
export function parseCount(field: string): number {
  return THOUSANDS.test(field) ? Number(field.replaceAll(",", "")) : parseNumber(field);
}
