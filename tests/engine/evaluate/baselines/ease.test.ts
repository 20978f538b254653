import { describe, expect, it } from "vitest";
import { ease } from "../../../../src/engine/evaluate/baselines/ease";
import { productsByUser } from "../../../../src/engine/evaluate/productLists";
import { measureRanking, planRanking } from "../../../../src/engine/evaluate/ranking";
import { fitItemItem } from "../../../../src/models/item-item/fit";
import { ItemItemModel } from "../../../../src/models/item-item/model";
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
 *
 * and X[1] @ B with lam = 300.
 */
const SCORES_OF_USER_1 = [0.009825244229833592, 0.013158181382480448, 0.009825244229833593, 0.006536089637800747, 0];

describe("EASE", () => {
  it("scores by the relevant training ratings, with λ 300 without a validation part", async () => {
    const { score, predict } = await ease(columns, { train, validation: none }, 4, 1, nowhere);
    expect(predict).toBeNull();
    const scores = score!(1);
    SCORES_OF_USER_1.forEach((expected, product) => {
      expect(scores[product]).toBeCloseTo(expected, 7);
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
      expect(score!(1)[product]).toBeCloseTo(expected, 7);
    });
    expect([...Array.from(score!(6))]).toEqual([3, 3, 3, 2, 1]);
  });

  it("takes the λ that ranks best on the validation part", async () => {
    const rows = randomRows(60, 30, 0.25, 3);
    const noisy = columnsOf(rows, 60, 30);
    const [training, validation] = [range(0, 300), range(300, rows.length)];
    const chosen = await ease(noisy, { train: training, validation }, 4, 1, nowhere);
    const relevant = training.filter((i) => noisy.rating[i] >= 4);
    const histories = productsByUser(noisy, relevant);
    const own = (user: number) => histories.products.subarray(histories.starts[user], histories.starts[user + 1]);
    const telling = validation.filter((i) => own(noisy.user[i]).length > 0);
    const task = planRanking(noisy, training, telling, 4, 1)!;
    const ofChosen = await measureRanking(task, chosen.score!, nowhere);
    const qualities: number[] = [];
    for (const lambda of [30, 100, 300, 1000]) {
      const model = new ItemItemModel(await fitItemItem(histories, 30, { lambda, breathe: nowhere }));
      // What nobody has relevant comes last.
      const score = (user: number) =>
        model.interest(own(user)).map((value, product) => (model.knows(product) ? value : -1e9));
      qualities.push((await measureRanking(task, score, nowhere)).figures.ndcg10);
    }
    expect(new Set(qualities).size).toBeGreaterThan(1);
    expect(ofChosen.figures.ndcg10).toBeCloseTo(Math.max(...qualities), 10);
  });

  it("solves the most rated products of a large catalogue, and lets the others follow by popularity", async () => {
    // Products 0 and 1 have two users each; 2,600 more have one each, of as many users that the dual is no way out.
    const tail = Array.from({ length: 2_600 }, (_, at): Row => [2 + at, 2 + at, 5]);
    const rows: Row[] = [[0, 0, 5], [0, 1, 5], [1, 0, 5], [1, 1, 5], ...tail, [2, 0, 5]];
    const large = columnsOf(rows, 2_602, 2_603);
    const { score, note } = await ease(large, { train: range(0, rows.length), validation: none }, 4, 1, nowhere);
    expect(note).toContain("102 others follow by popularity");
    const scores = Array.from(score!(2));
    expect(scores[1]).toBeGreaterThan(0);
    const known = scores.slice(0, 2_500);
    // 2,600 is beyond the most rated and has one user, 2,602 has none.
    expect(scores[2_600]).toBeLessThan(Math.min(...known));
    expect(scores[2_602]).toBeLessThan(scores[2_600]);
  }, 120_000);

  it("works with one product, one user, and without a relevant rating", async () => {
    const single = columnsOf([[0, 0, 5]], 1, 1);
    const { score } = await ease(single, { train: range(0, 1), validation: none }, 4, 1, nowhere);
    expect([...Array.from(score!(0))]).toEqual([0]);
    const low = await ease(columns, { train, validation: none }, 6, 1, nowhere);
    expect([...Array.from(low.score!(0))]).toEqual([0, 0, 0, 0, 0]);
  });
});
