import { normalised } from "../guess/roleNames";

/** First ages of the groups that surveys use, each up to the next. */
const GROUPS = [18, 25, 35, 45, 55];
/** Nobody is older. */
const OLDEST = 120;
/** Different ages up to which a column may hold groups already, by their first age, as MovieLens' 1M does. */
const FEW = 12;

const AGE = /^((user|customer|reader|viewer|member)?age|alter|edad|idade|eta|leeftijd|wiek|возраст|年齢|年龄)$/;

/** True for a column of people's ages in years, one for each year: by its name where it has one, and its values. */
export function areAges(name: string | null, values: readonly string[]): boolean {
  if (name !== null && !AGE.test(normalised(name))) return false;
  const ages = values.filter((value) => /^\d{1,3}(\.0+)?$/.test(value) && Number(value) <= OLDEST);
  return ages.length >= 0.9 * values.length && new Set(ages).size > FEW;
}

/** "25–34" of 31; empty for an age that nobody has; anything else as it is. */
export function ageGroupOf(field: string): string {
  if (!/^-?\d+(\.\d+)?$/.test(field)) return field;
  const age = Number(field);
  if (age <= 0 || age > OLDEST) return "";
  const next = GROUPS.findIndex((first) => age < first);
  if (next === 0) return `under ${GROUPS[0]}`;
  return next === -1 ? `${GROUPS.at(-1)}+` : `${GROUPS[next - 1]}–${GROUPS[next] - 1}`;
}
