import { describe, expect, it } from "vitest";
import { Random } from "../../../src/domain/random";
import { measureRanking, planRanking, type RankingTask, relevantFromOf } from "../../../src/engine/evaluate/ranking";
import { columnsOf, nowhere, type Row, randomRows, range } from "./baselines/ratings";

describe("the plan of a ranking", () => {
  // Products 0 to 2; ratings 0 to 2 train, the others are held out.
  const rows: Row[] = [
    [0, 0, 5],
    [1, 0, 2],
    [2, 1, 3],
    [0, 1, 4],
    [0, 2, 5],
    [1, 2, 3],
    [3, 1, 5],
  ];
  const columns = columnsOf(rows, 5, 3);
  const plan = (relevantFrom: number) => planRanking(columns, range(0, 3), range(3, 7), relevantFrom, 1);

  it("measures the users with a relevant rating in the part, with their training products left out", () => {
    const task = plan(4)!;
    expect([...task.users]).toEqual([0, 3]);
    expect(task.eligible).toBe(2);
    expect([...task.relevant.starts]).toEqual([0, 2, 3]);
    expect([...task.relevant.products]).toEqual([1, 2, 1]);
    expect([...task.excluded.starts]).toEqual([0, 1, 1]);
    expect([...task.excluded.products]).toEqual([0]);
  });

  it("counts a rating at the threshold as relevant, and is null when none reaches it", () => {
    expect([...plan(5)!.users]).toEqual([0, 3]);
    expect([...plan(3)!.users]).toEqual([0, 1, 3]);
    expect(plan(5.5)).toBeNull();
    expect(planRanking(columns, range(0, 3), new Int32Array(0), 4, 1)).toBeNull();
  });

  it("counts 4.1 as relevant from 4.1 on, though the column holds it in 32 bits", () => {
    const fine = columnsOf([[0, 0, 4.1]], 1, 1);
    expect(planRanking(fine, new Int32Array(0), range(0, 1), 4.1, 1)?.users.length).toBe(1);
  });

  it("knows a product's novelty from the share of training users, a half for one that nobody rated", () => {
    // Three training users: two rated product 0, one product 1, none product 2.
    const expected = [Math.log2(3 / 2), Math.log2(3), Math.log2(6)];
    expect([...plan(4)!.novelty]).toEqual(expected.map((bits) => expect.closeTo(bits, 5)));
  });

  it("samples by the seed, within 5,000 users and the bound of pairs", () => {
    const many = columnsOf(
      Array.from({ length: 6_000 }, (_, user) => [user, user % 7, 5] as const),
      6_000,
      7,
    );
    const part = range(0, 6_000);
    const draw = (seed: number, pairs?: number) => planRanking(many, new Int32Array(0), part, 4, seed, pairs)!;
    expect([draw(1).users.length, draw(1).eligible]).toEqual([5_000, 6_000]);
    expect(draw(1, 7 * 40 + 6).users.length).toBe(40);
    expect(draw(1, 1).users.length).toBe(1);
    expect(new Set(draw(1).users).size).toBe(5_000);
    expect([...draw(1, 280).users]).toEqual([...draw(1, 280).users].sort((a, b) => a - b));
    expect(draw(1, 280).users).toEqual(draw(1, 280).users);
    expect(draw(1, 280).users).not.toEqual(draw(2, 280).users);
  });
});

it("plans for 1,000 users at least, however many products there are, and for 5,000 in a small catalogue", () => {
  const planned = (products: number) => {
    const rows = Array.from({ length: 6_000 }, (_, user): Row => [user, user % products, 5]);
    return planRanking(columnsOf(rows, 6_000, products), new Int32Array(0), range(0, 6_000), 4, 1)!.users.length;
  };
  expect([planned(7), planned(40_000), planned(400_000)]).toEqual([5_000, 2_500, 1_000]);
});

