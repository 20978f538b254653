import { describe, expect, it } from "vitest";
import { ease } from "../../../../src/engine/evaluate/baselines/ease";
import { countTogether, solveEase } from "../../../../src/engine/evaluate/baselines/easeWeights";
import { historiesOf } from "../../../../src/engine/evaluate/baselines/sparse";
import { measureRanking, planRanking } from "../../../../src/engine/evaluate/ranking";
import { columnsOf, nowhere, type Row, randomRows, range } from "./ratings";

const RELEVANT: Row[] = [
  [0, 0, 5],
  [0, 1, 4],
  [1, 0, 4],
  [1, 1, 5],
  [1, 2, 5],
  [2, 1, 4],
  [2, 2, 4],
  [3, 2, 5],
  [3, 3, 4],
  [4, 0, 5],
  [4, 3, 5],
  [5, 4, 4],
];
/** Of users 5 and 6, too low to be relevant. */
const OTHERS: Row[] = [
  [5, 0, 3],
  [6, 2, 1],
];
const columns = columnsOf([...RELEVANT, ...OTHERS], 7, 5);
const train = range(0, 14);
const none = new Int32Array(0);

/**
 * NumPy:
 *
 *   X = np.array([[1,1,0,0,0],[1,1,1,0,0],[0,1,1,0,0],[0,0,1,1,0],[1,0,0,1,0],[0,0,0,0,1]], float)
 *   P = np.linalg.inv(X.T @ X + lam * np.eye(5)); B = -P / np.diag(P); np.fill_diagonal(B, 0)
 */
const B_OF_2 = [
  [0, 0.3636363636, -0.0126582278, 0.2272727273, 0],
  [0.4050632911, 0, 0.4050632911, -0.1818181818, 0],
  [-0.0126582278, 0.3636363636, 0, 0.2272727273, 0],
  [0.253164557, -0.1818181818, 0.253164557, 0, 0],
  [0, 0, 0, 0, 0],
];
/** X[1] @ B with lam = 300. */
const SCORES_OF_USER_1 = [0.009825244229833592, 0.013158181382480448, 0.009825244229833593, 0.006536089637800747, 0];

describe("EASE", () => {
  it("has the weights that NumPy has", async () => {
    const histories = await historiesOf(columns, range(0, 12), () => 1, nowhere);
    const weights = await solveEase(await countTogether(histories, range(0, 5), 5, nowhere), 5, 2, nowhere);
    weights.forEach((weight, at) => {
      expect(weight).toBeCloseTo(B_OF_2[Math.floor(at / 5)]![at % 5]!, 9);
    });
  });

  it("scores by the relevant training ratings, with λ 300 without a validation part", async () => {
    const { score, predict } = await ease(columns, { train, validation: none }, 4, 1, nowhere);
    expect(predict).toBeNull();
    const scores = score!(1);
    SCORES_OF_USER_1.forEach((expected, product) => {
      expect(scores[product]).toBeCloseTo(expected, 12);
    });
  });

  it("gives who has no relevant training rating the most rated products", async () => {
    const { score } = await ease(columns, { train, validation: none }, 4, 1, nowhere);
    expect([...Array.from(score!(6))]).toEqual([3, 3, 3, 2, 1]);
  });

  it("counts a product that a user rated several times once, if any of the ratings is relevant", async () => {
    const lower = RELEVANT.map(([user, product]): Row => [user, product, 1]);
    const often = columnsOf([...lower, ...RELEVANT, ...OTHERS, ...RELEVANT.slice(0, 7)], 7, 5);
    const { score } = await ease(often, { train: range(0, often.size), validation: none }, 4, 1, nowhere);
    SCORES_OF_USER_1.forEach((expected, product) => {
      expect(score!(1)[product]).toBeCloseTo(expected, 12);
    });
    expect([...Array.from(score!(6))]).toEqual([3, 3, 3, 2, 1]);
  });

  it("takes the λ that ranks best on the validation part", async () => {
    const rows = randomRows(60, 30, 0.25, 3);
    const noisy = columnsOf(rows, 60, 30);
    const [training, validation] = [range(0, 300), range(300, rows.length)];
    const chosen = await ease(noisy, { train: training, validation }, 4, 1, nowhere);
    const relevant = training.filter((i) => noisy.rating[i]! >= 4);
    const histories = await historiesOf(noisy, relevant, () => 1, nowhere);
    const has = (user: number) => histories.starts[user]! < histories.starts[user + 1]!;
    const telling = validation.filter((i) => has(noisy.user[i]!));
    const task = planRanking(noisy, training, telling, 4, 1)!;
    const ofChosen = await measureRanking(task, chosen.score!, nowhere);
    const qualities: number[] = [];
    for (const lambda of [30, 100, 300, 1000]) {
      const weights = await solveEase(await countTogether(histories, range(0, 30), 30, nowhere), 30, lambda, nowhere);
      const score = (user: number) => {
        const sums = new Float64Array(30);
        const own = histories.columns.subarray(histories.starts[user], histories.starts[user + 1]);
        for (const product of own) for (let j = 0; j < 30; j++) sums[j]! += weights[product * 30 + j]!;
        return sums;
      };
      qualities.push((await measureRanking(task, score, nowhere)).figures.ndcg10);
    }
    expect(new Set(qualities).size).toBeGreaterThan(1);
    expect(ofChosen.figures.ndcg10).toBeCloseTo(Math.max(...qualities), 10);
  });

  it("is left out, with the reason, where the catalogue is too large", async () => {
    const large = columnsOf(
      [
        [0, 0, 5],
        [0, 9_559, 5],
      ],
      1,
      9_560,
    );
    const { score, predict, note } = await ease(large, { train: range(0, 2), validation: none }, 4, 1, nowhere);
    expect([score, predict]).toEqual([null, null]);
    expect(note).toBe("Left out: 9,560 products; up to 2,500 can be solved here.");
  });

  it("works with one product, one user, and without a relevant rating", async () => {
    const single = columnsOf([[0, 0, 5]], 1, 1);
    const { score } = await ease(single, { train: range(0, 1), validation: none }, 4, 1, nowhere);
    expect([...Array.from(score!(0))]).toEqual([0]);
    const low = await ease(columns, { train, validation: none }, 6, 1, nowhere);
    expect([...Array.from(low.score!(0))]).toEqual([0, 0, 0, 0, 0]);
  });
});
