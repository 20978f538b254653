/** Tells spreadsheets that the text is UTF-8: the first thing in every CSV file that people open. */
export const BOM = "\uFEFF";

/**
 * What a spreadsheet takes for a formula: it passes over white space and characters that show nothing (zero-width ones,
 * marks of direction), and takes the full-width signs of an East Asian keyboard for the plain ones.
 */
const FORMULA = /^[\s\p{Cf}]*[=+\-@\t\r＝＋－＠]/u;

/**
 * A text as a CSV field that no spreadsheet takes for a formula: one that starts like one gets a leading apostrophe
 * (OWASP, "CSV injection"), and it is quoted, so that separators and line ends inside it stay inside (RFC 4180).
 */
export function textField(text: string): string {
  return `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}

/** A field that any program takes as it is, quoted only where it must be: for programs, not for spreadsheets. */
export function plainField(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A record of fields that are written already, with the line end of RFC 4180. */
export function csvLine(fields: readonly (string | number)[]): string {
  return `${fields.join(",")}\r\n`;
}

function field(value: string | number | null): string {
  if (typeof value === "string") return textField(value);
  // As exact as the number is, with a point; what is not a number is not known.
  return value !== null && Number.isFinite(value) ? String(value) : "";
}

/** A table as CSV (RFC 4180) that a spreadsheet opens as it is; null is an empty field. */
export function toCsv(columns: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  return BOM + [columns, ...rows].map((fields) => csvLine(fields.map(field))).join("");
}
