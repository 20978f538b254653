import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Explorer } from "../../../src/engine/explore/explorer";
import {
  FIRST_VIEWS,
  type Filter,
  type Pair,
  type Predictions,
  type Survey,
  TIME_UNITS,
  type Views,
} from "../../../src/engine/explore/types";
import { labelled } from "./fixture";
import { byCell, datasetOfRatings, mean, Naive, quantile, type Rating, SEGMENTS, yearOf } from "./naive";

const DAY = 86_400;
/** 1 January of 2010, 2011 and 2013. */
const NEW_YEARS = [14_610, 14_975, 15_706];

const label = fc.constantFrom("", "a", "b, c", "d");
const day = fc.oneof(
  fc.integer({ min: 14_500, max: 15_800 }),
  fc.constantFrom(...NEW_YEARS.flatMap((start) => [start - 1, start])),
);

function ratings(rating: fc.Arbitrary<number>): fc.Arbitrary<Rating[]> {
  const one = fc.record({
    user: fc.constantFrom("u1", "u2", "u3", "u4", "u5"),
    product: fc.constantFrom("p1", "p2", "p3", "p4"),
    rating,
    time: fc.option(
      fc.tuple(day, fc.constantFrom(0, DAY / 2, DAY - 1)).map(([d, seconds]) => d * DAY + seconds),
      { freq: 6 },
    ),
    category: label,
    brand: label,
    productGender: fc.constantFrom("", "Female", "Male"),
    userGender: fc.constantFrom("", "Female", "Male"),
  });
  return fc.array(one, { minLength: 1, maxLength: 40 });
}

function rangeOf(value: fc.Arbitrary<number>) {
  return fc.tuple(value, value).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]);
}

const segment = fc.uniqueArray(fc.oneof(label, fc.constantFrom("Female", "Male", "no such value")), { minLength: 1 });
const filter: fc.Arbitrary<Filter> = fc.record(
  {
    category: segment,
    brand: segment,
    productGender: segment,
    userGender: segment,
    userGroup: segment,
    year: fc.uniqueArray(fc.constantFrom("", "2009", "2010", "2011", "2012", "2020"), { minLength: 1 }),
    rating: rangeOf(fc.constantFrom(0.5, 1, 2.5, 3, 4, 5, 6)),
    time: rangeOf(day),
    userActivity: rangeOf(fc.integer({ min: 1, max: 20 })),
    productActivity: rangeOf(fc.integer({ min: 1, max: 20 })),
    error: rangeOf(fc.constantFrom(0, 0.5, 1, 2, 4)),
  },
  { requiredKeys: [] },
);

const role = fc.constantFrom(...SEGMENTS, "userGroup" as const, "year" as const);
const pair: fc.Arbitrary<Pair | "auto"> = fc.oneof(fc.constant("auto" as const), fc.tuple(role, role));
const views: fc.Arbitrary<Views> = fc.record({
  unit: fc.constantFrom("auto" as const, ...TIME_UNITS),
  boxes: pair,
  bias: pair,
});

/** What is asked, one after the other; most filters come again, as they do when a choice is taken back. */
type Step =
  | { kind: "explore" | "rows" | "members"; filter: number }
  | { kind: "survey"; views: Views }
  | { kind: "predictions"; only: number; keep: number; predicted: number | null };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("explore" as const), filter: fc.nat(5) }) },
  fc.record({ kind: fc.constantFrom("rows" as const, "members" as const), filter: fc.nat(5) }),
  fc.record({ kind: fc.constant("survey" as const), views }),
  fc.record({
    kind: fc.constant("predictions" as const),
    only: fc.nat(5),
    keep: fc.integer({ min: 1, max: 3 }),
    predicted: fc.option(fc.constantFrom(1, 2.5, 4.75), { freq: 4 }),
  }),
);

function expectNumbers(found: ArrayLike<number>, expected: readonly number[]): void {
  expect(found).toHaveLength(expected.length);
  expected.forEach((value, at) => {
    if (Number.isNaN(value)) expect(found[at]).toBeNaN();
    else expect(found[at]).toBeCloseTo(value, 9);
  });
}