describe("the plan of a ranking where users have several ratings of one product", () => {
  const training: Row[] = [
    [0, 0, 5],
    [0, 0, 2],
    [1, 1, 5],
    [1, 1, 5],
    [2, 2, 1],
  ];
  // Of user 0 product 1 is rated twice, 0 in training too, and one of two ratings of 2 is high; user 1 has nothing new.
  const part: Row[] = [
    [0, 1, 5],
    [1, 1, 5],
    [0, 0, 5],
    [0, 2, 1],
    [2, 0, 4],
    [0, 1, 4],
    [0, 2, 5],
  ];
  const columns = columnsOf([...training, ...part], 3, 4);
  const task = planRanking(columns, range(0, 5), range(5, 12), 4, 1)!;

  it("lists each product once, and holds relevant only what is not left out", () => {
    expect([[...task.relevant.starts], [...task.relevant.products]]).toEqual([
      [0, 2, 3],
      [1, 2, 0],
    ]);
    expect([[...task.excluded.starts], [...task.excluded.products]]).toEqual([
      [0, 1, 2],
      [0, 2],
    ]);
  });

  it("measures nobody whose relevant products are all in training", () => {
    expect([[...task.users], task.eligible]).toEqual([[0, 2], 2]);
    expect(planRanking(columns, range(0, 5), range(6, 8), 4, 1)).toBeNull();
  });

  it("knows a product's novelty from its training users, however often they rated it", () => {
    // Of three training users, one each rated products 0 to 2, none product 3.
    const expected = [Math.log2(3), Math.log2(3), Math.log2(3), Math.log2(6)];
    expect([...task.novelty]).toEqual(expected.map((bits) => expect.closeTo(bits, 5)));
  });

  it("lets the best possible lists be perfect", async () => {
    const best = [[0, 3, 3, 0], [], [3, 0, 0, 0]];
    const { figures } = await measureRanking(task, (user) => best[user], nowhere);
    expect(figures.ndcg10).toBeCloseTo(1, 6);
    expect(figures.recall10).toBe(1);
  });
});

describe("what counts as relevant", () => {
  const rated = (...rating: number[]) => ({ feedback: "explicit" as const, rating: Float32Array.from(rating) });

  it("is three quarters up the scale, or what was set", () => {
    expect(relevantFromOf(rated(3, 1, 5), "auto")).toBe(4);
    expect(relevantFromOf(rated(10, 1), "auto")).toBe(7.75);
    expect(relevantFromOf(rated(2, 2), "auto")).toBe(2);
    expect(relevantFromOf(rated(1, 5), 3.5)).toBe(3.5);
  });

  it("is every product that was chosen where nothing is rated, however often and whatever was set", () => {
    const chosen = { feedback: "implicit" as const, rating: Float32Array.of(7, 2, 400) };
    expect([relevantFromOf(chosen, "auto"), relevantFromOf(chosen, 5)]).toEqual([2, 2]);
  });
});

/** A task over `products` products: the relevant ones of each user, and the excluded ones. */
function taskOf(relevant: number[][], excluded: number[][], products: number): RankingTask {
  const training: Row[] = excluded.flatMap((list, user) => list.map((product) => [user, product, 1] as const));
  const part: Row[] = relevant.flatMap((list, user) => list.map((product) => [user, product, 5] as const));
  const rows = [...training, ...part];
  const columns = columnsOf(rows, relevant.length, products);
  return planRanking(columns, range(0, training.length), range(training.length, rows.length), 4, 3)!;
}

