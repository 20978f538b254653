import { share } from "./contentKinds";
import { spokenBy } from "./nameWords";
import { valuesOf } from "./roleContent";
import { isKnownName } from "./roleNames";

/** Lines before a header at most. */
const MOST_BEFORE = 40;

/**
 * How many of the first records come before the table: titles and notes with other numbers of fields, and the line that
 * names the delimiter.
 */
export function recordsBefore(records: readonly (readonly string[])[], fields: number): number {
  const isSep = /^sep=/i.test(records[0]?.[0]?.trim() ?? "");
  if (fields < 2 || records.length < 3) return isSep ? 1 : 0;
  const at = records.findIndex((record, i) => !(isSep && i === 0) && record.length === fields && fills(record));
  if (at <= 0 || at > MOST_BEFORE) return isSep ? 1 : 0;
  // Records that fall short on and on are no preamble.
  const rest = records.slice(at, at + 20);
  const isEven = rest.filter((record) => record.length === fields).length >= 0.9 * rest.length;
  const before = records.slice(isSep ? 1 : 0, at);
  const areNotes = before.every((record) => record.length <= Math.max(2, fields / 2) || record.slice(2).every(isBlank));
  return isEven && areNotes ? at : isSep ? 1 : 0;
}

function fills(record: readonly string[]): boolean {
  return record.filter((field) => !isBlank(field)).length >= Math.max(2, record.length / 2);
}

function isBlank(field: string): boolean {
  return field.trim() === "";
}

/**
 * The names of a header of two records, joined; null where the second is a record like those after it. It is none where
 * it reads like names itself, or has text over columns of numbers.
 */
export function twoLineHeader(records: readonly (readonly string[])[]): string[] | null {
  const [first, second, ...others] = records;
  if (!first || !second || others.length < 3 || first.length !== second.length) return null;
  const isRule = second.every((field) => /^[-=_:\s]*$/.test(field)) && second.some((field) => /[-=_]{2}/.test(field));
  if (isRule) return [...first];
  const isNumber = (value: string) => /^[+-]?\d+([.,]\d+)?$/.test(value);
  const overNumbers = second.filter((field, i) => {
    const values = valuesOf(others, i);
    return values.length > 0 && share(values, isNumber) > 0.9 && field.trim() !== "" && !isNumber(field.trim());
  }).length;
  const named = second.filter(
    (field) => isKnownName(field) || spokenBy(field) !== null || /^id$/i.test(field.trim()),
  ).length;
  const numbers = second.filter((field) => isNumber(field.trim())).length;
  if (numbers > 0 || overNumbers === 0 || named < 2) return null;
  return first.map((name, i) => {
    const [above, below] = [name.trim(), second[i].trim()];
    if (!above || !below) return above || below;
    return isKnownName(below) && !/^id$/i.test(below) ? below : `${above} ${below}`;
  });
}