/** Everything that is shown for a filter is what going through all ratings finds. */
function expectShown(explorer: Explorer, naive: Naive, survey: Survey, filter: Filter): void {
  const found = explorer.explore(filter);
  const whole = naive.those(filter);
  const distinct = (of: "user" | "product") => new Set(whole.map((rating) => rating[of])).size;
  expect(found).toMatchObject({ ratings: whole.length, users: distinct("user"), products: distinct("product") });
  for (const [name, labels] of Object.entries(survey.labels)) {
    const segment = name as keyof typeof survey.labels;
    const groups = labels.map((text) =>
      naive
        .those(filter, segment)
        .filter((rating) => (segment === "year" ? yearOf(rating) : rating[segment as "brand"]) === text)
        .map(({ rating }) => rating),
    );
    expectNumbers(
      found.segments[segment]!.n,
      groups.map(({ length }) => length),
    );
    expectNumbers(found.segments[segment]!.mean, groups.map(mean));
    if (segment === "year")
      expectNumbers(
        found.years!.q1,
        groups.map((values) => quantile(values, 0.25)),
      );
  }
  const within = (values: readonly number[]) =>
    survey.bins.map(({ low, high }) => values.filter((value) => value >= low && value <= high).length);
  expectNumbers(found.distribution, within(naive.those(filter, "rating").map(({ rating }) => rating)));
  if (survey.periods) {
    const days = naive.those(filter, "time").flatMap(({ time }) => (time === null ? [] : [Math.floor(time / DAY)]));
    const inPeriod = survey.periods.bins.map(({ low, high }) => days.filter((d) => d >= low && d <= high).length);
    expectNumbers(found.periods!.n, inPeriod);
  } else expect(found.periods).toBeNull();
  const active = (owner: "user" | "product", dimension: "userActivity" | "productActivity") =>
    naive.activity(owner, naive.those(filter, dimension), survey.activityBins);
  expectNumbers(found.userActivity, active("user", "userActivity"));
  expectNumbers(found.productActivity, active("product", "productActivity"));
  if (survey.boxes) {
    const { pair, rows, columns } = labelled(survey, survey.boxes);
    const cells = byCell(naive.those(filter, ...pair), pair, rows, columns);
    expectNumbers(
      found.boxes!.n,
      cells.map(({ length }) => length),
    );
    for (const [name, share] of [
      ["q1", 0.25],
      ["median", 0.5],
      ["q3", 0.75],
    ] as const)
      expectNumbers(
        found.boxes![name],
        cells.map((values) => quantile(values, share)),
      );
    expectNumbers(found.boxes!.shares, cells.flatMap(within));
  } else expect(found.boxes).toBeNull();
  if (survey.bias) {
    const { pair, rows, columns } = labelled(survey, survey.bias);
    const cells = byCell(naive.those(filter, ...pair), pair, rows, columns);
    expectNumbers(
      found.bias!.observed,
      cells.map(({ length }) => length),
    );
    expectNumbers(found.bias!.cells.mean, cells.map(mean));
  } else expect(found.bias).toBeNull();
  if (found.errors) {
    const errors = naive.errorsOf(naive.those(filter, "error"));
    expect(found.errors.n).toBe(errors.length);
    if (errors.length === 0) expect(found.errors.rmse).toBeNull();
    else expect(found.errors.rmse).toBeCloseTo(Math.sqrt(mean(errors.map((error) => error ** 2))), 9);
  }
}

function expectStep(explorer: Explorer, naive: Naive, looked: Survey, step: Step, filters: readonly Filter[]): Survey {
  if (step.kind === "survey") {
    const survey = explorer.survey(step.views);
    expectShown(explorer, naive, survey, {});
    expect(survey.all).toEqual(explorer.explore({}));
    return survey;
  }
  if (step.kind === "predictions") {
    const { error: _, ...only } = filters[step.only];
    const places = naive.those(only).flatMap((__, place) => (place % step.keep === 0 ? [place] : []));
    const predicted = Float32Array.from(places, (place) => (step.predicted ?? 0) + (place % 2) / 4);
    const predictions: Predictions | null =
      step.predicted === null ? null : { only, places: Int32Array.from(places), predicted };
    explorer.setPredictions(predictions);
    naive.setPredictions(predictions);
    return looked;
  }
  const asked = filters[step.filter];
  if (step.kind === "explore") expectShown(explorer, naive, looked, asked);
  else if (step.kind === "rows") {
    const passing = naive.those(asked).map((rating) => naive.ratings.indexOf(rating));
    expect([...(explorer.rows(asked) ?? naive.ratings.keys())]).toEqual(passing);
  } else {
    const { users, products } = explorer.members(asked);
    const whole = naive.those(asked);
    const met = (of: "user" | "product") =>
      [...new Set(naive.ratings.map((rating) => rating[of]))].map((id) => (whole.some((r) => r[of] === id) ? 1 : 0));
    expect([...users]).toEqual(met("user"));
    expect([...products]).toEqual(met("product"));
  }
  return looked;
}

/** Values that a 32-bit float holds exactly, so that bins' ends are the ratings' own. */
const RATINGS = [
  ["few ratings", fc.integer({ min: 1, max: 10 }).map((half) => half / 2)],
  ["very many ratings", fc.integer({ min: -400, max: 600 }).map((step) => step / 64)],
] as const;

describe.each(RATINGS)("of %s", (_, rating) => {
  test.each([
    ["all columns", { segments: SEGMENTS, timed: true }],
    ["one segment", { segments: ["category"] as const, timed: false }],
    ["no column besides", { segments: [], timed: false }],
  ] as const)("and %s, every answer in any order is what going through all ratings finds", (__, has) => {
    fc.assert(
      fc.property(
        ratings(rating),
        fc.array(filter, { minLength: 6, maxLength: 6 }),
        fc.array(step, { minLength: 1, maxLength: 14 }),
        (all, filters, steps) => {
          const explorer = new Explorer(datasetOfRatings(all, has));
          let looked = explorer.survey(FIRST_VIEWS);
          const naive = new Naive(all, (dimension) => (dimension === "time" ? has.timed : dimension in looked.labels));
          for (const next of steps) looked = expectStep(explorer, naive, looked, next, filters);
        },
      ),
      { numRuns: 120 },
    );
  });
});
