import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { daysOf, periodsOf } from "../../../src/engine/explore/crossfilter/periods";
import { Explorer } from "../../../src/engine/explore/explorer";
import { FIRST_VIEWS, TIME_UNITS, type TimeUnit, type Views } from "../../../src/engine/explore/types";
import { datasetOfRatings, type Rating } from "./naive";

const DAY = 86_400;

/** Days since 1970 of dates in the proleptic Gregorian calendar, as Python's datetime and ISO 8601 count them. */
const DATES = {
  "0001-01-01": -719_162,
  "1969-12-29": -3,
  "1970-01-01": 0,
  "2000-02-29": 11_016,
  "2012-12-31": 15_705,
  "2013-01-06": 15_711,
};

function periods(days: readonly number[], unit: Views["unit"]) {
  const times = Float64Array.from(days, (day) => day * DAY + 1);
  return periodsOf(times, daysOf(times)!, unit);
}

describe("periods", () => {
  test("of weeks start on Monday, and are called by it", () => {
    const { bins, labels } = periods([DATES["1969-12-29"], DATES["1970-01-01"], 4], "week");
    expect(bins).toEqual([
      { low: -3, high: 3 },
      { low: 4, high: 10 },
    ]);
    expect(labels).toEqual(["week of 29 Dec 1969", "week of 5 Jan 1970"]);
    // 31 December 2012 was a Monday, so the week's last day is 6 January.
    expect(periods([DATES["2012-12-31"]], "week").bins).toEqual([{ low: 15_705, high: DATES["2013-01-06"] }]);
  });

  test("of months have as many days as the calendar says", () => {
    const { bins, labels } = periods([DATES["2000-02-29"], DATES["2000-02-29"] + 32], "month");
    expect(bins.map(({ low, high }) => high - low + 1)).toEqual([29, 31, 30]);
    expect(labels).toEqual(["Feb 2000", "Mar 2000", "Apr 2000"]);
  });

  test("leave no gap, and hold each time once; unknown times come after them", () => {
    const days = fc.array(fc.option(fc.integer({ min: -3000, max: 20_000 })), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(days, fc.constantFrom("auto" as const, ...TIME_UNITS), (found, unit) => {
        const times = Float64Array.from(found, (day) => (day === null ? Number.NaN : (day + 1) * DAY - 1));
        const span = daysOf(times);
        if (!span) return;
        const { bins, groups, untimed, labels } = periodsOf(times, span, unit);
        expect(untimed).toBe(found.filter((day) => day === null).length);
        expect(groups.size).toBe(bins.length + 1);
        expect(labels).toHaveLength(bins.length);
        bins.slice(1).forEach(({ low }, i) => {
          expect(low).toBe(bins[i].high + 1);
        });
        found.forEach((day, row) => {
          const inside = bins.findIndex(({ low, high }) => day !== null && day >= low && day <= high);
          expect(groups.codes[row]).toBe(inside < 0 ? bins.length : inside);
        });
      }),
    );
  });

  test.each([
    ["a quarter of a year", 91, "day"],
    ["three years", 3 * 365, "week"],
    ["twenty years", 20 * 365, "month"],
    ["thirty years", 30 * 365, "year"],
  ] as [string, number, TimeUnit][])("of %s are by themselves of a unit that a chart shows well", (_, span, unit) => {
    expect(periods([10_000, 10_000 + span], "auto").unit).toBe(unit);
  });

  test("are of the next larger unit where the one that was asked for would give too many", () => {
    const decades = periods([0, 20_000], "day");
    expect(decades.units).toEqual(["week", "month", "year"]);
    expect(decades.unit).toBe("week");
    const centuries = periods([DATES["0001-01-01"], DATES["2012-12-31"]], "week");
    expect(centuries.units).toEqual(["year"]);
    expect(centuries).toMatchObject({ unit: "year", labels: { 0: "1", 2011: "2012" } });
    expect(centuries.bins[0]).toEqual({ low: DATES["0001-01-01"], high: DATES["0001-01-01"] + 364 });
  });

  test("of years before 0 and far apart are in order", () => {
    const caesar = Date.UTC(-43, 2, 15) / 1000;
    const now = DATES["2012-12-31"] * DAY;
    const one = { user: "u", product: "p", category: "", brand: "", productGender: "", userGender: "" };
    const ratings: Rating[] = [now, caesar, caesar, null].map((time, i) => ({ ...one, rating: i + 1, time }));
    const explorer = new Explorer(datasetOfRatings(ratings));
    const survey = explorer.survey(FIRST_VIEWS);
    expect(survey.labels.year).toEqual(["", "-43", "2012"]);
    expect([...survey.all.years!.median]).toEqual([4, 2.5, 1]);
    expect(survey.periods!.unit).toBe("year");
    expect(survey.periods!.bins).toHaveLength(2012 + 43 + 1);
    expect(survey.periods!.labels[0]).toBe("-43");
    const [first] = survey.periods!.bins;
    expect([...explorer.rows({ time: [first!.low, first!.high] })!]).toEqual([1, 2]);
    expect([...survey.all.periods!.n].flatMap((n, at) => (n > 0 ? [[at, n]] : []))).toEqual([
      [0, 2],
      [2055, 1],
    ]);
  });
});
