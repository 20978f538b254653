import { describe, expect, test } from "vitest";
import type { TrainingColumns } from "../../../src/engine/read/copies";
import { RankingBatches } from "../../../src/engine/train/rankingBatches";
import { LONGEST_HISTORY, rankingData, rankingOptions } from "../../../src/engine/train/rankingData";
import { mapRows } from "../../../src/engine/train/rowMap";
import { NO_CHANCE, type RankingBatch } from "../../../src/models/pooled-history/rankingLearner";
import { plantedTastes } from "./plantedTastes";

const shape = { model: "pooled-history", factors: 4, hidden: [] } as const;

function dataOf(columns: TrainingColumns, from = 1, sides: readonly string[] = []) {
  const all = Int32Array.from({ length: columns.size }, (_, i) => i);
  const products = mapRows(columns.product, columns.products, all);
  return rankingData(columns, all, products, sides, (rating) => rating >= from);
}

/** Ann rated a, b, c; Bo rated a alone; Cy rated b and c, badly. Categories: a and b of one, c of another. */
const few: TrainingColumns = {
  feedback: "explicit",
  size: 6,
  users: 3,
  products: 3,
  user: Int32Array.of(0, 0, 0, 1, 2, 2),
  product: Int32Array.of(0, 1, 2, 0, 1, 2),
  rating: Float32Array.of(5, 4, 4, 5, 1, 1),
  time: null,
  split: null,
  sides: [
    {
      role: "category",
      per: "product",
      codes: Int32Array.of(1, 1, 2),
      vocabulary: { bytes: new Uint8Array(0), offsets: new Uint32Array(1) },
      conflicts: 0,
    },
  ],
};

describe("the examples of a training part", () => {
  test("are the positive ratings of users who have another rating", () => {
    const data = dataOf(few, 4);
    expect([...data.users]).toEqual([0, 0, 0]);
    expect([...data.targets]).toEqual([1, 2, 3]);
  });

  test("have as prior the share of the positive ratings, half a rating added to each row; only ratings count there", () => {
    // Positive: a twice, b and c once; rows 0 to 3 get half a rating each.
    const { prior } = dataOf(few, 4);
    [0.5, 2.5, 1.5, 1.5].forEach((count, row) => {
      expect(prior[row]).toBeCloseTo(Math.log(count / 6), 6);
    });
  });

  test("read each product as its own row and that of its segment", () => {
    const data = dataOf(few, 4, ["category"]);
    expect(data.rows).toBe(4 + 2);
    expect([...data.bags]).toEqual([0, 0, 1, 4, 2, 4, 3, 5]);
    expect(dataOf(few, 4, ["brand"]).rowsPerProduct).toBe(1);
  });
});

/** Ann rated a and b several times, of a only the second time well; Bo rated a alone, thrice. */
const repeated: TrainingColumns = {
  ...few,
  size: 11,
  users: 2,
  products: 2,
  user: Int32Array.of(0, 0, 1, 0, 1, 0, 0, 1, 0, 0, 0),
  product: Int32Array.of(0, 1, 0, 0, 0, 1, 0, 0, 1, 1, 0),
  rating: Float32Array.of(1, 5, 5, 5, 5, 4, 1, 5, 2, 5, 3),
  sides: [],
};

describe("several ratings of one product by one user", () => {
  test("make one product of the history and one example, if any of them is positive", () => {
    const data = dataOf(repeated, 4);
    expect([...data.starts]).toEqual([0, 2, 3]);
    expect([...data.history]).toEqual([1, 2, 1]);
    expect([...data.users]).toEqual([0, 0]);
    expect([...data.targets]).toEqual([2, 1]);
    expect([...data.targetShare]).toEqual([0, 0.5, 0.5]);
    // Ann and Bo like a, Ann likes b; rows 0 to 2 get half a rating each.
    [0.5, 2.5, 1.5].forEach((count, row) => {
      expect(data.prior[row]).toBeCloseTo(Math.log(count / 4.5), 6);
    });
  });

  test("mask no product twice, so that what is masked fits though there are more ratings than candidates", () => {
    const data = dataOf(repeated, 4);
    const options = rankingOptions(data, { ...shape, hidden: [] }, 2, 1);
    expect([options.tokens, options.candidates]).toEqual([1, 2]);
    const batches = new RankingBatches(data, options);
    batches.beginEpoch(1);
    const { tokens, starts, targets, masked, maskStarts } = batches.fill(0);
    expect([[...starts], [...maskStarts]]).toEqual([
      [0, 1, 2],
      [0, 1, 2],
    ]);
    expect(maskStarts[2]).toBeLessThanOrEqual(masked.length);
    // The history of either product is the other; candidate j is row j + 1.
    for (const example of [0, 1]) {
      expect(masked[example]).toBe(1 - targets[example]);
      expect(tokens[example]).toBe(masked[example] + 1);
    }
  });
});

