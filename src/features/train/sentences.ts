import type { Feedback } from "../../domain/roles";
import type { ModelName } from "../../domain/settings";
import type { EpochRecord, SweepRecord } from "../../engine/train/types";
import { isRanking, isSampled, modelOf } from "../../models/registry";
import { formatRmse } from "../../ui/format";
import { epochWords, plannedEpochs, whereInterrupted } from "../frame/progress";
import type { RunState, ShownPhase } from "./store/runState";

/** Validation loss counts as risen when it is this share above its best: less is noise between epochs. */
const RISE = 0.005;

/** What ratings are called in axis titles and sentences: stars on a scale up to five, otherwise rating points. */
export function ratingUnit(ratings: { ratingLow: number; ratingHigh: number }): { one: string; squared: string } {
  const stars = ratings.ratingLow >= 0 && ratings.ratingHigh <= 5 && ratings.ratingHigh > 1;
  return stars ? { one: "stars", squared: "stars²" } : { one: "rating points", squared: "rating²" };
}

/** What was done with the products of a history, as in "without those rated in training". */
export function doneWith(feedback: Feedback): string {
  return feedback === "explicit" ? "rated" : "chosen";
}

/** What a model's loss measures, and in which unit. */
export function lossMeasure(
  model: ModelName,
  ratings: { ratingLow: number; ratingHigh: number } | undefined,
): { measure: "MSE" | "softmax"; unit: string } {
  if (isRanking(model)) return { measure: "softmax", unit: "nats" };
  return { measure: "MSE", unit: ratings ? ratingUnit(ratings).squared : "rating²" };
}

type Measured = EpochRecord & { validationLoss: number };

/**
 * What the two loss curves say together; null when nothing stands out. Overfitting: validation loss has risen since
 * its best epoch while training loss went on falling. `kept` is the epoch whose weights are kept, where it is not the
 * one of the lowest validation loss. While the Run goes on, a tenth of the `planned` epochs must have passed since the
 * best: in a long run the loss of a few epochs goes up and down.
 */
export function curvesSentence(
  epochs: EpochRecord[],
  finished: boolean,
  kept?: number | null,
  planned = 0,
): string | null {
  const measured = epochs.filter((e): e is Measured => e.validationLoss !== null);
  const last = measured.at(-1);
  const best = measured.reduce<Measured | undefined>(
    (b, e) => (b && b.validationLoss <= e.validationLoss ? b : e),
    undefined,
  );
  if (!last || !best || measured.length < 2) return null;
  const isLasting = finished || last.epoch - best.epoch >= planned / 10;
  if (isLasting && last.validationLoss > best.validationLoss * (1 + RISE) && last.trainLoss < best.trainLoss) {
    const rise = `validation loss rose from ${formatRmse(best.validationLoss)} to ${formatRmse(last.validationLoss)}`;
    const fall = `training loss fell from ${formatRmse(best.trainLoss)} to ${formatRmse(last.trainLoss)}`;
    return `Overfitting since epoch ${best.epoch}: ${rise} while ${fall}. The weights of epoch ${kept ?? best.epoch} are kept.`;
  }
  const before = measured.at(-2)!;
  // A model that is judged by its ranking may have been at its best before.
  const isKept = kept == null || kept === last.epoch;
  if (finished && isKept && best === last && last.validationLoss < before.validationLoss * (1 - RISE)) {
    return "Validation loss was still falling in the last epoch: more epochs may do better.";
  }
  return null;
}

type Settling = Pick<RunState, "epochs" | "plan" | "settings" | "status">;

/** The epoch until which a model's pull against overfitting grows; 0 for one whose pull does not. */
function settledFrom(run: Settling): number {
  const definition = modelOf(run.settings.model);
  return Math.round((definition.learns === "ratings" ? definition.warmUp : 0) * plannedEpochs(run));
}

/** Why losses may rise for a while at first; null once the pull has grown, and for models whose pull does not grow. */
export function settlingSentence(run: Settling) {
  const { epochs, status } = run;
  const until = settledFrom(run);
  const done = epochs.length;
  const hasEnded = status === "finished" || status === "failed" || status === "interrupted";
  if (hasEnded || done === 0 || done >= until) return null;
  return `The pull against overfitting grows until epoch ${until}: the losses may rise before they settle.`;
}

