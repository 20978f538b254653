import { Random } from "../../domain/random";
import type { RunSettings } from "../../domain/settings";
import { VALIDATION_SHARE } from "../../domain/split";
import type { TrainingColumns } from "../read/copies";
import type { EarlierStart } from "./earlier/types";
import type { RivalTrace } from "./evaluateRun";
import { type RunOutcome, trainRun } from "./run";
import type { RunControl } from "./runControl";
import {
  type Checkpoint,
  type FoldFigures,
  type FoldResult,
  type FoldSpread,
  type RunResult,
  TrainingError,
  type TrainingEvent,
} from "./types";

/**
 * The part of each rating in one fold (0-based), coded as a split column: the ratings are dealt at random into as many
 * parts of one size, to a rating, and each fold tests one of them. A tenth of all, the next in the order of dealing,
 * validates.
 */
export function foldParts(size: number, seed: number, folds: number, fold: number): Uint8Array {
  const dealt = new Random(seed, "folds").shuffle(Int32Array.from({ length: size }, (_, i) => i));
  const [from, to] = [fold, fold + 1].map((end) => Math.floor((size * end) / folds));
  const parts = new Uint8Array(size);
  for (let at = from; at < to; at++) parts[dealt[at]] = 2;
  const validation = Math.max(1, Math.floor((size * VALIDATION_SHARE) / 100));
  for (let next = 0; next < validation; next++) parts[dealt[(to + next) % size]] = 1;
  return parts;
}

/** Mean and sample standard deviation; null where a fold has no figure. */
export function spreadOf(values: readonly (number | null)[]): FoldSpread | null {
  const each = values.filter((value) => value !== null);
  if (each.length < values.length || each.length === 0) return null;
  const mean = each.reduce((sum, value) => sum + value, 0) / each.length;
  const squares = each.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: each.length > 1 ? Math.sqrt(squares / (each.length - 1)) : null, each };
}

const STOPPED = "The run was stopped before all folds were measured.";

/**
 * A Run as `trainRun` trains it, and, where its settings ask for folds, the same training once more on each of so many
 * random cuts (k-fold cross-validation, whatever the Run's own split), for the mean and the spread of the test figures. A
 * Run that is stopped, or that continues an earlier model, has no folds, and says so.
 */
export async function trainWithFolds(
  columns: TrainingColumns,
  settings: RunSettings,
  control: RunControl,
  tell: (event: TrainingEvent) => void,
  from: Checkpoint | null = null,
  rivals: readonly RivalTrace[] = [],
  start: EarlierStart | null = null,
): Promise<RunOutcome> {
  const outcome = await trainRun(columns, settings, control.part(), tell, from, rivals, start);
  if (settings.folds === null) return outcome;
  const { result } = outcome;
  const without = (note: string): RunOutcome => {
    const run = { ...result.run, notes: [...result.run.notes, note] };
    return { ...outcome, result: { ...result, run } };
  };
  if (start) return without("Folds are left out: each would begin without the earlier model.");
  try {
    const folds = await measureFolds(columns, settings, result.backend.name, control, tell);
    return folds ? { ...outcome, result: { ...result, folds } } : without(STOPPED);
  } catch (error) {
    if (!(error instanceof TrainingError)) throw error;
    // A fold that is stopped before its first epoch has no result.
    if (control.stopped) return without(STOPPED);
    return without(`The folds could not be measured: ${error.message}`);
  }
}

async function measureFolds(
  columns: TrainingColumns,
  settings: RunSettings,
  backend: RunResult["backend"]["name"],
  control: RunControl,
  tell: (event: TrainingEvent) => void,
): Promise<FoldResult | null> {
  const { folds: count, seed } = settings;
  if (count === null) return null;
  tell({ type: "phase", phase: "folds" });
  const asked: RunSettings = { ...settings, split: "column", folds: null, backend };
  const results: RunResult[] = [];
  for (let fold = 0; fold < count; fold++) {
    if (control.stopped) return null;
    tell({ type: "fold", fold: fold + 1, folds: count });
    const cut = { ...columns, split: foldParts(columns.size, seed, count, fold) };
    results.push((await trainRun(cut, asked, control.part(), () => {})).result);
  }
  if (control.stopped) return null;
  return {
    count,
    run: figuresOf(results.map(({ test }) => test)),
    baselines: results[0].baselines.map(({ name }, at) => ({
      name,
      ...figuresOf(results.map(({ baselines }) => baselines[at])),
    })),
  };
}

function figuresOf(tests: readonly Pick<RunResult["test"], "rmse" | "ranking">[]): FoldFigures {
  return {
    rmse: spreadOf(tests.map(({ rmse }) => rmse)),
    ndcg10: spreadOf(tests.map(({ ranking }) => ranking?.ndcg10 ?? null)),
  };
}