describe("a batch", () => {
  test("pools the history without the target, and lets nothing of it be chosen", () => {
    const data = dataOf(few, 4);
    const options = rankingOptions(data, { ...shape, hidden: [] }, 3, 1);
    const batches = new RankingBatches(data, options);
    batches.beginEpoch(1);
    const { tokens, starts, scales, targets, masked, maskStarts, candidateCount, offsets } = batches.fill(0);
    expect(candidateCount).toBe(3);
    expect([...offsets]).toEqual([...data.prior.subarray(1)]);
    for (let example = 0; example < 3; example++) {
      const target = targets[example] + 1; // of the whole catalogue, candidate j is row j + 1
      const others = [1, 2, 3].filter((row) => row !== target);
      expect([...tokens.subarray(starts[example], starts[example + 1])]).toEqual(others);
      expect([...masked.subarray(maskStarts[example], maskStarts[example + 1])]).toEqual(others.map((row) => row - 1));
      expect(scales[example]).toBeCloseTo(1 / Math.sqrt(2), 6);
    }
  });

  test("cuts a long history to a bounded number of different products of it", () => {
    const columns = plantedTastes(4, 160, 70, 2);
    const data = dataOf(columns);
    const options = rankingOptions(data, { ...shape, hidden: [] }, 16, 1);
    const batches = new RankingBatches(data, options);
    batches.beginEpoch(1);
    const { tokens, starts, targets, maskStarts } = batches.fill(0);
    for (let example = 0; example < 16; example++) {
      const kept = tokens.subarray(starts[example], starts[example + 1]);
      expect(new Set(kept).size).toBe(LONGEST_HISTORY);
      expect(kept).not.toContain(targets[example] + 1);
      expect(maskStarts[example + 1] - maskStarts[example]).toBe(69);
    }
  });

  test("that does not fill up weighs its padding nothing", () => {
    const data = dataOf(few, 4);
    const batches = new RankingBatches(data, rankingOptions(data, { ...shape, hidden: [] }, 2, 1));
    batches.beginEpoch(1);
    batches.fill(0);
    const { shares, starts } = batches.fill(2);
    expect([...shares]).toEqual([1, 0]);
    expect(starts[2]).toBe(starts[1]);
  });

  test("of a large catalogue estimates the sum over all of it without bias", () => {
    const columns = plantedTastes(300, 400, 12, 3);
    const data = dataOf(columns);
    const options = rankingOptions(data, { ...shape, hidden: [] }, 40, 1, 60);
    expect(options.candidates).toBe(100);
    const batches = new RankingBatches(data, options);
    let [sum, fills] = [0, 0];
    for (let epoch = 1; epoch <= 5; epoch++) {
      batches.beginEpoch(epoch);
      for (let from = 0; from + 40 <= data.users.length; from += 40) {
        const { candidates, candidateCount, offsets, targets } = batches.fill(from);
        expect(new Set(candidates.subarray(0, candidateCount)).size).toBe(candidateCount);
        for (const target of targets) expect(target).toBeLessThan(candidateCount);
        for (let j = 0; j < candidateCount; j++) sum += Math.exp(offsets[j]);
        fills++;
      }
    }
    const whole = data.prior.subarray(1).reduce((total, prior) => total + Math.exp(prior), 0);
    expect(sum / fills / whole).toBeGreaterThan(0.97);
    expect(sum / fills / whole).toBeLessThan(1.03);
    expect(Math.exp(NO_CHANCE)).toBe(0);
  });

  test("is the same for the same seed and epoch, whatever was drawn before", () => {
    const data = dataOf(plantedTastes(30, 40, 8, 3));
    const options = rankingOptions(data, { ...shape, hidden: [] }, 16, 1, 10);
    const [one, other] = [new RankingBatches(data, options), new RankingBatches(data, options)];
    one.beginEpoch(1);
    one.fill(0);
    one.beginEpoch(2);
    other.beginEpoch(2);
    // Beyond its ends a batch holds what was there before.
    const valid = ({
      tokens,
      starts,
      candidates,
      candidateCount,
      offsets,
      targets,
      masked,
      maskStarts,
    }: RankingBatch) => [
      [...starts, ...tokens.subarray(0, starts[16])],
      [...candidates.subarray(0, candidateCount), ...offsets.subarray(0, candidateCount)],
      [...targets, ...maskStarts, ...masked.subarray(0, maskStarts[16])],
    ];
    expect(valid(one.fill(16))).toEqual(valid(other.fill(16)));
  });
});
