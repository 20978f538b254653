import type { BaselineResult } from "../../engine/evaluate/types";
import type { Interval } from "../../engine/statistics/types";
import type { MemberRecord } from "../../engine/train/types";
import { isRanking } from "../../models/registry";
import { isSameCut, onSameGround, onSameRatings, onSameUsers } from "./store/comparable";
import type { RunState } from "./store/runState";

/** What a leaderboard ranks on, always over the validation part: RMSE in rating units, or NDCG@10. */
export type BoardMetric = "rmse" | "ndcg10";

/** One line of the leaderboard. */
export interface Standing {
  key: string;
  /** Null for a baseline. */
  run: RunState | null;
  baseline: BaselineResult | null;
  /** Of a blend's member, in the Run that it belongs to. */
  member?: MemberRecord;
  value: number | null;
  interval: Interval | null;
  /** 1 for the best; null without a figure. */
  rank: number | null;
}

export interface Board {
  /** Best first, then what has no figure yet. Baselines are those of the newest finished Run on the same split. */
  here: Standing[];
  /** Ratings of the validation part; null until a Run on this split has ended. */
  n: number | null;
  /** Runs on other validation ratings or users, newest first: their figures cannot be ranked with these. */
  elsewhere: Standing[];
}

/** Baselines that predict no rating: they have no place among rating errors. */
const RANK_ONLY: readonly BaselineResult["name"][] = ["popularity", "EASE", "user-kNN", "RP3β", "iALS"];

/** True for a Run that has, or will have, a figure by the metric. */
export function isRankedOn({ settings, result }: Pick<RunState, "settings" | "result">, metric: BoardMetric): boolean {
  if (metric === "rmse") return !isRanking(settings.model);
  return isRanking(settings.model) || Boolean(result?.validationRanking);
}

/** The metric that a Run is ranked on first. */
export function metricOf({ settings }: Pick<RunState, "settings">): BoardMetric {
  return isRanking(settings.model) ? "ndcg10" : "rmse";
}

/** What decides what a Run is measured on. */
type Measured = Pick<RunState, "settings" | "earlier">;

/** What two Runs must share for their figures to be ranked with one another. */
const IS_COMPARABLE: Record<BoardMetric, (a: Measured, b: Measured) => boolean> = {
  rmse: (a, b) => onSameGround(a.earlier, b.earlier) && onSameRatings(a.settings, b.settings),
  ndcg10: (a, b) => onSameGround(a.earlier, b.earlier) && onSameUsers(a.settings, b.settings),
};

/** The Run's figure on the validation part; that of its best epoch so far while it has no result. */
export function validationFigure(
  run: RunState,
  metric: BoardMetric = metricOf(run),
): Pick<Standing, "value" | "interval"> {
  const { status, result, epochs, bestEpoch } = run;
  // A Run that failed has left no model that the figure would be of.
  if (status === "failed") return { value: null, interval: null };
  const best = epochs.find(({ epoch }) => epoch === bestEpoch);
  if (metric === "ndcg10") {
    const ranking = result?.validationRanking;
    return { value: ranking?.ndcg10 ?? best?.validationNdcg10 ?? null, interval: ranking?.ndcgInterval ?? null };
  }
  if (result) return { value: result.validation.rmse, interval: result.validation.interval };
  return { value: best?.validationRmse ?? null, interval: null };
}

function standingOf(run: RunState, metric: BoardMetric): Standing {
  return { key: `run ${run.id}`, run, baseline: null, rank: null, ...validationFigure(run, metric) };
}

/** The members of a blend as rivals of their own, as they were before the validation part was learnt from. */
function memberStandings({ id, result }: RunState): Standing[] {
  return (result?.run.members ?? []).map((member) => ({
    key: `run ${id} ${member.model}`,
    run: null,
    baseline: null,
    member,
    value: member.validationRmse,
    interval: null,
    rank: null,
  }));
}

function baselineStanding(baseline: BaselineResult, metric: BoardMetric): Standing {
  const { validation, validationRanking } = baseline;
  const figure =
    metric === "rmse"
      ? { value: validation.rmse, interval: validation.interval }
      : { value: validationRanking?.ndcg10 ?? null, interval: validationRanking?.ndcgInterval ?? null };
  return { key: baseline.name, run: null, baseline, rank: null, ...figure };
}

function ranked(standings: Standing[], metric: BoardMetric): Standing[] {
  const lower = metric === "rmse" ? 1 : -1;
  const measured = standings
    .filter((standing): standing is Standing & { value: number } => standing.value !== null)
    .sort((a, b) => lower * (a.value - b.value))
    .map((standing, index) => ({ ...standing, rank: index + 1 }));
  return [...measured, ...standings.filter(({ value }) => value === null)];
}

/** All Runs and baselines by one metric, as seen from one Run: ranked are those measured on the same. */
export function boardOf(
  runs: readonly RunState[],
  from: Measured & Pick<RunState, "result">,
  metric: BoardMetric,
): Board {
  const selected = from.result;
  const mine = runs.filter((run) => isRankedOn(run, metric));
  const here = mine.filter((run) => IS_COMPARABLE[metric](run, from));
  const elsewhere = mine.filter((run) => !here.includes(run)).toReversed();
  const measured = runs.findLast((run) => run.result !== null && IS_COMPARABLE.rmse(run, from));
  // By ranking, baselines are measured beside a Run that is: for its users.
  const beside = metric === "rmse" ? measured : here.findLast(({ result }) => result !== null);
  const baselines = (beside?.result?.baselines ?? [])
    .map((baseline) => baselineStanding(baseline, metric))
    .filter(({ value, baseline }) => value !== null || (metric === "rmse" && !RANK_ONLY.includes(baseline!.name)));
  return {
    here: ranked(
      [
        ...here.map((run) => standingOf(run, metric)),
        ...(metric === "rmse" ? here.filter((run) => run.result === selected).flatMap(memberStandings) : []),
        ...baselines,
      ],
      metric,
    ),
    n: measured?.result?.split.validation ?? null,
    elsewhere: elsewhere.map((run) => standingOf(run, metric)),
  };
}

/** Why a Run's figure cannot be ranked with the others. */
export function apartness(
  { settings, earlier }: Measured,
  from: Measured,
):
  | "other split"
  | "other seed"
  | "other relevant ratings"
  | "without ratings seen before"
  | "with ratings seen before" {
  if (!isSameCut(settings, from.settings)) return "other split";
  if (!onSameGround(earlier, from.earlier)) {
    return earlier && earlier.moved > 0 ? "without ratings seen before" : "with ratings seen before";
  }
  return settings.seed === from.settings.seed ? "other relevant ratings" : "other seed";
}
