import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Random } from "../../../src/domain/random";
import { ridgeStep } from "../../../src/engine/linear/ridge";
import { createModel } from "../../../src/engine/recommend/models/createModel";
import { fitRow } from "../../../src/engine/recommend/models/fitRow";
import { pulls } from "../../../src/engine/recommend/models/pulls";
import type { GivenRating } from "../../../src/engine/recommend/models/types";
import { RATING_MODELS as DEFINITIONS } from "../../../src/models/registry";
import { PRODUCTS, randomSnapshot, UNSEEN } from "./randomSnapshot";

const RATING_MODELS = DEFINITIONS.filter(({ trainedBy }) => trainedBy === "steps").map(({ name }) => name);
const LINEAR_MODELS = RATING_MODELS.filter((name) => name !== "collabnn");

/** x of Ax = b by Gauss and Jordan, with pivots: another way than the one that is tested. */
function solved(a: number[][], b: number[]): number[] {
  const rows = a.map((row, i) => [...row, b[i]]);
  rows.forEach((_, k) => {
    const pivot = rows
      .slice(k)
      .reduce((best, row, i) => (Math.abs(row[k]) > Math.abs(rows[best][k]) ? k + i : best), k);
    [rows[k], rows[pivot]] = [rows[pivot], rows[k]];
    const top = rows[k].map((value) => value / rows[k][k]);
    rows.forEach((row, i) => {
      rows[i] = i === k ? top : row.map((value, j) => value - row[k] * top[j]);
    });
  });
  return rows.map((row) => row[b.length]);
}

function ridge(slopes: number[][], errors: number[], weight: number[], drag: number[]): number[] {
  const columns = weight.map((_, a) => a);
  const of = (f: (i: number) => number) => slopes.reduce((sum, _, i) => sum + f(i), 0);
  const normal = columns.map((a) =>
    columns.map((b) => of((i) => slopes[i][a] * slopes[i][b]) + (a === b ? weight[a] : 0)),
  );
  return solved(
    normal,
    columns.map((a) => drag[a] + of((i) => slopes[i][a] * errors[i])),
  );
}

function draws(seed: number) {
  const random = new Random(seed, "fold-in test");
  return (length: number) => Array.from({ length }, () => random.normal());
}

test.each([
  { rows: 9, columns: 4 },
  { rows: 3, columns: 7 },
  { rows: 1, columns: 1 },
])("a ridge step solves the normal equations of $rows rows and $columns columns", ({ rows, columns }) => {
  const draw = draws(rows);
  const slopes = Array.from({ length: rows }, () => draw(columns));
  const [errors, drag] = [draw(rows), draw(columns)];
  const weight = draw(columns).map((value) => 0.1 + value * value);
  const floats = (values: number[]) => Float64Array.from(values);
  const step = ridgeStep(floats(slopes.flat()), floats(errors), floats(weight), floats(drag));
  ridge(slopes, errors, weight, drag).forEach((value, k) => {
    expect(step[k]).toBeCloseTo(value, 9);
  });
});

/** A fit of a linear logit; the range is so wide beside the ratings that the sigmoid is a straight line. */
test("where the range's sigmoid is straight, a fitted row is the ridge regression's", () => {
  const draw = draws(1);
  const [n, columns, low, span] = [12, 4, -5e4, 1e5];
  const slopes = Array.from({ length: n }, () => draw(columns));
  const [ratings, centre] = [draw(n), draw(columns).map((value) => value * 1e-5)];
  const pull = draw(columns).map((value) => 1e8 * (1 + value * value));
  const row = fitRow(
    {
      ratings: Float64Array.from(ratings),
      range: [low, low + span],
      pull: Float64Array.from(pull),
      centre: Float64Array.from(centre),
      at(x, logits, out) {
        out?.set(slopes.flat());
        for (let i = 0; i < n; i++) logits[i] = slopes[i].reduce((sum, value, k) => sum + value * x[k], 0);
      },
    },
    new Float64Array(columns),
    40,
  );
  // σ(x) = 1/2 + x/4 near 0: the predicted rating is span / 4 · slopes · row.
  const steep = slopes.map((values) => values.map((value) => (value * span) / 4));
  const drag = pull.map((value, k) => value * centre[k]);
  ridge(steep, ratings, pull, drag).forEach((value, k) => {
    expect(row[k] / 1e-5).toBeCloseTo(value / 1e-5, 4);
  });
});

const RATINGS: GivenRating[] = [
  { product: 0, rating: 5 },
  { product: 2, rating: 1 },
  { product: 5, rating: 4 },
  { product: 7, rating: 4 },
  { product: 8, rating: 2 },
  { product: 11, rating: 5 },
];

/** Squared errors of these ratings in the model, in 64 bits. */
function squaredErrors(model: ReturnType<typeof createModel>, vector: Float32Array, given: GivenRating[]): number {
  return given.reduce((sum, { product, rating }) => {
    const logit = model.terms({ vector, isKnown: true }, product).reduce((total, { value }) => total + value, 0);
    return sum + (model.ratingOf(logit) - rating) ** 2;
  }, 0);
}

