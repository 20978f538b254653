import { describe, expect, it } from "vitest";
import type { Comparison } from "../../../src/engine/evaluate/types";
import {
  comparisonSentence,
  listLabel,
  listVerdict,
  outcomeLabel,
  verdict,
} from "../../../src/features/train/comparisons";
import { runResult } from "../fixtures";

function plain(text: string): string {
  return text.replaceAll("\u00a0", " ");
}

function against(difference: number, interval: [number, number], outcome: Comparison["outcome"]): Comparison {
  return { metric: "rmse", difference, interval, outcome };
}

describe("the verdict", () => {
  it("says by how much the run is better than the best baseline, with the interval of the difference", () => {
    const comparison = { ...against(-0.021, [-0.027, -0.015], "better"), baseline: "damped bias" as const };
    expect(plain(verdict({ comparison }, "stars"))).toBe(
      "0.021 stars better than damped bias (95 % interval 0.015 to 0.027).",
    );
  });

  it("says plainly that simple arithmetic is better", () => {
    const comparison = { ...against(0.112, [0.1, 0.124], "worse"), baseline: "item-kNN" as const };
    expect(plain(verdict({ comparison }, "stars"))).toBe(
      "0.112 stars worse than item-kNN (95 % interval 0.100 to 0.124). Simple arithmetic predicts these ratings better.",
    );
  });

  it("cannot tell two apart when the interval of their difference holds 0", () => {
    const comparison = { ...against(-0.0021, [-0.0044, 0.0002], "no different"), baseline: "damped bias" as const };
    expect(plain(verdict({ comparison }, "stars"))).toBe(
      "We cannot tell it and damped bias apart: they differ by 0.0021 stars in RMSE (95 % interval −0.0002 to 0.0044).",
    );
  });

  it("speaks of the top 10 where that is what was compared", () => {
    const ranking = { metric: "ndcg10" as const, baseline: "popularity" as const };
    const comparison = { ...against(0.031, [0.02, 0.042], "better"), ...ranking };
    expect(plain(verdict({ comparison }, "stars"))).toBe(
      "NDCG@10 is 0.031 better than that of popularity (95 % interval 0.020 to 0.042).",
    );
    const worse = { ...against(-0.03, [-0.04, -0.02], "worse"), ...ranking };
    expect(verdict({ comparison: worse }, "stars")).toMatch(/Simple arithmetic ranks these products better\.$/);
  });

  it("says that the test part is too small to tell, instead of better or worse", () => {
    const comparison = { ...against(-0.2, [-0.3, -0.1], "too few"), baseline: "damped bias" as const, among: 4 };
    expect(plain(verdict({ comparison }, "stars"))).toBe(
      "The test part is too small to tell it and damped bias apart (fewer than 100 ratings or 30 users): they differ by 0.200 stars in RMSE (95 % interval 0.100 to 0.300).",
    );
    expect(outcomeLabel({ comparison })).toEqual({ outcome: "too few", text: "too few test ratings to tell" });
    const popularity = { ...comparison, metric: "ndcg10" as const };
    const result = { ...runResult(), lists: { comparison: null, popularity, hitsRatio: 2 } };
    expect(plain(listVerdict(result)!)).toMatch(/^The test part is too small to tell it and the most popular products/);
    expect(listLabel(result)).toEqual({ outcome: "too few", text: "too few test ratings to tell" });
  });

  it("says where it is against all baselines, because the validation part cannot tell which is best", () => {
    const comparison = { ...against(-0.021, [-0.027, -0.015], "better"), baseline: "damped bias" as const, among: 4 };
    expect(plain(verdict({ comparison }, "stars"))).toBe(
      "0.021 stars better than damped bias (95 % interval 0.015 to 0.027). The validation part is too small to say which baseline is best, so the verdict is against all 4 (Holm’s correction).",
    );
  });

  it("compares nothing without a test part, or with too few users in it", () => {
    expect(verdict({ comparison: null }, "stars")).toMatch(/Fewer than six users .* too few to compare/);
  });

  it("writes the ends of a narrow interval with the decimals that tell them apart", () => {
    expect(plain(comparisonSentence(against(0.0012, [0.0003, 0.0021], "worse"), "run 2", "stars"))).toBe(
      "0.0012 stars worse than run 2 (95 % interval 0.0003 to 0.0021).",
    );
  });
});

describe("the label of a run", () => {
  it.each([
    ["better", "better than damped bias"],
    ["no different", "no different from damped bias"],
    ["worse", "worse than damped bias"],
  ] as const)("names the outcome %s", (outcome, text) => {
    const comparison = { ...against(0, [0, 0], outcome), baseline: "damped bias" as const };
    expect(outcomeLabel({ comparison })).toEqual({ outcome, text });
  });

  it("is left out where nothing was compared", () => {
    expect(outcomeLabel({ ...runResult(), comparison: null })).toBeNull();
  });
});
