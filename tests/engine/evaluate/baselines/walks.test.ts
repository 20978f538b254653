import { describe, expect, it } from "vitest";
import { Random } from "../../../../src/domain/random";
import { ials } from "../../../../src/engine/evaluate/baselines/ials";
import { rp3beta, userKnn } from "../../../../src/engine/evaluate/baselines/walks";
import { measureRanking, planRanking } from "../../../../src/engine/evaluate/ranking";
import { columnsOf, nowhere, type Row, range } from "./ratings";

const none = new Int32Array(0);

/** Who has what of five products; user 4 has nothing, product 4 nobody. */
const HAS = [[0, 1], [0, 1, 2], [1, 2], [2, 3], []];
const rows = HAS.flatMap((products, user) => products.map((product): Row => [user, product, 4]));
const columns = columnsOf(rows, 5, 5);
const split = { train: range(0, rows.length), validation: none };
const counts = [2, 3, 3, 1, 0];
const byCount = counts.map((count) => -1 / (1 + count));

describe("RP3β", () => {
  it("follows walks of three steps, and divides by popularity to the power of β", async () => {
    const { score, predict } = await rp3beta(columns, split, 4, 1, nowhere);
    expect(predict).toBeNull();
    const expected = [...byCount];
    // User 3 has products 2 and 3; other users reach by product 2: user 1 with three products, user 2 with two.
    for (const other of [1, 2]) {
      for (const product of HAS[other]) {
        expected[product] = Math.max(0, expected[product]) + 1 / 3 / HAS[other].length / counts[product] ** 0.6;
      }
    }
    expect([...Array.from(score!(3))]).toEqual(expected.map((value) => expect.closeTo(value, 12)));
  });
});

describe("user-kNN", () => {
  it("adds the shrunk cosines of the users who have a product", async () => {
    const { score } = await userKnn(columns, split, 4, 1, nowhere);
    const expected = [...byCount];
    for (const [other, common] of [
      [1, 1],
      [2, 1],
    ] as const) {
      const similarity = ((common / (common + 10)) * common) / Math.sqrt(2 * HAS[other].length);
      for (const product of HAS[other]) expected[product] = Math.max(0, expected[product]) + similarity;
    }
    expect([...Array.from(score!(3))]).toEqual(expected.map((value) => expect.closeTo(value, 12)));
    // Asked again after another user, the answer is the same.
    score!(0);
    expect(score!(3)[1]).toBeCloseTo(expected[1], 12);
  });
});

it.each([rp3beta, userKnn])("%o gives who has nothing the most chosen products", async (fit) => {
  const { score } = await fit(columns, split, 4, 1, nowhere);
  expect([...Array.from(score!(4))]).toEqual(byCount);
});

describe("iALS", () => {
  // Three genres of eight products; everybody has half of one genre.
  const random = new Random(5);
  const genred = Array.from({ length: 60 }, (_, user) =>
    [...random.shuffle(range(0, 8))].slice(0, 4).map((product): Row => [user, (user % 3) * 8 + product, 5]),
  ).flat();

  it("ranks what people of the same taste chose above everything else", async () => {
    const data = columnsOf(genred, 60, 24);
    const { score } = await ials(data, { train: range(0, genred.length), validation: none }, 4, 1, nowhere);
    for (const user of [0, 1, 2]) {
      const scores = Array.from(score!(user));
      const own = scores.filter((_, product) => Math.floor(product / 8) === user % 3);
      const others = scores.filter((_, product) => Math.floor(product / 8) !== user % 3);
      expect(Math.min(...own)).toBeGreaterThan(Math.max(...others));
    }
  });

  it("has no gradient left for the users at the end of a fit", async () => {
    // Every user has everything: by symmetry all scores are equal, and near 1 with a small pull.
    const all = Array.from({ length: 6 }, (_, user) =>
      [...range(0, 5)].map((product): Row => [user, product, 5]),
    ).flat();
    const { score } = await ials(columnsOf(all, 6, 5), { train: range(0, 30), validation: none }, 4, 1, nowhere);
    const scores = Array.from(score!(2));
    for (const value of scores) expect(value).toBeCloseTo(scores[0], 6);
    expect(scores[0]).toBeGreaterThan(0.8);
    expect(scores[0]).toBeLessThan(1 / 1.1);
  });

  it("is left out, with the reason, where it takes too long, and ranks by popularity for who has nothing", async () => {
    const many = columnsOf([[0, 0, 5]], 90_000, 2);
    const left = await ials(many, { train: range(0, 1), validation: none }, 4, 1, nowhere);
    expect(left.score).toBeNull();
    expect(left.note).toMatch(/^Left out: its factors take [\d,]+ steps; up to 1,000,000,000 are done here\.$/);
    const { score } = await ials(columns, split, 4, 1, nowhere);
    expect([...Array.from(score!(4))]).toEqual(counts);
  });
});

it("what there is to choose is chosen by the validation part", async () => {
  const random = new Random(8);
  const seen = new Set<number>();
  const noisy: Row[] = [];
  while (noisy.length < 500) {
    const [user, product] = [random.integer(60), Math.floor(40 * random.next() ** 2)];
    if (seen.has(user * 40 + product)) continue;
    seen.add(user * 40 + product);
    noisy.push([user, product, 5]);
  }
  const data = columnsOf(noisy, 60, 40);
  const parts = { train: range(0, 350), validation: range(350, 500) };
  const task = planRanking(data, parts.train, parts.validation, 4, 1)!;
  const chosen = await rp3beta(data, parts, 4, 1, nowhere);
  const first = await rp3beta(data, { ...parts, validation: none }, 4, 1, nowhere);
  const [best, plain] = await Promise.all([chosen, first].map(({ score }) => measureRanking(task, score!, nowhere)));
  expect(best!.figures.ndcg10).toBeGreaterThan(plain!.figures.ndcg10);
});
