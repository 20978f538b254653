import { describe, expect, it } from "vitest";
import { Random } from "../../../src/domain/random";
import { measureRanking, planRanking } from "../../../src/engine/evaluate/ranking";
import { DetailSums } from "../../../src/engine/evaluate/rankingDetail";
import { columnsOf, nowhere, randomRows, range } from "./baselines/ratings";

const discount = (rank: number) => 1 / Math.log2(rank + 1);

function detailOf(products: number, lists: readonly { list: number[]; relevant: number[] }[]) {
  const sums = new DetailSums(products);
  for (const { list, relevant } of lists) {
    sums.add({ list, isHit: (product) => relevant.includes(product), wanted: relevant.length });
  }
  return sums.detail();
}

describe("the figures of lists at 5, 10 and 20", () => {
  it("are those worked out by hand", () => {
    // Hits at ranks 2, 4 and 12 of four relevant products; one never comes.
    const [five, ten, twenty] = detailOf(40, [{ list: [...range(0, 20)], relevant: [1, 3, 11, 39] }]).at;
    expect(five).toMatchObject({ k: 5, recall: 2 / 4, precision: 2 / 5, mrr: 1 / 2, hitRate: 1 });
    expect(five!.map).toBeCloseTo((1 / 2 + 2 / 4) / 4, 12);
    const ideal = discount(1) + discount(2) + discount(3) + discount(4);
    expect(five!.ndcg).toBeCloseTo((discount(2) + discount(4)) / ideal, 12);
    expect(ten).toMatchObject({ k: 10, ndcg: five!.ndcg, recall: 2 / 4, precision: 2 / 10, map: five!.map });
    expect(twenty).toMatchObject({ k: 20, recall: 3 / 4, precision: 3 / 20, mrr: 1 / 2 });
    expect(twenty!.map).toBeCloseTo((1 / 2 + 2 / 4 + 3 / 12) / 4, 12);
    expect(twenty!.ndcg).toBeCloseTo((discount(2) + discount(4) + discount(12)) / ideal, 12);
  });

  it("are relative to as many hits as the list has room for", () => {
    const [five] = detailOf(40, [{ list: [...range(0, 20)], relevant: [...range(0, 8)] }]).at;
    expect(five).toMatchObject({ ndcg: 1, map: 1, recall: 5 / 8, precision: 1 });
  });

  it("are means over users, one without a hit among them", () => {
    const [five] = detailOf(40, [
      { list: [0, 1, 2], relevant: [0] },
      { list: [0, 1, 2], relevant: [30] },
    ]).at;
    expect(five).toMatchObject({ ndcg: 0.5, recall: 0.5, precision: 0.1, map: 0.5, mrr: 0.5, hitRate: 0.5 });
  });

  it("equal those of sorting everything, plainly counted", async () => {
    const rows = randomRows(40, 35, 0.4, 9);
    const columns = columnsOf(rows, 40, 35);
    const cut = Math.floor(rows.length * 0.6);
    const task = planRanking(columns, range(0, cut), range(cut, rows.length), 4, 5)!;
    const random = new Random(2);
    const scores = Array.from({ length: 40 }, () => Float64Array.from({ length: 35 }, () => random.integer(50)));
    const { figures } = await measureRanking(task, (user) => scores[user], nowhere);
    const lists = Array.from(task.users, (user) => {
      const owned = rows.slice(0, cut).flatMap(([u, p]) => (u === user ? [p] : []));
      const sorted = [...range(0, 35)].sort((a, b) => scores[user][b] - scores[user][a] || a - b);
      const wanted = rows.slice(cut).flatMap(([u, p, rating]) => (u === user && rating >= 4 ? [p] : []));
      return { list: sorted.filter((product) => !owned.includes(product)), wanted };
    });
    const mean = (of: (user: { list: number[]; wanted: number[] }) => number) =>
      lists.reduce((sum, user) => sum + of(user), 0) / lists.length;
    for (const { k, ...found } of figures.detail!.at) {
      const hitsIn = (list: number[], wanted: number[], to: number) =>
        list.slice(0, to).filter((product) => wanted.includes(product)).length;
      const expected = {
        recall: mean(({ list, wanted }) => hitsIn(list, wanted, k) / wanted.length),
        precision: mean(({ list, wanted }) => hitsIn(list, wanted, k) / k),
        hitRate: mean(({ list, wanted }) => Math.min(1, hitsIn(list, wanted, k))),
        mrr: mean(({ list, wanted }) => {
          const first = list.slice(0, k).findIndex((product) => wanted.includes(product));
          return first < 0 ? 0 : 1 / (first + 1);
        }),
        map: mean(({ list, wanted }) => {
          let sum = 0;
          for (let rank = 1; rank <= k; rank++)
            if (wanted.includes(list[rank - 1])) sum += hitsIn(list, wanted, rank) / rank;
          return sum / Math.min(k, wanted.length);
        }),
        ndcg: mean(({ list, wanted }) => {
          const gain = (to: number, has: (rank: number) => boolean) =>
            [...range(1, to + 1)].reduce((sum, rank) => sum + (has(rank) ? discount(rank) : 0), 0);
          const found = gain(k, (rank) => wanted.includes(list[rank - 1]));
          return found / gain(Math.min(k, wanted.length), () => true);
        }),
      };
      for (const [name, value] of Object.entries(expected)) {
        expect(found[name as keyof typeof found], `${name}@${k}`).toBeCloseTo(value, 10);
      }
    }
    expect(figures.detail!.at[1].ndcg).toBeCloseTo(figures.ndcg10, 6);
    let shared = 0;
    let pairs = 0;
    lists.forEach(({ list }, a) => {
      for (const other of lists.slice(a + 1)) {
        pairs++;
        shared += list.slice(0, 10).filter((product) => other.list.slice(0, 10).includes(product)).length / 10;
      }
    });
    expect(figures.detail!.overlap).toBeCloseTo(shared / pairs, 10);
  });
});

describe("how even and how personal lists are", () => {
  const listsOf = (...lists: number[][]) =>
    detailOf(
      4,
      lists.map((list) => ({ list, relevant: [0] })),
    );

  it("have no Gini where all products are shown alike, and nearly 1 where one is shown to all", () => {
    expect(listsOf([0, 1], [2, 3]).gini).toBeCloseTo(0, 12);
    // Σ (2 i − n − 1) x_i / (n Σ x) = 3 · 2 / (4 · 2) with all in the last of four.
    expect(listsOf([0], [0]).gini).toBeCloseTo(3 / 4, 12);
    // Σ |x − y| over all ordered pairs of the counts 0, 1, 1, 2 is 12; over 2 n² times the mean of 1.
    expect(listsOf([0, 1], [0, 2]).gini).toBeCloseTo(12 / (2 * 16), 12);
  });

  it("overlap in the share of products that two lists have in common, whatever their order", () => {
    expect(listsOf([0, 1], [1, 0])).toMatchObject({ overlap: 1, commonest: 1 });
    expect(listsOf([0, 1], [2, 3])).toMatchObject({ overlap: 0, commonest: 0.5 });
    expect(listsOf([0, 1], [1, 2], [1, 0]).overlap).toBeCloseTo((0.5 + 1 + 0.5) / 3, 12);
    expect(listsOf([0, 1], [1, 2], [1, 0]).commonest).toBeCloseTo(2 / 3, 12);
  });

  it("have no overlap with one user, and none where lists are empty", () => {
    expect(listsOf([0, 1]).overlap).toBe(0);
    expect(listsOf([], [])).toMatchObject({ overlap: 0, gini: 0, commonest: 1 });
  });
});
