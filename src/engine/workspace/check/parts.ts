import * as v from "valibot";

/** Longer texts are nothing that a page could show: a cell of the first records has 1,000 characters at most. */
const LONGEST_TEXT = 100_000;

export const text = v.pipe(v.string(), v.maxLength(LONGEST_TEXT));
export const number = v.pipe(v.number(), v.finite());
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
export const checkedShare = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
export const optionalNumber = v.nullable(number);

/** A figure that need not be finite: for one that is not, JSON has nothing but null. */
export const checkedFigure = v.pipe(
  v.nullable(number),
  v.transform((value) => value ?? Number.NaN),
);

export const floats = v.custom<Float32Array>((value) => value instanceof Float32Array);
export const doubles = v.custom<Float64Array>((value) => value instanceof Float64Array);
export const ints = v.custom<Int32Array>((value) => value instanceof Int32Array);
export const bytes = v.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** A list that is no longer than what the page makes, or can show. */
export function list<const Item extends v.GenericSchema>(item: Item, most: number) {
  return v.pipe(v.array(item), v.maxLength(most));
}

/** A record of some of the keys of a list. */
export function someOf<const Key extends string, const Value extends v.GenericSchema>(
  keys: readonly Key[],
  value: Value,
) {
  const entries = Object.fromEntries(keys.map((key) => [key, v.exactOptional(value)]));
  return v.object(entries as Record<Key, v.ExactOptionalSchema<Value, undefined>>);
}

/** What is wrong with a value, as a clause: what the check that fails says, or where the value stands. */
export function firstIssue([issue]: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): string {
  if (issue.type === "check") return issue.message;
  const path = v.getDotPath(issue);
  return path ? `${path} is not what it should be` : "it is not what it should be";
}