describe("the figures of a ranking", () => {
  const discount = (rank: number) => 1 / Math.log2(rank + 1);

  it("are those worked out by hand", async () => {
    // Twelve products, the higher the code the better. User 0 hits at ranks 1 and 3 of three relevant ones; user 1, who
    // has 11 and 10 in training, hits at rank 10 and has product 11 nowhere; user 2 hits nothing.
    const task = taskOf([[11, 9, 0], [0], [1]], [[], [11, 10], []], 12);
    const { figures, ndcg } = await measureRanking(task, () => range(0, 12), nowhere);
    const first = (discount(1) + discount(3)) / (discount(1) + discount(2) + discount(3));
    expect(ndcg[0]).toBeCloseTo(first, 6);
    expect(ndcg[1]).toBeCloseTo(discount(10), 6);
    expect(ndcg[2]).toBe(0);
    expect(figures).toMatchObject({ n: 3, eligible: 3, relevantFrom: 4, coverage: 1 });
    expect(figures.ndcg10).toBeCloseTo((first + discount(10)) / 3, 6);
    expect(figures.recall10).toBeCloseTo((2 / 3 + 1) / 3, 10);
    expect(figures.hitRate10).toBeCloseTo(2 / 3, 10);
  });

  it("have an ideal of ten at most: ten hits of twelve are a perfect list with a recall of 10/12", async () => {
    const task = taskOf([[...range(0, 12)]], [[]], 30);
    const { figures } = await measureRanking(task, () => range(0, 30).map((code) => -code), nowhere);
    expect(figures.ndcg10).toBeCloseTo(1, 6);
    expect(figures.recall10).toBeCloseTo(10 / 12, 10);
    expect(figures.coverage).toBeCloseTo(10 / 30, 10);
  });

  it("rank equal scores by product code", async () => {
    const task = taskOf([[10]], [[0]], 20);
    const { figures } = await measureRanking(task, () => new Float32Array(20), nowhere);
    expect(figures.ndcg10).toBeCloseTo(discount(10), 6);
  });

  it("are zero, not missing, when every product is left out", async () => {
    const excluded = { starts: Int32Array.of(0, 3), products: range(0, 3) };
    const task = { ...taskOf([[1]], [], 3), excluded };
    const { figures } = await measureRanking(task, () => range(0, 3), nowhere);
    expect(figures).toMatchObject({ n: 1, ndcg10: 0, recall10: 0, hitRate10: 0, coverage: 0, novelty: 0 });
  });

  it("equal those of sorting everything", async () => {
    const rows = randomRows(40, 25, 0.4, 9);
    const columns = columnsOf(rows, 40, 25);
    const cut = Math.floor(rows.length * 0.6);
    const task = planRanking(columns, range(0, cut), range(cut, rows.length), 4, 5)!;
    const random = new Random(2);
    const scores = Array.from({ length: 40 }, () => Float64Array.from({ length: 25 }, () => random.integer(30)));
    const { figures, ndcg } = await measureRanking(task, (user) => scores[user], nowhere);

    const raters = new Set(rows.slice(0, cut).map(([user]) => user)).size;
    const listed: number[] = [];
    let [recall, hitRate] = [0, 0];
    task.users.forEach((user, position) => {
      const has = (list: Row[], product: number) => list.some(([u, p]) => u === user && p === product);
      const list = [...range(0, 25)]
        .filter((product) => !has(rows.slice(0, cut), product))
        .sort((a, b) => scores[user][b] - scores[user][a] || a - b)
        .slice(0, 10);
      const wanted = rows.slice(cut).filter(([u, , rating]) => u === user && rating >= 4);
      const gains = list.map((product, at) => (has(wanted, product) ? discount(at + 1) : 0));
      const ideal = wanted.slice(0, 10).reduce((sum, _, at) => sum + discount(at + 1), 0);
      expect(ndcg[position]).toBeCloseTo(gains.reduce((a, b) => a + b, 0) / ideal, 6);
      const hits = gains.filter((gain) => gain > 0).length;
      recall += hits / wanted.length;
      hitRate += hits > 0 ? 1 : 0;
      listed.push(...list);
    });
    const users = new Set(rows.slice(cut).flatMap(([user, , rating]) => (rating >= 4 ? [user] : [])));
    expect([...task.users]).toEqual([...users].sort((a, b) => a - b));
    const bits = (product: number) => -Math.log2(rows.slice(0, cut).filter(([, p]) => p === product).length / raters);
    expect(figures.recall10).toBeCloseTo(recall / users.size, 10);
    expect(figures.hitRate10).toBeCloseTo(hitRate / users.size, 10);
    expect(figures.coverage).toBeCloseTo(new Set(listed).size / 25, 10);
    expect(figures.novelty).toBeCloseTo(listed.reduce((sum, product) => sum + bits(product), 0) / listed.length, 5);
  });

  it("have an interval as wide as the standard error of a mean says", async () => {
    const random = new Random(4);
    const relevant = Array.from({ length: 400 }, () => [random.integer(50)]);
    const task = taskOf(relevant, [], 50);
    const { figures, ndcg } = await measureRanking(task, () => range(0, 50), nowhere);
    const variance = ndcg.reduce((sum, value) => sum + (value - figures.ndcg10) ** 2, 0) / 399;
    const width = 2 * 1.96 * Math.sqrt(variance / 400);
    const [low, high] = figures.ndcgInterval;
    expect(low).toBeLessThan(figures.ndcg10);
    expect(high).toBeGreaterThan(figures.ndcg10);
    // The ends of 1,000 replicates have a few percent of sampling error.
    expect((high - low) / width).toBeGreaterThan(0.85);
    expect((high - low) / width).toBeLessThan(1.15);
  });

  it("say nothing certain about fewer than six users", async () => {
    const { figures } = await measureRanking(taskOf([[1], [2]], [], 3), () => range(0, 3), nowhere);
    expect(figures.ndcgInterval).toEqual([0, 1]);
  });

  it("can be abandoned between two users", async () => {
    let breaths = 0;
    const breathe = async () => {
      if (++breaths > 3) throw new Error("abandoned");
    };
    let asked = 0;
    const scorer = () => {
      asked++;
      return range(0, 9);
    };
    const task = taskOf(Array(8).fill([1]), [], 9);
    await expect(measureRanking(task, scorer, breathe)).rejects.toThrow("abandoned");
    expect(asked).toBe(3);
  });
});
