/**
 * A text as a CSV field that no spreadsheet takes for a formula: one that starts like one gets a leading apostrophe
 * (OWASP, "CSV injection"), and it is quoted, so that separators and line ends inside it stay inside (RFC 4180).
 */
export function textField(text: string): string {
  const isFormula = /^\s*[=+\-@\t\r]/.test(text);
  return `"${(isFormula ? `'${text}` : text).replaceAll('"', '""')}"`;
}
