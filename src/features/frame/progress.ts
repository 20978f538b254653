import type { ReadProgress } from "../../engine/read/progress";
import { isSampled } from "../../models/registry";
import { formatAmount, formatBytes, formatCount, formatDuration, formatRate, formatRmse } from "../../ui/format";
import type { DataSlice } from "../data/store/dataState";
import type { WorkspaceSlice } from "../keep/store/workspaceState";
import type { RunState, ShownPhase } from "../train/store/runState";
import { isActive } from "../train/store/runState";

type InProgress = Pick<NonNullable<DataSlice["reading"]>, "name" | "progress" | "unpacked">;

/** Before this share of the file was read, an estimate of the whole would jump about. */
const ENOUGH_TO_ESTIMATE = 0.05;

/** "812,000 of about 1,293,000 ratings", judging the whole file by the part that was read. */
function amountRead({ records, bytesRead, bytesTotal }: ReadProgress): string {
  if (bytesRead < bytesTotal * ENOUGH_TO_ESTIMATE) return formatAmount(records, "rating");
  const expected = Math.round((records * bytesTotal) / bytesRead / 1000) * 1000;
  return `${formatCount(records)} of about ${formatAmount(Math.max(expected, records), "rating")}`;
}

/**
 * "Reading electronics.csv: 812,000 of about 1,293,000 ratings, 480,000/s, 1 s left"; of a workspace "Opening
 * electronics.collabnn: 12 MB of 40 MB".
 */
export function readingSentence({ name, progress, unpacked }: InProgress): string {
  if (unpacked) return `Opening ${name}: ${formatBytes(unpacked.done)} of ${formatBytes(unpacked.total)}`;
  if (!progress || progress.records === 0) return `Reading ${name}`;
  const left = `${formatDuration(Math.ceil(progress.secondsLeft))} left`;
  return `Reading ${name}: ${amountRead(progress)}, ${formatRate(progress.recordsPerSecond)}, ${left}`;
}

const PHASES: Record<ShownPhase, string> = {
  splitting: "Dividing the data into training, validation and test part",
  "choosing backend": "Choosing the fastest device",
  "warming up": "Warming up the device",
  training: "Training",
  validating: "Measuring the validation error",
  sampling: "Fitting the Bayesian member",
  "training again": "Training again, with the validation part",
  "learning lists": "Learning which products go together",
  testing: "Measuring the test error",
  folds: "Training again on other cuts",
};

/** "RMSE 1.0800"; a model that ranks predicts no ratings, so it has no error but "NDCG@10 0.0812". */
export function figureOf(rmse: number | null, ndcg10: number | null): string {
  return rmse === null && ndcg10 !== null ? `NDCG@10 ${formatRmse(ndcg10)}` : `RMSE ${formatRmse(rmse)}`;
}

/** Epochs, or sweeps, that a Run takes: as planned, for a large file may need fewer than are set. */
export function plannedEpochs({ plan, settings }: Pick<RunState, "plan" | "settings">): number {
  return plan ? Math.ceil(plan.steps / plan.stepsPerEpoch) : settings.epochs;
}

/** "epoch 12 of 50", or "sweep 12 of 60" of a model that is sampled. */
export function epochWords(run: Pick<RunState, "plan" | "settings">, epoch: number): string {
  return `${isSampled(run.settings.model) ? "sweep" : "epoch"} ${epoch} of ${plannedEpochs(run)}`;
}

/** "in epoch 12 of 50": where an interrupted Run was. */
export function whereInterrupted(run: Pick<RunState, "epochs" | "plan" | "settings">): string {
  return `in ${epochWords(run, Math.min(run.epochs.length + 1, plannedEpochs(run)))}`;
}

/** How far a reading is, 0 to 1; null while it cannot be told. */
export function shareRead({ progress, unpacked }: InProgress): number | null {
  if (unpacked) return unpacked.done / unpacked.total;
  return progress && progress.bytesRead / progress.bytesTotal;
}

/** What a Run does at this moment, or what it came to. */
export function runSentence(run: RunState): string {
  const { status, phase, progress, result, startedBy } = run;
  if (status === "failed") return "Training failed";
  if (status === "interrupted") return `Interrupted ${whereInterrupted(run)}`;
  if (result) {
    const origin = startedBy === "first visit" ? ", trained in this browser just now" : "";
    const { rmse, ranking } = result.test;
    return `Test ${figureOf(rmse, ranking?.ndcg10 ?? null)}${origin}`;
  }
  if (status === "stopping") return "Stopping";
  const epoch = progress && epochWords(run, progress.epoch);
  if (status === "paused") return epoch ? `Paused, ${epoch}` : "Paused";
  if (phase === "training" && progress) {
    return `Training, ${epoch}, ${formatDuration(Math.ceil(progress.secondsLeft))} left`;
  }
  if (phase === "folds" && run.fold) return `${PHASES.folds}, fold ${run.fold.fold} of ${run.fold.folds}`;
  return phase ? PHASES[phase] : "Preparing the training";
}

export interface Job {
  text: string;
  /** 0 to 1, null while it cannot be told; left out when nothing is in progress. */
  share?: number | null;
}

/** "Saving shop.csv as a workspace: 12 MB of 40 MB". */
function savingJob({ name, done, total }: NonNullable<WorkspaceSlice["savingWorkspace"]>): Job {
  const amount = total > 0 ? `: ${formatBytes(done)} of ${formatBytes(total)}` : "";
  return { text: `Saving ${name} as a workspace${amount}`, share: total > 0 ? done / total : null };
}

/** "Saved shop.collabnn: 0.7 MB". */
export function savedSentence({ file, bytes }: NonNullable<WorkspaceSlice["savedWorkspace"]>): string {
  return `Saved ${file}: ${formatBytes(bytes)}`;
}

type Saving = Pick<WorkspaceSlice, "savingWorkspace" | "savedWorkspace">;

/** The job that the top bar shows: reading and saving before training. */
export function jobInProgress(
  reading: InProgress | null,
  run: RunState | null,
  { savingWorkspace: saving = null, savedWorkspace: saved = null }: Partial<Saving> = {},
): Job | null {
  if (reading) return { text: readingSentence(reading), share: shareRead(reading) };
  if (saving) return savingJob(saving);
  if (saved) return { text: savedSentence(saved) };
  if (!run) return null;
  if (!isActive(run)) return { text: runSentence(run) };
  const { plan, progress } = run;
  return { text: runSentence(run), share: plan && progress ? progress.step / plan.steps : null };
}
