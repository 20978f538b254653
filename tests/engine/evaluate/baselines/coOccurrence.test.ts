import { describe, expect, it } from "vitest";
import { coOccurrence } from "../../../../src/engine/evaluate/baselines/coOccurrence";
import { type CatalogueScorer, measureRanking, planRanking } from "../../../../src/engine/evaluate/ranking";
import { columnsOf, nowhere, type Row, randomRows, range } from "./ratings";

const USERS = 40;
const PRODUCTS = 15;
const rows = randomRows(USERS, PRODUCTS, 0.3, 8);
const all = range(0, rows.length);

/** A split without a validation part. */
function only(train: Int32Array) {
  return { train, validation: new Int32Array(0) };
}

/** Scores by user and product from a full table of who has what: the formulas of the docstrings over all pairs. */
function byBruteForce(chosen: readonly Row[], users: number, products: number, shrinkage: number): number[][] {
  const codes = [...range(0, products)];
  const has = Array.from({ length: users }, () => new Set<number>());
  for (const [user, product] of chosen) has[user].add(product);
  const together = (i: number, j: number) => has.filter((own) => own.has(i) && own.has(j)).length;
  const similarity = (i: number, j: number) => {
    const n = together(i, j);
    return i === j || n === 0 ? 0 : ((n / (n + shrinkage)) * n) / Math.sqrt(together(i, i) * together(j, j));
  };
  // Without a similarity the most chosen come first, behind all others.
  return has.map((own) =>
    codes.map((i) => [...own].reduce((sum, j) => sum + similarity(i, j), 0) || together(i, i) - 1e3),
  );
}