describe.each(LINEAR_MODELS)("folding in by %s", (name) => {
  const snapshot = randomSnapshot(name, 11);
  const model = createModel(snapshot);

  test("ends where the squared errors and the pull are in balance, by finite differences", () => {
    const { vector } = model.foldIn(RATINGS);
    const { width, factors, users } = snapshot;
    const columns = factors + (name === "dot-product" ? 0 : 1);
    const mean = (k: number) => {
      const rows = users.length / width - 1;
      return Array.from({ length: rows }, (_, row) => users[(row + 1) * width + k]).reduce((a, b) => a + b) / rows;
    };
    const pulled = (k: number): [pull: number, centre: number] => {
      if (snapshot.hybrid) return [snapshot.hybrid.userPull[k], 0];
      return [name === "dot-product-bias" && k === factors ? 2 : 4, mean(k)];
    };
    for (let k = 0; k < columns; k++) {
      const at = (by: number) => {
        const moved = vector.slice();
        moved[k] += by;
        return squaredErrors(model, moved, RATINGS);
      };
      const slope = (at(1e-2) - at(-1e-2)) / 2e-2;
      const [pull, centre] = pulled(k);
      expect(slope + 2 * pull * (vector[k] - centre)).toBeCloseTo(0, 1);
      expect(Math.abs(slope)).toBeGreaterThan(1e-3); // there is something to balance
    }
  });
});

describe.each(RATING_MODELS)("folding in by %s", (name) => {
  const model = createModel(randomSnapshot(name, 12));
  const ratingsFor = (given: GivenRating[]) => model.logits(model.foldIn(given)).map((logit) => model.ratingOf(logit));

  test("does not depend on the order of the ratings", () => {
    const one = ratingsFor(RATINGS);
    const other = ratingsFor(RATINGS.toReversed());
    one.forEach((rating, product) => {
      expect(other[product]).toBeCloseTo(rating, 2);
    });
  });

  test("stays where it is when it begins at its own end, with the features of the user that is named", () => {
    const fit = model.foldIn(RATINGS, { user: 1 });
    const again = model.foldIn(RATINGS, { user: 1, start: fit });
    again.vector.forEach((value, k) => {
      expect(Math.abs(value - fit.vector[k])).toBeLessThan(name === "collabnn" ? 0.05 : 1e-3);
    });
    // Of a user of other features, the fit that is begun at is no more than a place to begin.
    const other = model.foldIn(RATINGS, { user: 2, start: fit });
    const plain = model.foldIn(RATINGS, { user: 2 });
    other.vector.forEach((value, k) => {
      expect(Math.abs(value - plain.vector[k])).toBeLessThan(name === "collabnn" ? 0.05 : 1e-3);
    });
  });

  test("comes nearer to the ratings than a user of whom nothing is known", () => {
    const nobody = model.foldIn([]).vector;
    const { vector } = model.foldIn(RATINGS);
    expect(squaredErrors(model, vector, RATINGS)).toBeLessThan(squaredErrors(model, nobody, RATINGS));
  });

  test("moves a product's predicted rating towards a rating that is added, whatever was there before", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.constantFrom(1, 3, 4, 9, 12), (rating, product) => {
        const before = ratingsFor(RATINGS)[product];
        const after = ratingsFor([...RATINGS, { product, rating }])[product];
        expect(Math.abs(after - rating)).toBeLessThanOrEqual(
          Math.abs(before - rating) + (name === "collabnn" ? 0.05 : 1e-3),
        );
      }),
      { numRuns: 25, seed: 3 },
    );
  });

  test("learns nothing from a product that it does not know, but by its features", () => {
    const state = model.foldIn([{ product: UNSEEN, rating: 5 }]);
    expect(state.isKnown).toBe(name === "hybrid");
  });
});

test("a user who is folded in has the side features of the user that is named, and is no stranger", () => {
  const snapshot = randomSnapshot("hybrid", 13);
  const model = createModel(snapshot);
  const termsOf = (user?: number) =>
    Object.fromEntries(
      model.terms(model.foldIn(RATINGS, { user }), 1).map(({ feature, value }) => [feature?.role, value]),
    );
  const { sides, features } = snapshot.hybrid!;
  const bias = (row: number) => sides[row * snapshot.width + snapshot.factors];
  const genders = features.find(({ role }) => role === "userGender")!.rows as Int32Array;
  expect(genders[1]).toBeGreaterThan(0);
  expect(termsOf(1).userGender).toBe(bias(genders[1]));
  expect(termsOf().userGender).toBe(0);
  expect(termsOf().year).toBe(bias(4));
  expect(termsOf(4).stranger).toBe(0);
});

test("a history that is folded in is its scaled sum, whatever the ratings are", () => {
  const model = createModel(randomSnapshot("pooled-history", 14));
  const products = [1, 3, 9];
  const state = (rating: number) => model.foldIn(products.map((product) => ({ product, rating })));
  expect(state(1)).toEqual(state(5));
});

describe.each([...RATING_MODELS, "pooled-history"])("pulls of %s", (name) => {
  const model = createModel(randomSnapshot(name, 15));

  test("are how much each rating moves the score, the largest first", () => {
    const scoreAfter = (given: GivenRating[], start?: ReturnType<typeof model.foldIn>) =>
      model.ratingOf(model.logits(model.foldIn(given, { start }))[4]);
    const found = pulls(model, RATINGS, 4);
    const start = model.foldIn(RATINGS);
    expect(found.map(({ product }) => product).sort((a, b) => a - b)).toEqual(RATINGS.map(({ product }) => product));
    for (const { product, change } of found) {
      const without = RATINGS.filter((rating) => rating.product !== product);
      // A network's fit has several valleys: it is held to that of all ratings.
      const plain = scoreAfter(RATINGS) - scoreAfter(without, name === "collabnn" ? start : undefined);
      expect(change).toBeCloseTo(plain, 3);
    }
    const sizes = found.map(({ change }) => Math.abs(change));
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    expect(sizes[0]).toBeGreaterThan(1e-3);
  });
});

test("a fold-in answers for every product", () => {
  for (const name of [...RATING_MODELS, "pooled-history"]) {
    const model = createModel(randomSnapshot(name, 16));
    const logits = model.logits(model.foldIn(RATINGS));
    expect(logits).toHaveLength(PRODUCTS);
    expect(logits.every(Number.isFinite)).toBe(true);
  }
});
