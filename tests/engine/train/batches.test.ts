import { describe, expect, test } from "vitest";
import { automaticBatchSize, BatchFiller } from "../../../src/engine/train/batches";
import { mapRows } from "../../../src/engine/train/rowMap";
import { rowAt, STRANGER_ROW, sideRows } from "../../../src/engine/train/sideRows";
import { RATING_MODELS } from "../../../src/models/registry";
import { plantedRatings } from "./plantedRatings";
import { withSides } from "./plantedSides";

const columns = withSides(plantedRatings(4000, 300, 80, 1), 2);
const training = Int32Array.from({ length: 3000 }, (_, i) => i);
const users = mapRows(columns.user, columns.users, training);
const products = mapRows(columns.product, columns.products, training);
const sides = sideRows(columns, training, ["brand", "userGender", "year"], users, 10);
const plan = { users, products, sides };
const FEATURES = 4;

describe("a batch of hybrid", () => {
  test("holds rows of ids and features and the rating of each index, in order", () => {
    const size = 70;
    const indices = Int32Array.from({ length: 200 }, (_, i) => (i * 37) % columns.size);
    const {
      users: user,
      products: product,
      sides: side,
      ratings,
      shares,
    } = new BatchFiller(columns, plan, size).fill(indices, 100);
    for (let position = 0; position < size; position++) {
      const index = indices[100 + position];
      expect(user[position]).toBe(users.rowOf[columns.user[index]]);
      expect(product[position]).toBe(products.rowOf[columns.product[index]]);
      expect(ratings[position]).toBe(columns.rating[index]);
      const expected = sides.features.map((feature) => rowAt(columns, feature, index));
      expect([...side.subarray(position * FEATURES, (position + 1) * FEATURES)]).toEqual(expected);
    }
    expect([...shares]).toEqual(new Array(size).fill(Math.fround(1 / size)));
  });

  test("that is the last is filled up with unknown ids of no weight", () => {
    const filler = new BatchFiller(columns, plan, 64);
    filler.fill(training, 0);
    const batch = filler.fill(training, training.length - 20);
    expect(batch.shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
    for (const array of [batch.users, batch.products, batch.ratings, batch.shares]) {
      expect(array.subarray(20).every((value) => value === 0)).toBe(true);
    }
    expect(batch.sides.subarray(20 * FEATURES).every((row) => row === 0)).toBe(true);
  });

  test("of another model has no features", () => {
    const batch = new BatchFiller(columns, { users, products, sides: null }, 64).fill(training, 0, 5);
    expect(batch.sides).toHaveLength(0);
    expect(batch.users[0]).toBe(users.rowOf[columns.user[training[0]]]);
  });
});

describe("users below the minimum of ratings", () => {
  const isRare = (index: number) => sides.rareUsers[users.rowOf[columns.user[index]]] === 1;

  /** Which of these ratings come as a stranger's, in batches of this size. */
  function strangers(indices: Int32Array, size: number, key: number | null): Set<number> {
    const filler = new BatchFiller(columns, plan, size);
    const found = new Set<number>();
    for (let from = 0; from < indices.length; from += size) {
      const batch = filler.fill(indices, from, key);
      for (let position = 0; position < size && from + position < indices.length; position++) {
        const isStranger = batch.sides[position * FEATURES] === STRANGER_ROW;
        expect(batch.users[position] === 0).toBe(isStranger);
        if (isStranger) found.add(indices[from + position]);
      }
    }
    return found;
  }

  test("pass for strangers with half of their ratings, and no one else does", () => {
    const rare = training.filter(isRare);
    expect(rare.length).toBeGreaterThan(500);
    expect(rare.length).toBeLessThan(training.length - 500);
    const found = strangers(training, 64, 77);
    expect([...found].every(isRare)).toBe(true);
    // Binomial: σ = √(n / 4).
    expect(Math.abs(found.size - rare.length / 2)).toBeLessThan(4 * Math.sqrt(rare.length / 4));
  });

  test("do so by the key and the rating alone, whatever the batch", () => {
    const found = strangers(training, 64, 77);
    expect(strangers(training.slice().reverse(), 100, 77)).toEqual(found);
    const other = strangers(training, 64, 78);
    const both = [...other].filter((index) => found.has(index)).length;
    const quarter = training.filter(isRare).length / 4;
    // Independent of the other key's half: σ = √(n · ¼ · ¾).
    expect(Math.abs(both - quarter)).toBeLessThan(4 * Math.sqrt(quarter * 0.75));
  });

  test("never do without a key: nobody is a stranger to what predicts", () => {
    expect(strangers(training, 64, null)).toEqual(new Set());
  });

  test("keep product, rating and the other features when they do", () => {
    const filler = new BatchFiller(columns, plan, training.length);
    const plain = structuredClone(filler.fill(training, 0));
    const masked = filler.fill(training, 0, 77);
    expect(masked.products).toEqual(plain.products);
    expect(masked.ratings).toEqual(plain.ratings);
    const others = (rows: Int32Array) => rows.filter((_, i) => i % FEATURES !== 0);
    expect(others(masked.sides)).toEqual(others(plain.sides));
  });
});

test("an automatic batch is a power of two from 64 to 8,192 that grows with the ratings", () => {
  for (const { name: model } of RATING_MODELS) {
    const sizes = [10, 1e4, 1e5, 1e6, 1e7, 1e8].map((ratings) => automaticBatchSize(ratings, model));
    expect(sizes.every((size) => Number.isInteger(Math.log2(size)))).toBe(true);
    expect(sizes).toEqual(sizes.slice().sort((a, b) => a - b));
    expect([sizes[0], sizes[5]]).toEqual([64, 8192]);
  }
});