/** Why the training loss of a Run that has ended may have risen on its way; null where it could not. */
function humpSentence(run: Settling) {
  const { epochs, status } = run;
  const until = settledFrom(run);
  if (until === 0 || status !== "finished" || epochs.length < until) return null;
  return `The pull against overfitting grew until epoch ${until}: the losses may rise on the way there, and that is no failure; the best epoch is sought from there on.`;
}

/**
 * What a Run's loss curves say, and why a loss may rise without failure.
 * @param figures said where nothing stands out
 */
export function lossSentence(run: Settling & Pick<RunState, "bestEpoch">, unit: string, figures: string): string {
  const { epochs, bestEpoch, settings, status } = run;
  if (isSampled(settings.model)) {
    const sweeps = epochs.map(({ epoch, counts = true, ...losses }) => ({ ...losses, sweep: epoch, counts }));
    return sweepsSentence(sweeps, unit) ?? figures;
  }
  const notable = curvesSentence(epochs, status === "finished", bestEpoch, plannedEpochs(run)) ?? figures;
  return [notable, humpSentence(run)].filter(Boolean).join(" ");
}

/** What the mean of a sampled model's sweeps comes to so far, and why its losses may rise where they are counted anew. */
export function sweepsSentence(sweeps: readonly SweepRecord[], unit: string): string | null {
  const last = sweeps.at(-1);
  if (!last) return null;
  const losses = `training loss ${formatRmse(last.trainLoss)}, validation loss ${formatRmse(last.validationLoss)} ${unit}`;
  const first = sweeps.find(({ counts }) => counts);
  if (!first) return `Sweep ${last.sweep}, while the sampler settles. The mean of its sweeps so far: ${losses}.`;
  return `The mean of sweeps ${first.sweep} to ${last.sweep}: ${losses}. It begins anew at sweep ${first.sweep}, once the sampler has settled: there the losses may rise once, and that is no failure.`;
}

/** Where a Run that was interrupted after so many epochs goes on, and to what end. Of a copy it may train elsewhere yet. */
export function interruptedSentence(epochs: number, isCopy = false): string {
  const why = isCopy
    ? "It may still be training in the other tab."
    : "The page was closed or reloaded while it trained.";
  return epochs === 0
    ? `${why} It begins again, to the same end.`
    : `${why} It goes on from the last epoch that was kept, to the same end as without the interruption.`;
}

const PHASES: Record<ShownPhase, string> = {
  splitting: "Splitting the data",
  "choosing backend": "Trying the devices",
  "warming up": "Compiling the model for the device",
  training: "Training",
  validating: "Measuring on the validation part",
  sampling: "Fitting the Bayesian member",
  "training again": "Training again, with the validation part",
  "learning lists": "Learning which products go together",
  testing: "Measuring on the test part",
  folds: "Training again on other cuts",
};

/** What a Run is doing now, in words. */
export function phaseWords(
  run: Pick<RunState, "status" | "phase" | "progress" | "plan" | "settings" | "result" | "epochs" | "sweep" | "fold">,
): string {
  if (run.status === "finished") return run.result?.run.stopped ? "Stopped early" : "Finished";
  if (run.status === "failed") return "Failed";
  if (run.status === "interrupted") return `Interrupted ${whereInterrupted(run)}`;
  if (run.status === "stopping") return "Stopping";
  if (run.status === "paused") return "Paused";
  const phase = run.phase ? PHASES[run.phase] : "Starting";
  if (run.phase === "sampling" && run.sweep) {
    const { pass, sweep, sweeps } = run.sweep;
    return `${phase}, sweep ${sweep} of ${sweeps}${pass > 1 ? ", with the validation part" : ""}`;
  }
  if (run.phase === "folds" && run.fold) return `${phase}, fold ${run.fold.fold} of ${run.fold.folds}`;
  const during = run.phase === "training" || run.phase === "validating";
  return during && run.progress ? `${phase}, ${epochWords(run, run.progress.epoch)}` : phase;
}
