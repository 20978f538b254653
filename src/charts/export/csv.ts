import { textField } from "../../domain/csvField";

/** Tells spreadsheets that the text is UTF-8. */
const BOM = "\uFEFF";

function field(value: string | number | null): string {
  if (typeof value === "string") return textField(value);
  // As exact as the number is, with a point; what is not a number is not known.
  return value !== null && Number.isFinite(value) ? String(value) : "";
}

/** A table as CSV (RFC 4180) that a spreadsheet opens as it is; null is an empty field. */
export function toCsv(columns: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  return BOM + [columns, ...rows].map((fields) => `${fields.map(field).join(",")}\r\n`).join("");
}
