import { expect, test } from "vitest";
import type { TrainingColumns } from "../../../src/engine/read/copies";
import { packTexts } from "../../../src/engine/read/vocabulary";
import { sampleBayesian } from "../../../src/engine/train/sampling";

const USERS = 12;
const PRODUCTS = 6;

/** Everybody rates everything; products 0 and 1 have both genres, 2 and 3 the first, 4 the second, 5 none. */
function columns(): TrainingColumns {
  const size = USERS * PRODUCTS;
  const user = Int32Array.from({ length: size }, (_, i) => Math.floor(i / PRODUCTS));
  const product = Int32Array.from({ length: size }, (_, i) => i % PRODUCTS);
  return {
    feedback: "explicit",
    size,
    users: USERS,
    products: PRODUCTS,
    user,
    product,
    rating: Float32Array.from(user, (u, i) => 1 + ((3 * u + 2 * product[i]) % 5)),
    time: null,
    split: null,
    sides: [
      {
        role: "category",
        per: "product",
        codes: Int32Array.of(1, 1, 2, 2, 3, 0),
        vocabulary: { ...packTexts(["", "Action|Comedy", "Action", "Comedy"]), separator: "|" },
        conflicts: 0,
      },
    ],
  };
}

test("Bayesian factors give a product of n values each of them by 1/√n", async () => {
  const all = Int32Array.from({ length: USERS * PRODUCTS }, (_, i) => i);
  const settings = { seed: 3, factors: 2, sides: ["category"] as const, range: [1, 5] as [number, number] };
  const few = { sweeps: 4, burnIn: 1, thinning: 1 };
  const breathe = async () => {};
  const { model } = await sampleBayesian(columns(), all, all, { ...settings, ...few }, { breathe });
  const { sides, features } = model.hybrid!;
  const rows = features.find(({ role }) => role === "category")!.rows as Int32Array;
  const [both, alsoBoth, action, alsoAction, comedy, none] = rows;
  expect([both, action, none]).toEqual([alsoBoth, alsoAction, 0]);
  expect(new Set(rows).size).toBe(4);
  const row = (at: number) => sides.subarray(at * model.width, (at + 1) * model.width);
  expect(row(action).some((value) => value !== 0)).toBe(true);
  for (let k = 0; k < model.width; k++) {
    expect(row(both)[k]).toBeCloseTo((row(action)[k] + row(comedy)[k]) / Math.SQRT2, 6);
  }
});
