import type { BackendName } from "../../../domain/names";
import type { RunSettings } from "../../../domain/settings";
import type { EpochRecord, RunResult, SweepRecord, TrainingEvent } from "../../../engine/train/types";
import type { RunOrigin } from "../../../engine/workspace/types";
import type { StoredCheckpoint, TrainProgress } from "../../../workers/protocol";

export type ShownPhase = Extract<TrainingEvent, { type: "phase" }>["phase"];

/** One Run on the page, from its start. Its batch losses are in `lossHistory`, by the Run's id. */
export interface RunState {
  id: number;
  settings: RunSettings;
  /** `interrupted` by a reload, or with its tab: it can be resumed. */
  status: "running" | "paused" | "stopping" | "finished" | "failed" | "interrupted";
  /** True of a Run that came with a Workspace and has not gone on since. */
  isRestored?: boolean;
  /** `first visit` when the page trained by itself on the built-in sample. */
  startedBy: "person" | "first visit";
  phase: ShownPhase | null;
  device: { name: BackendName; renderer: string | null; reason: string } | null;
  plan: { steps: number; stepsPerEpoch: number; batchSize: number; parameters: number } | null;
  progress: { step: number; epoch: number; ratingsPerSecond: number; secondsLeft: number } | null;
  /** How far the Bayesian member of a blend is; null before it begins. */
  sweep: { pass: number; sweep: number; sweeps: number } | null;
  /** Which fold is measured; left out before the first. */
  fold?: { fold: number; folds: number };
  /** Its sweeps over the training part so far; the result has them once the Run has ended. */
  sweepRecords: readonly SweepRecord[];
  epochs: EpochRecord[];
  bestEpoch: number | null;
  result: RunResult | null;
  /** What was mended on the way, in sentences: a lost GPU, a loss that was no number. */
  notes: string[];
  /** A sentence, when status is `failed`. */
  error: string | null;
  /** The earlier model that it began with; null for a Run from the beginning. */
  earlier: RunOrigin | null;
}

/** A Run that has just been asked for. */
export function newRun(
  id: number,
  settings: RunSettings,
  startedBy: RunState["startedBy"],
  earlier: RunState["earlier"] = null,
): RunState {
  return {
    id,
    settings,
    startedBy,
    status: "running",
    phase: null,
    device: null,
    plan: null,
    progress: null,
    sweep: null,
    sweepRecords: [],
    epochs: [],
    bestEpoch: null,
    result: null,
    notes: [],
    error: null,
    earlier,
  };
}

/** True while the Run has not ended. */
export function isActive(run: RunState): boolean {
  return run.status === "running" || run.status === "paused" || run.status === "stopping";
}

/** The Run after an event of its training; batch losses and weights are kept elsewhere and change nothing here. */
export function applyEvent(run: RunState, event: TrainProgress): RunState {
  switch (event.type) {
    case "phase":
      return { ...run, phase: event.phase };
    case "backend":
      return { ...run, device: { name: event.name, renderer: event.renderer, reason: event.reason } };
    case "started": {
      const { steps, stepsPerEpoch, batchSize, parameters } = event;
      return { ...run, plan: { steps, stepsPerEpoch, batchSize, parameters } };
    }
    case "progress": {
      const { step, epoch, ratingsPerSecond, secondsLeft, paused } = event;
      const status = run.status === "stopping" ? "stopping" : paused ? "paused" : "running";
      return { ...run, status, progress: { step, epoch, ratingsPerSecond, secondsLeft } };
    }
    case "resumed":
      return { ...run, epochs: event.epochs, bestEpoch: event.bestEpoch };
    case "epoch":
      return {
        ...run,
        epochs: [...run.epochs, event.record],
        bestEpoch: event.best ? event.record.epoch : run.bestEpoch,
      };
    case "sweep": {
      const { pass, sweeps, record } = event;
      const sweepRecords = pass === 1 ? [...run.sweepRecords, record] : run.sweepRecords;
      return { ...run, sweep: { pass, sweep: record.sweep, sweeps }, sweepRecords };
    }
    case "fold":
      return { ...run, fold: { fold: event.fold, folds: event.folds } };
    case "batches":
    case "checkpoint":
    case "weights":
      return run;
  }
}

/** The Run with its result, as its training returned it. */
export function finishRun(run: RunState, result: RunResult): RunState {
  const { epochs, bestEpoch } = result.run;
  const notes = [...run.notes, ...result.run.notes];
  const whole = { ...result, run: { ...result.run, notes } };
  return { ...run, status: "finished", phase: null, epochs, bestEpoch, device: result.backend, notes, result: whole };
}

/** An interrupted Run that goes on from its checkpoint, or begins again, to the same end. */
export function resumeRun(run: RunState, hasCheckpoint: boolean): RunState {
  const onwards = hasCheckpoint ? "went on from its last checkpoint" : "began again, to the same end";
  const notes = [...run.notes, `The page was closed or reloaded while this run trained. It ${onwards}.`];
  return { ...run, status: "running", isRestored: false, epochs: [], sweepRecords: [], bestEpoch: null, notes };
}

/** The Run after its worker or its GPU was lost: it goes on from the checkpoint, or from its beginning without one. */
export function interruptRun(run: RunState, from: StoredCheckpoint | null, cause: string): RunState {
  const epochs = from?.epochs ?? [];
  const where = run.progress ? ` in epoch ${run.progress.epoch}` : "";
  const onwards = from ? `went on from the end of epoch ${epochs.length}` : "began again, to the same end";
  return {
    ...run,
    epochs,
    sweepRecords: [],
    bestEpoch: from?.bestEpoch ?? null,
    notes: [...run.notes, `${cause} Training was interrupted${where} and ${onwards}.`],
  };
}

/** The Run that failed; what it had learnt so far stays visible. */
export function failRun(run: RunState, error: string): RunState {
  return { ...run, status: "failed", phase: null, error };
}
