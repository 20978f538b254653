import { expect, test } from "vitest";
import { Random } from "../../src/domain/random";
import { periodAt, periodStarts } from "../../src/models/calendar";

const seconds = (text: string) => Date.parse(text) / 1000;

test.each([1, 12] as const)("a time falls into the period that its date does, %i months long", (months) => {
  const [first, last] = [seconds("1968-11-05T12:00:00Z"), seconds("2024-02-29T23:59:59Z")];
  const starts = periodStarts(first, last, months);
  const random = new Random(1, "calendar");
  const periodOf = (time: number) => {
    const date = new Date(time * 1000);
    return Math.floor((12 * date.getUTCFullYear() + date.getUTCMonth()) / months);
  };
  const edges = ["1969-01-01T00:00:00Z", "2000-02-29T00:00:00Z", "1999-12-31T23:59:59Z", "2024-02-01T00:00:00Z"].map(
    seconds,
  );
  const others = Array.from({ length: 200 }, () => first + random.integer(last - first));
  for (const time of [first, last, ...edges, ...others]) {
    expect(periodAt(starts, time)).toBe(periodOf(time) - periodOf(first));
  }
  expect(periodAt(starts, seconds("1960-01-01T00:00:00Z"))).toBe(-1);
  expect(periodAt(starts, seconds("2030-01-01T00:00:00Z"))).toBe(starts.length - 1);
});

test("the first centuries are no years of the twentieth", () => {
  const time = seconds("0045-03-15T00:00:00Z");
  expect(periodStarts(time, time, 12)).toEqual(Float64Array.of(seconds("0045-01-01T00:00:00Z")));
});
