import { describe, expect, it } from "vitest";
import type { RunSettings } from "../../../src/domain/settings";
import { apartness, boardOf } from "../../../src/features/train/standings";
import type { RunState } from "../../../src/features/train/store/runState";
import { defaultsOf } from "../../../src/models/registry";
import { baseline, epoch, errors, finishedRun, ranking } from "../fixtures";

/** A finished Run with this validation RMSE. */
function run(id: number, rmse: number, settings: Partial<RunSettings> = {}): RunState {
  const finished = finishedRun(id);
  const result = { ...finished.result!, validation: errors(100, rmse, rmse * 0.8) };
  return { ...finished, result, settings: { ...finished.settings, ...settings } };
}

function ranker(id: number, ndcg10: number, settings: Partial<RunSettings> = {}): RunState {
  const finished = finishedRun(id);
  const epochs = [{ ...epoch(1, 7, 1), validationRmse: null, validationNdcg10: ndcg10 }];
  return {
    ...finished,
    epochs,
    bestEpoch: 1,
    settings: { ...defaultsOf("pooled-history"), seed: 7, ...settings },
  };
}

function keys(board: { key: string }[]): string[] {
  return board.map(({ key }) => key);
}

describe("the leaderboard", () => {
  it("ranks all runs and baselines on the validation part, not on the test part", () => {
    const [first, second] = [run(1, 1.15), run(2, 1.05)];
    // On the test part the first is far ahead, which must not matter.
    first.result!.test = { ...first.result!.test, rmse: 0.5 };
    const { here } = boardOf([first, second], second, "rmse");
    expect(keys(here)).toEqual(["run 2", "damped bias", "run 1", "product mean", "global mean"]);
    expect(here.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5]);
    expect(here[0]?.interval).toEqual([1, 1.1]);
  });

  it("keeps runs on another split or another drawing of it apart", () => {
    const runs = [run(1, 1.1), run(2, 1, { split: "time" }), run(3, 0.9, { seed: 8 })];
    const { here, elsewhere } = boardOf(runs, runs[0], "rmse");
    expect(keys(here)).not.toContain("run 2");
    expect(keys(elsewhere)).toEqual(["run 3", "run 2"]);
    expect(elsewhere.map(({ rank }) => rank)).toEqual([null, null]);
    expect(apartness(runs[1], runs[0])).toBe("other split");
    expect(apartness(runs[2], runs[0])).toBe("other seed");
  });

  it("ranks rating errors of all seeds together where the split draws nothing", () => {
    const [first, second] = [run(1, 1.1, { split: "time" }), run(2, 1, { split: "time", seed: 8 })];
    expect(keys(boardOf([first, second], first, "rmse").here).slice(0, 2)).toEqual(["run 2", "run 1"]);
  });

  it("shows a run in progress with its best epoch so far, and without baselines until the first has ended", () => {
    const going: RunState = {
      ...finishedRun(1),
      status: "running",
      result: null,
      epochs: [epoch(1, 1.5, 1.2), epoch(2, 1.1, 1.1), epoch(3, 1, 1.3)],
      bestEpoch: 2,
    };
    const { here } = boardOf([going], going, "rmse");
    expect(here).toMatchObject([{ key: "run 1", value: 1.1, interval: null, rank: 1 }]);
  });

  it("lists what has no figure yet, or was left out, after the rest and unranked", () => {
    const finished = run(1, 1.1);
    finished.result!.baselines = [baseline("item-kNN", null, null), baseline("global mean", 1.3, 1.1)];
    const fresh: RunState = { ...finishedRun(2), status: "failed", result: null, epochs: [], bestEpoch: null };
    const { here } = boardOf([finished, fresh], finished, "rmse");
    expect(keys(here)).toEqual(["run 1", "global mean", "run 2", "item-kNN"]);
    expect(here.slice(2).map(({ rank }) => rank)).toEqual([null, null]);
  });

  it("does not rank a run that failed: it left no model", () => {
    const failed: RunState = { ...finishedRun(1), status: "failed", result: null };
    expect(boardOf([failed], failed, "rmse").here).toMatchObject([{ key: "run 1", value: null, rank: null }]);
  });

  it("leaves baselines that only rank out of the rating errors", () => {
    const finished = run(1, 1.1);
    expect(keys(boardOf([finished], finished, "rmse").here)).not.toContain("popularity");
  });

  it("ranks runs of a ranking objective among themselves, highest NDCG@10 first", () => {
    const runs = [ranker(1, 0.05), run(2, 1.1), ranker(3, 0.08)];
    const { here } = boardOf(runs, runs[0], "ndcg10");
    expect(here.map(({ key, value }) => [key, value])).toEqual([
      ["run 3", 0.08],
      ["run 1", 0.05],
    ]);
  });

  it("ranks baselines among them by their NDCG@10 for the same users of the validation part", () => {
    const first = ranker(1, 0.05);
    const rankedBeside = (name: "popularity" | "EASE", ndcg10: number) => ({
      ...baseline(name, null, null, 0.9), // on the test part, which must not matter
      validationRanking: ranking(ndcg10),
    });
    const baselines = [baseline("damped bias", 1.1, 0.9), rankedBeside("popularity", 0.04), rankedBeside("EASE", 0.06)];
    first.result = { ...first.result!, validationRanking: ranking(0.05), baselines };
    const { here } = boardOf([ranker(2, 0.07), first], first, "ndcg10");
    expect(keys(here)).toEqual(["run 2", "EASE", "run 1", "popularity"]);
    expect(here[1]?.interval).toEqual(ranking(0.06).ndcgInterval);
  });

  it("keeps rankings on other users or of other relevant ratings apart", () => {
    const here = ranker(1, 0.05, { split: "time" });
    const runs = [
      here,
      ranker(2, 0.06, { split: "time", seed: 8 }),
      ranker(3, 0.07, { split: "time", relevantFrom: 5 }),
      ranker(4, 0.08, { split: "time", epochs: 3 }),
    ];
    const board = boardOf(runs, here, "ndcg10");
    expect(keys(board.here)).toEqual(["run 4", "run 1"]);
    expect(keys(board.elsewhere)).toEqual(["run 3", "run 2"]);
    expect(apartness(runs[1], here)).toBe("other seed");
    expect(apartness(runs[2], here)).toBe("other relevant ratings");
  });
});
