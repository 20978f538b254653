import { describe, expect, it } from "vitest";
import { type DampedBiases, fitBiases } from "../../../../src/engine/evaluate/baselines/dampedBias";
import { itemKnn } from "../../../../src/engine/evaluate/baselines/itemKnn";
import { columnsOf, nowhere, type Row, randomRows, range } from "./ratings";

const USERS = 40;
const PRODUCTS = 15;
const rows = randomRows(USERS, PRODUCTS, 0.5, 8);
const columns = columnsOf(rows, USERS, PRODUCTS);
const cut = Math.floor(rows.length * 0.8);
const split = { train: range(0, cut), validation: range(cut, rows.length) };
const none = new Int32Array(0);

/** The formulas of the docstrings over all pairs of products, from a full table of residuals. */
function byBruteForce(training: readonly Row[], { mean, ofProduct, ofUser }: DampedBiases, pull: number) {
  const codes = [...range(0, ofProduct.length)];
  const bias = (u: number, p: number) => mean + ofProduct[p]! + ofUser[u]!;
  const residual: (number | undefined)[][] = Array.from(ofUser, () => []);
  for (const [u, p, rating] of training) residual[u]![p] = rating - bias(u, p);
  const similarity = (i: number, j: number) => {
    const common = residual.filter((own) => own[i] !== undefined && own[j] !== undefined);
    const sum = (f: (own: (number | undefined)[]) => number) => common.reduce((total, own) => total + f(own), 0);
    const spread = Math.sqrt(sum((own) => own[i]! ** 2) * sum((own) => own[j]! ** 2));
    return spread > 0 ? ((common.length / (common.length + 100)) * sum((own) => own[i]! * own[j]!)) / spread : 0;
  };
  const nearest = codes.map((i) => {
    const similarities = codes.map((j) => (i === j ? 0 : similarity(i, j)));
    const best = codes.filter((j) => similarities[j] > 0).sort((a, b) => similarities[b] - similarities[a]);
    return { best, kept: best.slice(0, 200), similarities };
  });
  const predict = (u: number, i: number) => {
    let [weighted, weights] = [0, 0];
    for (const j of nearest[i].kept) {
      if (residual[u][j] === undefined) continue;
      weighted += nearest[i].similarities[j] * residual[u][j];
      weights += nearest[i].similarities[j];
    }
    return bias(u, i) + (weights > 0 ? weighted / (pull + weights) : 0);
  };
  return { predict, mostSimilar: Math.max(...nearest.map(({ best }) => best.length)) };
}

