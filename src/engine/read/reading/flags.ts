import type { Layout } from "../guess/layout";
import { valuesOf } from "../guess/roleContent";

/** Columns of 0 and 1 that say of what kinds a product is, and what each kind is called. */
export interface Flags {
  fields: number[];
  /** Empty where a kind says nothing. */
  names: string[];
}

/** Fewer columns of 0 and 1 say something else, such as whether a product is sold. */
const LEAST_NAMED = 5;

/** Of MovieLens 100k's `u.item`, which has no header: its last columns, in the order of its `u.genre`. */
const FILM_KINDS = [
  ..."|Action|Adventure|Animation|Children's|Comedy|Crime|Documentary|Drama|Fantasy|Film-Noir|Horror".split("|"),
  ..."Musical|Mystery|Romance|Sci-Fi|Thriller|War|Western".split("|"),
];
const FILM_FIELDS = 24;

export function isFlag(values: readonly string[]): boolean {
  return values.length > 0 && values.every((value) => value === "0" || value === "1");
}

/** The kinds that a table of products has a column each for; null where it has none, or none knows their names. */
export function flagsOf({ columns, records, guesses }: Layout): Flags | null {
  const fields = columns.flatMap((_, i) => (isFlag(valuesOf(records, i)) ? [i] : []));
  if (guesses.hasHeader.value) {
    const isTold = fields.length >= LEAST_NAMED && fields.every((field) => columns[field].role === "ignore");
    return isTold ? { fields, names: fields.map((field) => columns[field].name) } : null;
  }
  const first = FILM_FIELDS - FILM_KINDS.length;
  if (columns.length !== FILM_FIELDS || FILM_KINDS.some((_, i) => !fields.includes(first + i))) return null;
  return { fields: FILM_KINDS.map((_, i) => first + i), names: FILM_KINDS };
}
