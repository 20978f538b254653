import fc from "fast-check";
import { SIDE_ROLES } from "../../../src/domain/roles";
import type { Filter, Range } from "../../../src/engine/explore/types";

/** Labels as files have them, unknown among them, and the signs that links divide filters by. */
const label = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.constantFrom(
    "",
    ",",
    ";",
    ":",
    "\\",
    "\\,",
    "a,b;c:d\\e",
    "..",
    "%2C",
    "&filter=",
    "#?+ ",
    "日本",
    "🎧 & co",
    "a\n",
  ),
);
const labels = fc.uniqueArray(label, { minLength: 1, maxLength: 4 });

function rangeOf(value: fc.Arbitrary<number>): fc.Arbitrary<Range> {
  return fc.tuple(value, value).map(([a, b]): Range => [Math.min(a, b), Math.max(a, b)]);
}

const number = fc.double({ min: -1e9, max: 1e9, noNaN: true }).map((x) => x + 0);
const count = fc.integer({ min: 1, max: 1e6 });
/** Of the years −9999 to 99999. */
const day = fc.integer({ min: -4_371_587, max: 35_804_721 });

export const filter: fc.Arbitrary<Filter> = fc.record(
  {
    ...Object.fromEntries(SIDE_ROLES.map((role) => [role, labels])),
    rating: rangeOf(number),
    time: rangeOf(day),
    userActivity: rangeOf(count),
    productActivity: rangeOf(count),
    error: rangeOf(number.map(Math.abs)),
  },
  { requiredKeys: [] },
);
