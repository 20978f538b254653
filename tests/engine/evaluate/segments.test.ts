import { describe, expect, test } from "vitest";
import { segmentTables } from "../../../src/engine/evaluate/segments";
import { heldOut, type Row, side } from "./heldOut";

describe("errors by segment", () => {
  test("are those of the ratings whose product, user or own year is in the segment, largest first", () => {
    const rows: Row[] = [
      [0, 0, 1],
      [1, 0, 2],
      [2, 1, 3],
      [3, 2, 4],
      [4, 2, 5],
      [5, 2, 1],
    ];
    const sides = [
      side("brand", "product", ["", "Aro", "Bly", "Cor"], [2, 0, 1]),
      side("userGender", "user", ["", "f", "m"], [1, 1, 1, 1, 2, 2]),
      side("year", "rating", ["", "2016", "2017"], [2, 2, 0, 1, 2, 2]),
    ];
    const { part, training } = heldOut(rows, [], sides);
    const predicted = [2, 2, 1, 4, 4, 2]; // errors 1, 0, -2, 0, -1, 1
    const [brand, gender, year] = segmentTables(part, predicted, training);
    expect(brand).toMatchObject({
      by: "brand",
      more: 0,
      segments: [
        { label: "Aro", n: 3, mae: 2 / 3, meanError: 0, interval: null },
        { label: "Bly", n: 2, mae: 0.5, meanError: 0.5 },
        { label: "", n: 1, mae: 2, meanError: -2 },
      ],
    });
    expect(brand.segments[0].rmse).toBeCloseTo(Math.sqrt(2 / 3), 12);
    expect(gender.segments.map(({ label, n, meanError }) => [label, n, meanError])).toEqual([
      ["f", 4, -0.25],
      ["m", 2, 0],
    ]);
    // Years in their order, the unknown one last.
    expect(year.segments.map(({ label, n }) => [label, n])).toEqual([
      ["2016", 1],
      ["2017", 4],
      ["", 1],
    ]);
  });

  test("count a rating in each value of its product", () => {
    const rows = [0, 0, 1, 2, 2, 2].map((product, user): Row => [user, product, 3]);
    const brands = side("brand", "product", ["", "Aro|Bly", "Bly"], [2, 0, 1]);
    brands.vocabulary.separator = "|";
    const { part, training } = heldOut(rows, [], [brands]);
    const [table] = segmentTables(part, [4, 3, 1, 3, 2, 4], training); // errors 1, 0, -2, 0, -1, 1
    expect(table.segments.map(({ label, n, meanError }) => [label, n, meanError])).toEqual([
      ["Bly", 5, 0.2],
      ["Aro", 3, 0],
      ["", 1, -2],
    ]);
  });

  test("go by the number of training ratings of the user, in the order of activity", () => {
    const counts = [20, 19, 10, 9, 5, 4, 2, 1, 0, 45];
    const training = counts.flatMap((count, user) => Array.from({ length: count }, (_, i): Row => [user, i, 3]));
    const rows = counts.map((_, user): Row => [user, 50, 3]);
    const heldOutRows = heldOut(rows, training);
    const predicted = counts.map((count) => 3 + count);
    const [activity] = segmentTables(heldOutRows.part, predicted, heldOutRows.training);
    expect(activity.by).toBe("activity");
    expect(activity.segments.map(({ label, n, meanError }) => [label, n, meanError])).toEqual([
      ["0", 1, 0],
      ["1", 1, 1],
      ["2–4", 2, 3],
      ["5–9", 2, 7],
      ["10–19", 2, 14.5],
      ["20+", 2, 32.5],
    ]);
  });

  test("name the 30 largest segments and count the others", () => {
    const brands = Array.from({ length: 40 }, (_, i) => (i === 0 ? "" : `brand ${i}`));
    // Product p has p ratings, so brand 39 is the largest; nothing of code 0 is rated.
    const rows = brands.flatMap((_, p) => Array.from({ length: p }, (_, i): Row => [i, p, 3]));
    const { part, training } = heldOut(rows, [], [side("brand", "product", brands, [...brands.keys()])]);
    const [table] = segmentTables(part, new Float32Array(rows.length).fill(3), training);
    expect(table.segments.map(({ n }) => n)).toEqual(Array.from({ length: 30 }, (_, i) => 39 - i));
    expect(table.more).toBe(9);
  });

  test("hold the mean signed error inside its interval, with its sign", () => {
    const rows = Array.from({ length: 120 }, (_, i): Row => [i % 60, 0, 3]);
    const { part, training } = heldOut(rows);
    const [table] = segmentTables(
      part,
      rows.map(([user]) => (user % 3 === 0 ? 2 : 2.5)),
      training,
    );
    const [{ meanError, meanErrorInterval }] = table.segments;
    expect(meanError).toBeCloseTo(-2 / 3, 12);
    expect(meanErrorInterval![0]).toBeLessThan(-2 / 3);
    expect(meanErrorInterval![1]).toBeGreaterThan(-2 / 3);
    expect(meanErrorInterval![1]).toBeLessThan(0);
  });

  test("of an empty part are no segments", () => {
    const { part, training } = heldOut([], [], [side("brand", "product", [""], [0])]);
    expect(segmentTables(part, [], training)).toEqual([
      { by: "brand", segments: [], more: 0 },
      { by: "activity", segments: [], more: 0 },
    ]);
  });
});
