import type { Intervals } from "../../domain/intervals";
import { isRanking } from "../../models/registry";
import { evaluateBaselines } from "../evaluate/baselines/evaluate";
import { biasTests } from "../evaluate/biasTests";
import { conformalIntervals } from "../evaluate/conformal";
import { errorFigures, errorReport } from "../evaluate/errors";
import { listScorer, modelScorer } from "../evaluate/modelScorer";
import { evaluationPart, type Split } from "../evaluate/part";
import { measureRanking, planRanking, relevantFromOf } from "../evaluate/ranking";
import { segmentTables } from "../evaluate/segments";
import { compareLists, compareTraces, compareWithBaselines } from "../evaluate/standing";
import type { PlacedTrace, TestTrace } from "../evaluate/types";
import type { TrainingColumns } from "../read/copies";
import type { RunPlan } from "./plan";
import { planValidation } from "./rankingPlan";
import type { EpochOutcome, RunResult } from "./types";

/** What an earlier Run predicted for the same test part. */
export interface RivalTrace extends TestTrace {
  run: number;
}

type Evaluation = Pick<
  RunResult,
  | "validation"
  | "validationRanking"
  | "test"
  | "conformal"
  | "baselines"
  | "comparison"
  | "verdict"
  | "lists"
  | "rivals"
>;

/**
 * Measure the best epoch on the held-out parts, beside the baselines and the earlier Runs. The same epoch gives the
 * same figures, however the Run came to it. The trace is what later Runs are compared with; the intervals go with the
 * model.
 */
export async function evaluateRun(
  columns: TrainingColumns,
  { split, settings }: { split: Split; settings: RunPlan["settings"] },
  best: Omit<EpochOutcome, "record">,
  rivals: readonly RivalTrace[],
  breathe: () => Promise<void>,
): Promise<Evaluation & { trace: PlacedTrace; intervals: Intervals | null }> {
  const test = evaluationPart(columns, split.train, split.test, settings.seed);
  const validation = { ...test, part: split.validation };
  const relevantFrom = relevantFromOf(columns, settings.relevantFrom);
  const ranking = planRanking(columns, split.train, split.test, relevantFrom, settings.seed);
  const onValidation = planValidation(columns, split, relevantFrom, settings.seed);
  const ranked = ranking && (await measureRanking(ranking, listScorer(best.model), breathe));
  const ranksOnly = isRanking(best.model.model);
  const predicted = ranksOnly ? null : best.testPredictions;
  const byRating = !ranksOnly && best.model.lists && ranking;
  const trace: PlacedTrace = { part: split.test.slice(), predicted, ndcg: ranked?.ndcg ?? null };
  const baselines = await evaluateBaselines({ columns, split, validation, test, ranking, onValidation, breathe });
  const ground = { test, ranking, validation, onValidation };
  const comparison = compareWithBaselines(ground, trace, baselines);
  const intervals = predicted && conformalIntervals(validation, split.train, best.validationPredictions);
  await breathe();
  return {
    validation: errorFigures(validation, predicted ? best.validationPredictions : []),
    validationRanking: onValidation && (await measureRanking(onValidation, listScorer(best.model), breathe)).figures,
    test: {
      ...errorReport(test, predicted ?? []),
      ranking: ranked?.figures ?? null,
      ratingOrder: byRating ? (await measureRanking(byRating, modelScorer(best.model), breathe)).figures : null,
      segments: predicted ? segmentTables(test, predicted, split.train) : [],
      biasTests: predicted ? biasTests(test, predicted) : [],
    },
    conformal: intervals?.table ?? null,
    baselines: baselines.map(({ result }) => result),
    comparison,
    verdict: comparison?.outcome ?? null,
    lists: compareLists(ground, trace, ranked?.figures ?? null, baselines),
    rivals: rivals.flatMap((rival) => {
      const against = compareTraces(ground, trace, rival);
      return against ? [{ ...against, run: rival.run }] : [];
    }),
    trace,
    intervals,
  };
}
