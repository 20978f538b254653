import * as v from "valibot";

export const text = v.string();
export const number = v.pipe(v.number(), v.finite());
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
export const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
export const optionalNumber = v.nullable(number);

export const list = v.array;

/** A record of some of the keys of a list. */
export function someOf<const Key extends string, const Value extends v.GenericSchema>(
  keys: readonly Key[],
  value: Value,
) {
  const entries = Object.fromEntries(keys.map((key) => [key, v.exactOptional(value)]));
  return v.object(entries as Record<Key, v.ExactOptionalSchema<Value, undefined>>);
}

/** Where a value is not what it should be, for a message: `runs.0.epochs: Invalid type`. */
export function firstIssue(issues: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): string {
  const [issue] = issues;
  const path = v.getDotPath(issue);
  return path ? `${path} is not what it should be` : "it is not what it should be";
}
