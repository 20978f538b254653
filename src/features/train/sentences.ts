import type { Feedback } from "../../domain/roles";
import type { ModelName } from "../../domain/settings";
import type { EpochRecord } from "../../engine/train/types";
import { isRanking, modelOf } from "../../models/registry";
import { formatRmse } from "../../ui/format";
import { whereInterrupted } from "../frame/progress";
import type { RunState, ShownPhase } from "../studio/state";

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

/** Why losses may rise for a while at first; null once the pull has grown, and for models whose pull does not grow. */
export function settlingSentence({ epochs, settings, status }: Pick<RunState, "epochs" | "settings" | "status">) {
  const definition = modelOf(settings.model);
  const warmUp = definition.learns === "ratings" ? definition.warmUp : 0;
  const until = Math.round(warmUp * settings.epochs);
  const done = epochs.length;
  const hasEnded = status === "finished" || status === "failed" || status === "interrupted";
  if (hasEnded || done === 0 || done >= until) return null;
  return `The pull against overfitting grows until epoch ${until}: the losses may rise before they settle.`;
}

/** Why the training loss of a Run that has ended may have risen on its way; null where it could not. */
export function humpSentence({ epochs, settings, status }: Pick<RunState, "epochs" | "settings" | "status">) {
  const definition = modelOf(settings.model);
  const warmUp = definition.learns === "ratings" ? definition.warmUp : 0;
  const until = Math.round(warmUp * settings.epochs);
  if (until === 0 || status !== "finished" || epochs.length < until) return null;
  return `The pull against overfitting grew until epoch ${until}: the training loss may rise on the way there, and that is no failure.`;
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
  "learning lists": "Learning which products go together",
  testing: "Measuring on the test part",
  folds: "Training again on other cuts",
};

/** What a Run is doing now, in words. */
export function phaseWords(
  run: Pick<RunState, "status" | "phase" | "progress" | "settings" | "result" | "epochs" | "sweep" | "fold">,
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
  return during && run.progress ? `${phase}, epoch ${run.progress.epoch} of ${run.settings.epochs}` : phase;
}
