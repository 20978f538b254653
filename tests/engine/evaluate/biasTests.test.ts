import { describe, expect, test } from "vitest";
import { Random } from "../../../src/domain/random";
import { biasTests, completeCells } from "../../../src/engine/evaluate/biasTests";
import { addObservation, emptyCells, interaction } from "../../../src/engine/statistics/anova";
import { heldOut, type Row, side } from "./heldOut";

const random = new Random(6, "marketing bias");

/** 400 ratings; products 0–3 are for women, 4–7 for men, 8 for nobody known; of users 0–29 every third is unknown. */
function market(bias: number) {
  const rows = Array.from({ length: 400 }, (): Row => [random.integer(30), random.integer(9), 1 + random.integer(5)]);
  const sides = [
    side("category", "product", ["", "a", "b", "rare"], [1, 2, 1, 2, 1, 2, 1, 2, 0]),
    side("brand", "product", ["", "only"], new Int32Array(9).fill(1)),
    side("productGender", "product", ["", "f", "m"], [1, 1, 1, 1, 2, 2, 2, 2, 0]),
    side(
      "userGender",
      "user",
      ["", "f", "m"],
      Array.from({ length: 30 }, (_, i) => i % 3),
    ),
  ];
  const predicted = rows.map(([user, product, rating]) => {
    const matches = product < 4 === (user % 3 === 1);
    return rating + random.normal() + (matches ? bias : 0);
  });
  return { part: heldOut(rows, [], sides).part, predicted, rows };
}

describe("the marketing-bias tests", () => {
  test("take the known segments of both sides, genders first, and leave out what cannot be estimated", () => {
    const { part, predicted, rows } = market(1);
    const tests = biasTests(part, predicted);
    expect(tests.map(({ product, user }) => [product, user])).toEqual([
      ["productGender", "userGender"],
      ["category", "userGender"], // one brand only
    ]);
    const known = rows.filter(([user, product]) => user % 3 > 0 && product < 8);
    expect(tests[0]).toMatchObject({ n: known.length, degrees: [1, known.length - 4] });
    expect(tests[0].p).toBeLessThan(1e-6);
  });

  test("find what two-way arithmetic finds: F of two by two cells is that of their contrast", () => {
    const { part, predicted, rows } = market(0.4);
    // (mean_ff − mean_fm − mean_mf + mean_mm)² / (s² Σ 1/n), which has F(1, N − 4): Searle 1971, chapter 7.
    const cells: number[][] = [[], [], [], []];
    rows.forEach(([user, product, rating], i) => {
      if (user % 3 > 0 && product < 8) cells[2 * Math.floor(product / 4) + (user % 3) - 1].push(predicted[i] - rating);
    });
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const [ff, fm, mf, mm] = cells.map(mean);
    const within = cells.reduce((sum, cell) => sum + cell.reduce((s, value) => s + (value - mean(cell)) ** 2, 0), 0);
    const spread = within / (cells.flat().length - 4);
    const f = (ff - fm - mf + mm) ** 2 / (spread * cells.reduce((sum, cell) => sum + 1 / cell.length, 0));
    expect(biasTests(part, predicted)[0].f).toBeCloseTo(f, 8);
  });

  test("are none without segments, with too few ratings, or where all errors are 0", () => {
    const { part, predicted, rows } = market(0);
    expect(
      biasTests(
        part,
        rows.map(([, , rating]) => rating),
      ),
    ).toEqual([]);
    expect(biasTests({ ...part, part: part.part.slice(0, 20) }, predicted)).toEqual([]);
    expect(biasTests(heldOut(rows).part, predicted)).toEqual([]);
  });
});

describe("levels that leave a cell empty", () => {
  const cellsOf = (counts: number[][]) => {
    const cells = emptyCells(counts.length, counts[0].length);
    counts.forEach((row, i) => {
      row.forEach((count, j) => {
        for (let k = 0; k < count; k++) addObservation(cells, i, j, i + j + (k % 2));
      });
    });
    return cells;
  };
  const countsOf = (counts: number[][]) => {
    const { rows, columns, n } = completeCells(cellsOf(counts));
    return Array.from({ length: rows }, (_, i) => [...n.slice(i * columns, (i + 1) * columns)]);
  };

  test("leave, the emptiest first, and the others stay", () => {
    const complete = [
      [3, 4],
      [5, 6],
    ];
    expect(countsOf(complete)).toEqual(complete);
    // A brand that men never rated leaves, not the men.
    expect(countsOf([...complete, [7, 0], [0, 0]])).toEqual(complete);
    // A gender that rated one brand of three leaves, not the brands.
    expect(
      countsOf([
        [3, 4, 0],
        [5, 6, 1],
        [2, 2, 0],
      ]),
    ).toEqual([...complete, [2, 2]]);
  });

  test("may leave nothing to test", () => {
    expect(countsOf([[0, 0]])).toEqual([]);
    const crossed = [
      [4, 0],
      [0, 4],
    ];
    expect(interaction(completeCells(cellsOf(crossed)))).toBeNull();
  });
});
