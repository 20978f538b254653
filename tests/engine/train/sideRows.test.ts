import { describe, expect, test } from "vitest";
import type { TrainingColumns } from "../../../src/engine/read/copies";
import { mapRows } from "../../../src/engine/train/rowMap";
import { rowAt, STRANGER_ROW, sideRows } from "../../../src/engine/train/sideRows";
import { sideColumn } from "./plantedSides";

/**
 * Three users, three products, eight ratings, of which the first five train. User 2 and product 2 are not in training.
 * Brands: product 0 has brand 3, product 1 brand 1, product 2 brand 2. Genders: users 0 and 1 have gender 2 and an
 * unknown one, user 2 gender 1. Years rise along the file, with an unknown one amid training.
 */
const columns: TrainingColumns = {
  feedback: "explicit",
  size: 8,
  users: 3,
  products: 3,
  user: Int32Array.of(0, 0, 0, 1, 0, 2, 1, 2),
  product: Int32Array.of(0, 1, 0, 1, 1, 2, 0, 1),
  rating: new Float32Array(8).fill(3),
  time: null,
  split: null,
  sides: [
    sideColumn("brand", "product", [3, 1, 2], 3),
    sideColumn("userGender", "user", [2, 0, 1], 2),
    sideColumn("year", "rating", [2, 2, 0, 4, 4, 1, 3, 5], 5),
  ],
};
const training = Int32Array.of(0, 1, 2, 3, 4);
const users = mapRows(columns.user, columns.users, training);

function rowsOf(wanted: Parameters<typeof sideRows>[2], minimum = 2) {
  return sideRows(columns, training, wanted, users, minimum);
}

describe("the side features of a Run", () => {
  test("are those asked for that the file has, those of the user's side first, behind the mark of strangers", () => {
    const all = rowsOf(["brand", "category", "year", "userGender"]);
    expect(all.features.map(({ role, per }) => [role, per])).toEqual([
      ["stranger", "user"],
      ["userGender", "user"],
      ["year", "rating"],
      ["brand", "product"],
    ]);
    expect(all.ofUser).toBe(3);
    const some = rowsOf(["brand"]);
    expect(some.features.map(({ role }) => role)).toEqual(["stranger", "brand"]);
    expect(some.ofUser).toBe(1);
  });

  test("have a group of users on the user's side, one of products on the product's", () => {
    const sides = [sideColumn("productGroup", "product", [1, 2, 2], 2), sideColumn("userGroup", "user", [2, 0, 1], 2)];
    const { features, ofUser } = sideRows({ ...columns, sides }, training, ["productGroup", "userGroup"], users, 2);
    expect(features.map(({ role }) => role)).toEqual(["stranger", "userGroup", "productGroup"]);
    expect(ofUser).toBe(2);
  });

  test("have rows for the values of training alone, one feature after the other, in order of their codes", () => {
    const { features, firstRow } = rowsOf(["brand", "year", "userGender"]);
    // stranger 1; gender 2 of training: 2; years 2 and 4: 3 and 4; brands 1 and 3: 5 and 6.
    expect(firstRow).toEqual([1, 2, 3, 5, 7]);
    const [, gender, , brand] = features.map(({ rows }) => [...rows]);
    expect(gender).toEqual([2, 0, 0]);
    expect(brand).toEqual([6, 5, 0]);
  });

  test("take a year after the newest of training for that one, and an earlier one without a row for unknown", () => {
    const { features, newestYear } = rowsOf(["year"]);
    const [first, last] = [2, 3]; // of the years 2 and 4
    expect(newestYear).toBe(last);
    // Codes 2, 2, unknown, 4, 4; then 1 and 3, which training lacks, and 5.
    expect([...features[1].rows]).toEqual([first, first, 0, last, last, 0, 0, last]);
  });

  test("know no newest year where the file has no years", () => {
    expect(rowsOf(["brand"]).newestYear).toBe(0);
  });

  test("mark the users without a training rating as strangers, where rare users train what a stranger is", () => {
    const strangers = (minimum: number) => [...rowsOf([], minimum).features[0].rows];
    expect(strangers(2)).toEqual([0, 0, STRANGER_ROW]);
    expect(strangers(1)).toEqual([0, 0, 0]);
  });

  test("count the training ratings of each row, none for unknown values", () => {
    // User 0 has four ratings, user 1 one. Stranger: none; gender 2: 4; years: 2 and 2; brands: 3 and 2.
    const { counts } = rowsOf(["brand", "year", "userGender"], 1);
    expect([...counts]).toEqual([0, 0, 4, 2, 2, 3, 2]);
  });

  test("count half of the ratings of users below the minimum as strangers'", () => {
    const half = rowsOf([], 5);
    expect([...half.rareUsers]).toEqual([0, 1, 1]);
    expect(Math.abs(half.counts[STRANGER_ROW] - (4 + 1) / 2)).toBeLessThan(1);
    expect([...rowsOf([], 2).rareUsers]).toEqual([0, 0, 1]);
    expect([...rowsOf([], 1).rareUsers]).toEqual([0, 0, 0]);
    expect(rowsOf([], 1).counts[STRANGER_ROW]).toBe(0);
  });

  test("count strangers' ratings too where every user has rated once", () => {
    const size = 30;
    const each = Int32Array.from({ length: size }, (_, i) => i);
    const single = { ...columns, size, users: size, user: each, product: new Int32Array(size), sides: [] };
    expect(sideRows(single, each, [], mapRows(each, size, each), 2).counts[STRANGER_ROW]).toBe(size / 2);
  });

  test("are read by user, product or rating", () => {
    const { features } = rowsOf(["brand", "year", "userGender"], 2);
    // Rating 6: user 1 (gender unknown), product 0 (brand 3), a year that training lacks.
    expect(features.map((feature) => rowAt(columns, feature, 6))).toEqual([0, 0, 0, 6]);
    // Rating 5: user 2, a stranger of a gender that training lacks, product 2 of such a brand.
    expect(features.map((feature) => rowAt(columns, feature, 5))).toEqual([STRANGER_ROW, 0, 0, 0]);
  });
});