describe("item-kNN", () => {
  it("predicts and scores what the formula over all pairs gives", async () => {
    const biases = await fitBiases(columns, split.train, 5, nowhere);
    const { predict, score, note } = await itemKnn(columns, { ...split, validation: none }, biases, nowhere);
    const { predict: expected } = byBruteForce(rows.slice(0, cut), biases, 0.1);
    expect(note).toBeNull();
    let moved = 0;
    for (let user = 0; user < USERS; user++) {
      const scores = score!(user);
      for (let product = 0; product < PRODUCTS; product++) {
        expect(predict!(user, product)).toBeCloseTo(expected(user, product), 5);
        expect(scores[product]).toBeCloseTo(expected(user, product), 5);
        moved += Math.abs(expected(user, product) - biases.mean - biases.ofProduct[product] - biases.ofUser[user]);
      }
    }
    expect(moved).toBeGreaterThan(1);
  });

  it("listens to the 200 nearest products alone", async () => {
    const many = randomRows(12, 430, 0.7, 2);
    const wide = columnsOf(many, 12, 430);
    const biases = await fitBiases(wide, range(0, many.length), 5, nowhere);
    const { predict } = await itemKnn(wide, { train: range(0, many.length), validation: none }, biases, nowhere);
    const { predict: expected, mostSimilar } = byBruteForce(many, biases, 0.1);
    expect(mostSimilar).toBeGreaterThan(200);
    for (let product = 0; product < 430; product++) {
      expect(predict!(3, product)).toBeCloseTo(expected(3, product), 5);
    }
  });

  it("pulls towards the damped bias as the validation part asks for", async () => {
    const biases = await fitBiases(columns, split.train, 5, nowhere);
    const { predict } = await itemKnn(columns, split, biases, nowhere);
    const held = rows.slice(cut);
    const error = (of: (u: number, p: number) => number) =>
      held.reduce((sum, [u, p, r]) => sum + (of(u, p) - r) ** 2, 0);
    const errors = [0, 0.01, 0.03, 0.1, 0.3, 1, 3].map((pull) =>
      error(byBruteForce(rows.slice(0, cut), biases, pull).predict),
    );
    expect(error(predict!)).toBeCloseTo(Math.min(...errors), 3);
    expect(Math.max(...errors) - Math.min(...errors)).toBeGreaterThan(0.1);
  });

  it("is the damped bias for who has no training rating, and for a product without neighbours", async () => {
    const few: Row[] = [
      [0, 0, 5],
      [0, 1, 4],
      [1, 0, 2],
      [1, 1, 1],
      [2, 2, 3],
    ];
    const sparse = columnsOf(few, 4, 4);
    const biases = await fitBiases(sparse, range(0, 5), 1, nowhere);
    const { predict } = await itemKnn(sparse, { train: range(0, 5), validation: none }, biases, nowhere);
    expect(predict!(3, 0)).toBeCloseTo(biases.mean + biases.ofProduct[0], 10);
    expect(predict!(0, 3)).toBeCloseTo(biases.mean + biases.ofUser[0], 10);
    expect(predict!(0, 2)).toBeCloseTo(biases.mean + biases.ofProduct[2] + biases.ofUser[0], 10);
  });

  it("takes the mean of several ratings of one product by one user as one", async () => {
    const often: Row[] = [
      [0, 0, 5],
      [1, 0, 5],
      [0, 1, 5],
      [0, 0, 3],
    ];
    const flat: DampedBiases = { mean: 3, ofProduct: new Float64Array(2), ofUser: new Float64Array(2) };
    const { predict } = await itemKnn(columnsOf(often, 2, 2), { train: range(0, 4), validation: none }, flat, nowhere);
    // One common user, with residuals 1 and 2: a correlation of 1, shrunk to 1 / 101. User 1 has a residual of 2.
    const similarity = 1 / 101;
    expect(predict!(1, 1)).toBeCloseTo(3 + (similarity * 2) / (0.1 + similarity), 6);
    // Of both products user 0 hears from the other one, once.
    expect(predict!(0, 1)).toBeCloseTo(3 + (similarity * 1) / (0.1 + similarity), 6);
    expect(predict!(0, 0)).toBeCloseTo(3 + (similarity * 2) / (0.1 + similarity), 6);
  });

  it("works with one product and one user", async () => {
    const single = columnsOf([[0, 0, 3]], 1, 1);
    const biases = await fitBiases(single, range(0, 1), 1, nowhere);
    const { predict } = await itemKnn(single, { train: range(0, 1), validation: none }, biases, nowhere);
    expect(predict!(0, 0)).toBe(3);
  });

  it("is left out, with the reason, where comparing all products takes too long", async () => {
    const size = 20_001;
    const heavy = columnsOf(
      Array.from({ length: size }, (_, product) => [0, product, 3] as const),
      1,
      size,
    );
    const biases = await fitBiases(heavy, range(0, size), 1, nowhere);
    const { predict, score, note } = await itemKnn(heavy, { train: range(0, size), validation: none }, biases, nowhere);
    expect([predict, score]).toEqual([null, null]);
    expect(note).toBe("Left out: comparing the products takes 400,040,001 steps; up to 400,000,000 are done here.");
  });
});
