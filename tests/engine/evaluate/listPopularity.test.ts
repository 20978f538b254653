import { describe, expect, it } from "vitest";
import { bestPopularity } from "../../../src/engine/evaluate/listPopularity";
import { planRanking } from "../../../src/engine/evaluate/ranking";
import { columnsOf, nowhere, type Row, range } from "./baselines/ratings";

describe("the weight of popularity in a list", () => {
  // Each of 30 users wants one of 30 products; products 0 to 9 are popular.
  const task = (wantedOf: (user: number) => number) => {
    const rows = Array.from({ length: 30 }, (_, user): Row => [user, wantedOf(user), 5]);
    return planRanking(columnsOf(rows, 30, 30), new Int32Array(0), range(0, 30), 4, 1)!;
  };
  const shares = Float32Array.from({ length: 30 }, (_, product) => (product < 10 ? 0.09 : 0.005));
  /** Ten products beyond the popular ones, among them the user's own. */
  const interestOf = (user: number) =>
    Float32Array.from({ length: 30 }, (_, product) => (product >= 10 && (product + user) % 2 === 0 ? 0.05 : 0));
  const opinionsOf = (user: number) => ({ interest: interestOf(user), shares, ratings: null });

  it("is the least where interest finds what popularity does not", async () => {
    expect(
      await bestPopularity(
        task((user) => 10 + (user % 20)),
        opinionsOf,
        null,
        nowhere,
      ),
    ).toBe(0.01);
  });

  it("is large enough to outweigh interest where that is chance and people take what is popular", async () => {
    // 0.09 − 0.005 more of the shares outweighs an interest of 0.05 from a weight of 0.6 on.
    expect(
      await bestPopularity(
        task((user) => user % 10),
        opinionsOf,
        null,
        nowhere,
      ),
    ).toBe(1);
  });
});
