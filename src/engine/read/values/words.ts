const CODE_N = 110;
const MISSING = /^(na|n\/a|n\.a\.|nan|null|none|nil)$/i;
const ODD_MISSING = /^(<na>|#n\/a|\\n|undefined)$/i;

/** Empty, or a common word for nothing (NA, N/A, NaN, null, None, nil, undefined, #N/A, \N) in any case. Cleaned. */
export function isMissing(field: string): boolean {
  if (field.length === 0) return true;
  // Most of the others start with n, which spares most fields the regular expressions.
  const first = field.charCodeAt(0) | 32;
  if (first === CODE_N) return field.length <= 4 && MISSING.test(field);
  return (first < 97 || first > 122 || field.length === 9) && field.length <= 9 && ODD_MISSING.test(field);
}

const SPLIT_PARTS: ReadonlyMap<string, number> = new Map([
  ...["0", "train", "training"].map((word) => [word, 0] as const),
  ...["1", "valid", "val", "validation", "dev"].map((word) => [word, 1] as const),
  ...["2", "test", "testing", "holdout", "hold-out"].map((word) => [word, 2] as const),
]);

/** 0 train, 1 validation, 2 test, from a number or a word; what says neither belongs to training. Cleaned. */
export function parseSplit(field: string): number {
  const part = SPLIT_PARTS.get(field.toLowerCase()) ?? (field === "" ? 0 : Number(field));
  return part === 1 || part === 2 ? part : 0;
}

const WOMEN = "female f woman women w girl girls ladies lady weiblich frau femme";
const MEN = "male m man men boy boys gents mens männlich herr homme";
const BOTH = "unisex both male&female female/male male/female mixed";
const GENDERS: ReadonlyMap<string, string> = new Map([
  ...WOMEN.split(" ").map((word) => [word, "Female"] as const),
  ...MEN.split(" ").map((word) => [word, "Male"] as const),
  ...BOTH.split(" ").map((word) => [word, "Female&Male"] as const),
  ...["female&male", "women's", "womens"].map((word) => [word, word.includes("&") ? "Female&Male" : "Female"] as const),
  ["men's", "Male"],
  ...["unknown", "u", "?", "-", "not specified", "unspecified"].map((word) => [word, ""] as const),
]);

/** No spelling is longer; the pattern takes the square of a field's length in time. */
const LONGEST_GENDER = 40;

/** Common spellings of a gender as Female, Male or Female&Male, of an unknown one as ""; anything else as it is. */
export function genderOf(field: string): string {
  if (field.length > LONGEST_GENDER) return field;
  return GENDERS.get(field.toLowerCase().replace(/\s*([&/])\s*/g, "$1")) ?? field;
}

const YES = "true yes y t up thumbs-up thumbsup like liked good positive recommended 👍 👍🏻";
const NO = "false no n f down thumbs-down thumbsdown dislike disliked bad negative 👎 👎🏻";
const THUMBS: ReadonlyMap<string, number> = new Map([
  ...YES.split(" ").map((word) => [word, 1] as const),
  ...NO.split(" ").map((word) => [word, 0] as const),
  ["not recommended", 0],
]);

/** 1 for a thumb up, true or yes, 0 for a thumb down, false or no; NaN for anything else. */
export function parseThumb(field: string): number {
  return THUMBS.get(field.toLowerCase().replace(/^(thumbs?)[ _]/, "thumbs-")) ?? Number.NaN;
}
