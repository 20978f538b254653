/** The field without white space around it. */
export function clean(field: string): string {
  const last = field.length - 1;
  return last < 0 || (isInk(field.charCodeAt(0)) && isInk(field.charCodeAt(last))) ? field : field.trim();
}

/** True for ASCII that is no white space; beyond it there are wide spaces. */
function isInk(unit: number): boolean {
  return unit > 32 && unit < 128;
}
