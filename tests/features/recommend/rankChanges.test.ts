import { describe, expect, it } from "vitest";
import { NO_RANKS, rankChanges, remember } from "../../../src/features/recommend/rankChanges";

function list(epoch: number, products: string, change: { customer?: string; run?: number } = {}) {
  return { customer: "u1", run: 1, epoch, products: [...products], ...change };
}

describe("rank changes", () => {
  it("count places against the epoch before", () => {
    const memory = remember(remember(NO_RANKS, list(1, "abcd")), list(2, "cabe"));
    expect([...rankChanges(memory)]).toEqual([
      ["c", 2],
      ["a", -1],
      ["b", -1],
      ["e", "new"],
    ]);
  });

  it("stay while the same epoch answers again, and a longer list calls nothing new", () => {
    let memory = remember(remember(NO_RANKS, list(1, "ab")), list(2, "ba"));
    memory = remember(memory, list(2, "bacd"));
    expect([...rankChanges(memory)]).toEqual([
      ["b", 1],
      ["a", -1],
    ]);
  });

  it("start afresh for another customer, another run and a return to an earlier epoch", () => {
    const memory = remember(remember(NO_RANKS, list(1, "ab")), list(2, "ba"));
    expect(rankChanges(remember(memory, list(3, "ab", { customer: "u2" }))).size).toBe(0);
    expect(rankChanges(remember(memory, list(3, "ab", { run: 2 }))).size).toBe(0);
    expect(rankChanges(remember(memory, list(1, "ab"))).size).toBe(0);
  });
});
