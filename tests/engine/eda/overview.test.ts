import { describe, expect, it } from "vitest";
import { ratingDistribution } from "../../../src/engine/eda/distribution";
import { overviewOf } from "../../../src/engine/eda/overview";
import { ratingsOverTime } from "../../../src/engine/eda/timeline";
import { read } from "../dataset/reading";

const seconds = (date: string) => Date.parse(date) / 1000;

describe("overviewOf", () => {
  it("counts ratings, their distribution and every segment with its unknowns", async () => {
    const { dataset } = await read(
      "user,item,rating,brand,gender\na,x,1,K,\nb,x,4,K,Female\nc,y,5,,Female\nd,y,5,L,Male\ne,y,4,K,Female\n",
    );
    expect(overviewOf(dataset)).toEqual({
      ratings: 5,
      ratingDistribution: [
        { low: 1, high: 1, count: 1 },
        { low: 4, high: 4, count: 2 },
        { low: 5, high: 5, count: 2 },
      ],
      overTime: null,
      segments: {
        brand: [
          { label: "K", count: 3, mean: 3 },
          { label: "", count: 1, mean: 5 },
          { label: "L", count: 1, mean: 5 },
        ],
        userGender: [
          { label: "Female", count: 3, mean: 13 / 3 },
          { label: "", count: 1, mean: 1 },
          { label: "Male", count: 1, mean: 5 },
        ],
      },
    });
  });
});

describe("ratingDistribution", () => {
  it("names a value as the file does, not as its 32-bit float", () => {
    expect(ratingDistribution(Float32Array.of(0.1, 3.7, 0.1)).map(({ low }) => low)).toEqual([0.1, 3.7]);
  });

  it("counts in 20 equal bins where there are more than 20 values", () => {
    const bins = ratingDistribution(Float32Array.from({ length: 101 }, (_, i) => i));
    expect(bins).toHaveLength(20);
    expect(bins[0]).toEqual({ low: 0, high: 5, count: 5 });
    // 95, 96, 97, 98, 99 and the upper end, 100.
    expect(bins[19]).toEqual({ low: 95, high: 100, count: 6 });
  });
});

describe("ratingsOverTime", () => {
  const timeline = (dates: string[]) =>
    ratingsOverTime(
      Float64Array.from(dates, (date) => (date === "" ? Number.NaN : seconds(date))),
      Float32Array.from(dates, (_, i) => i + 1),
    );

  it("counts per year over decades, gaps as zero", () => {
    expect(timeline(["1999-12-31T23:59:59Z", "2012-01-01", "", "2012-06-01"])).toMatchObject({
      unit: "year",
      unknown: 1,
      periods: [
        { start: seconds("1999-01-01"), label: "1999", count: 1, mean: 1 },
        ...Array.from({ length: 12 }, (_, i) => ({ label: String(2000 + i), count: 0, mean: null })),
        { start: seconds("2012-01-01"), label: "2012", count: 2, mean: 3 },
      ],
    });
  });

  it("counts per month over years", () => {
    const { unit, periods } = timeline(["2010-11-30", "2011-03-31"])!;
    expect(unit).toBe("month");
    expect(periods).toEqual([
      { start: seconds("2010-11-01"), label: "Nov 2010", count: 1, mean: 1 },
      { start: seconds("2010-12-01"), label: "Dec 2010", count: 0, mean: null },
      { start: seconds("2011-01-01"), label: "Jan 2011", count: 0, mean: null },
      { start: seconds("2011-02-01"), label: "Feb 2011", count: 0, mean: null },
      { start: seconds("2011-03-01"), label: "Mar 2011", count: 1, mean: 2 },
    ]);
  });

  it("counts per day over weeks, before 1970 too", () => {
    const { unit, periods } = timeline(["1969-12-31T12:00:00Z", "1970-01-01"])!;
    expect(unit).toBe("day");
    expect(periods.map(({ label, count }) => [label, count])).toEqual([
      ["1969-12-31", 1],
      ["1970-01-01", 1],
    ]);
  });

  it("is null where no time is known", () => {
    expect(timeline(["", ""])).toBeNull();
  });
});
