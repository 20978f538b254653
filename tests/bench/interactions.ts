import type { Filter } from "../../src/engine/explore/types";

/** One step of a person who explores the full-size sample: the filter as it is after it. */
export interface Interaction {
  kind: string;
  filter: Filter;
}

const DAY_MS = 86_400_000;
/** Months of the sample, from January 1999. */
const MONTHS = 237;
const CATEGORIES = ["Headphones", "Computers & Accessories", "Camera & Photo", "Home Audio", "Wearable Technology"];

/** First and last day of the months from one to another, counted from January 1999. */
function months(first: number, last: number): readonly [number, number] {
  const start = (month: number) => Date.UTC(1999, month, 1) / DAY_MS;
  return [start(first), start(Math.min(last, MONTHS - 1) + 1) - 1];
}

function times<Value>(n: number, make: (i: number) => Value): Value[] {
  return Array.from({ length: n }, (_, i) => make(i));
}

/**
 * Some hundred steps of all kinds, one after the other as the charts make them. The Explorer keeps what the last filter
 * left, so their order is part of what they take.
 */
export function interactions(): Interaction[] {
  const of = (kind: string, filters: Filter[]): Interaction[] => filters.map((filter) => ({ kind, filter }));
  const part: Filter = { category: ["Headphones"], userGender: ["Female", "Male"] };
  const several: Filter = { ...part, rating: [4, 5], userActivity: [1, 3] };
  return [
    ...of(
      "a brush of time, widened",
      times(20, (i) => ({ time: months(100, 110 + 5 * i) })),
    ),
    ...of(
      "a brush of time, moved",
      times(20, (i) => ({ time: months(40 + 7 * i, 90 + 7 * i) })),
    ),
    ...of("back to nothing", [{}]),
    ...of(
      "one category, then another",
      CATEGORIES.map((category) => ({ category: [category] })),
    ),
    ...of("two genders", [
      { userGender: ["Female"] },
      { userGender: ["Female", "Male"] },
      { productGender: ["Female"] },
    ]),
    ...of("back to nothing", [{}]),
    ...of("ratings", [
      { rating: [5, 5] },
      { rating: [4, 5] },
      { rating: [3, 5] },
      { rating: [2, 5] },
      { rating: [1, 4] },
      { rating: [1, 2] },
    ]),
    ...of("a brand", [{ brand: ["Norvik"] }, { brand: ["Norvik", "Halden"] }, { brand: [""] }]),
    ...of(
      "users by activity",
      times(6, (i) => ({ userActivity: [1, 1 + i] as const })),
    ),
    ...of("back to nothing", [{}]),
    ...of("several at once", [
      { category: ["Headphones"] },
      part,
      { ...part, rating: [4, 5] },
      several,
      { ...several, productGender: ["Male", "Female&Male"] },
    ]),
    ...of(
      "a brush of time over several",
      times(20, (i) => ({ ...several, time: months(60, 90 + 7 * i) })),
    ),
    ...of("steps back", [several, { ...part, rating: [4, 5] }, part, { category: ["Headphones"] }, {}]),
  ];
}