describe("item-kNN without ratings", () => {
  it("scores by the sum of shrunk cosines to the user's products", async () => {
    const columns = columnsOf(rows, USERS, PRODUCTS, "implicit");
    const { score, predict, note } = await coOccurrence(columns, only(all), Number.NEGATIVE_INFINITY, 1, nowhere);
    expect([predict, note]).toEqual([null, null]);
    const expected = byBruteForce(rows, USERS, PRODUCTS, 100);
    let compared = 0;
    for (let user = 0; user < USERS; user++) {
      const scores = score!(user);
      for (let product = 0; product < PRODUCTS; product++) {
        if (expected[user][product] < 0) expect(scores[product]).toBeLessThan(0);
        else expect(scores[product]).toBeCloseTo(expected[user][product], 6);
        if (expected[user][product] > 0) compared++;
      }
    }
    expect(compared).toBeGreaterThan(USERS);
  });

  it("does not mind how often a product was chosen, nor that all counts are the same", async () => {
    const scoresOf = async (chosen: readonly Row[]) => {
      const { score } = await coOccurrence(
        columnsOf(chosen, USERS, PRODUCTS, "implicit"),
        only(all),
        Number.NEGATIVE_INFINITY,
        1,
        nowhere,
      );
      return Array.from({ length: USERS }, (_, user) => Array.from(score!(user)));
    };
    const once = rows.map(([user, product]): Row => [user, product, 1]);
    expect(await scoresOf(once)).toEqual(await scoresOf(rows));
  });

  it("counts a user who chose a product in several rows once", async () => {
    // Products 0 and 1 have two users each, one in common; product 2 has one user in four rows, product 3 two.
    const often: Row[] = [
      [0, 0, 1],
      [0, 1, 1],
      [0, 0, 1],
      [0, 0, 1],
      [1, 0, 1],
      [1, 0, 1],
      [2, 1, 1],
      [3, 2, 1],
      [3, 2, 1],
      [3, 2, 1],
      [3, 2, 1],
      [4, 3, 1],
      [5, 3, 1],
    ];
    const { score } = await coOccurrence(
      columnsOf(often, 7, 4, "implicit"),
      only(range(0, 13)),
      Number.NEGATIVE_INFINITY,
      1,
      nowhere,
    );
    expect(score!(1)[1]).toBeCloseTo(1 / 101 / Math.sqrt(2 * 2), 8);
    const ofNobody = Array.from(score!(6));
    expect(ofNobody[3]).toBe(ofNobody[0]);
    expect(ofNobody[3]).toBeGreaterThan(ofNobody[2]);
  });

  it.each([3, 4, 5])("takes the shrinkage that ranks best on the validation part: %i", async (seed) => {
    const noisy = randomRows(60, 30, 0.25, seed);
    const columns = columnsOf(noisy, 60, 30, "implicit");
    const split = { train: range(0, 300), validation: range(300, noisy.length) };
    const task = planRanking(columns, split.train, split.validation, 1, 1)!;
    const qualityOf = async (score: CatalogueScorer) => (await measureRanking(task, score, nowhere)).figures.ndcg10;
    const qualities: number[] = [];
    for (const shrinkage of [100, 10, 0]) {
      const scores = byBruteForce(noisy.slice(0, 300), 60, 30, shrinkage);
      qualities.push(await qualityOf((user) => scores[user]));
    }
    const { score } = await coOccurrence(columns, split, Number.NEGATIVE_INFINITY, 1, nowhere);
    expect(new Set(qualities).size).toBeGreaterThan(1);
    expect(await qualityOf(score!)).toBeCloseTo(Math.max(...qualities), 3);
  });

  it("learns from the training part alone", async () => {
    const columns = columnsOf(rows, USERS, PRODUCTS, "implicit");
    const part = await coOccurrence(columns, only(range(0, 80)), Number.NEGATIVE_INFINITY, 1, nowhere);
    const whole = await coOccurrence(
      columnsOf(rows.slice(0, 80), USERS, PRODUCTS, "implicit"),
      only(range(0, 80)),
      Number.NEGATIVE_INFINITY,
      1,
      nowhere,
    );
    for (let user = 0; user < USERS; user++) {
      expect(Array.from(part.score!(user))).toEqual(Array.from(whole.score!(user)));
    }
  });

  it("listens to the 200 nearest products alone", async () => {
    // All products are of user 0; beside that product p is of p others, and 0 of one: the fewer, the nearer to 0.
    const products = 260;
    const chosen: Row[] = Array.from({ length: products }, (_, product) => [0, product, 1]);
    let users = 1;
    for (let product = 1; product < products; product++) {
      for (let other = 0; other < product; other++) chosen.push([users++, product, 1]);
    }
    chosen.push([users, 0, 1]);
    const { score } = await coOccurrence(
      columnsOf(chosen, users + 1, products, "implicit"),
      only(range(0, chosen.length)),
      Number.NEGATIVE_INFINITY,
      1,
      nowhere,
    );
    const scores = score!(users);
    // n_0 = 2, n_p = p + 1 and one user in common.
    expect(scores[1]).toBeCloseTo(1 / 101 / Math.sqrt(2 * 2), 8);
    expect(scores[200]).toBeCloseTo(1 / 101 / Math.sqrt(2 * 201), 8);
    expect(scores[201]).toBeLessThan(0);
  });

  it("ranks by how often products were chosen for who has none, and behind what is near for the others", async () => {
    const few: Row[] = [
      [0, 0, 1],
      [0, 1, 1],
      [1, 0, 9],
      [2, 2, 1],
      [3, 2, 1],
      [4, 2, 1],
      [5, 3, 1],
      [6, 3, 1],
    ];
    const { score } = await coOccurrence(
      columnsOf(few, 8, 5, "implicit"),
      only(range(0, few.length)),
      Number.NEGATIVE_INFINITY,
      1,
      nowhere,
    );
    const orderOf = (user: number) => {
      const scores = Array.from(score!(user));
      return [...scores.keys()].sort((a, b) => scores[b] - scores[a] || a - b);
    };
    expect(orderOf(7)).toEqual([2, 0, 3, 1, 4]);
    expect(orderOf(1)[0]).toBe(1);
    expect(orderOf(1).slice(1)).toEqual([2, 0, 3, 4]);
  });

  it("is left out, with the reason, where comparing all products takes too long", async () => {
    const size = 20_001;
    const heavy = Array.from({ length: size }, (_, product): Row => [0, product, 1]);
    const { score, note } = await coOccurrence(
      columnsOf(heavy, 1, size, "implicit"),
      only(range(0, size)),
      Number.NEGATIVE_INFINITY,
      1,
      nowhere,
    );
    expect(score).toBeNull();
    expect(note).toBe("Left out: comparing the products takes 400,040,001 steps; up to 400,000,000 are done here.");
  });
});
