import { type Backend, openBackend, whileAlive } from "../model/backend";
import { countParameters } from "../model/learner";
import { DeviceLost } from "../model/webgl/device";
import { evaluateBaselines } from "./baselines";
import { type ChosenBackend, chooseBackend } from "./chooseBackend";
import { assertFitsMemory } from "./memory";
import { errorFigures } from "./metrics";
import { newUserShare, planRun, type RunPlan } from "./plan";
import type { RunControl } from "./runControl";
import { Trainer, type TrainingOutcome } from "./trainer";
import type { Checkpoint, ModelSnapshot, RunResult, RunSettings, TrainingColumns, TrainingEvent } from "./types";

/**
 * One Run from its settings to its result: split, choose the backend, train, keep the best epoch, test it beside the
 * baselines. With a checkpoint of the same settings and data it goes on from there, on the same backend.
 * Rejects with TrainingError, with a sentence for the page, when the Run cannot start or go on; with DeviceLost when
 * the GPU went away; and with the control's abort reason when it is abandoned.
 */
export async function trainRun(
  columns: TrainingColumns,
  settings: RunSettings,
  control: RunControl,
  tell: (event: TrainingEvent) => void,
  from: Checkpoint | null = null,
): Promise<{ result: RunResult; best: ModelSnapshot }> {
  tell({ type: "phase", phase: "splitting" });
  const plan = planRun(columns, settings);
  assertFitsMemory(plan.learner);
  tell({ type: "phase", phase: "choosing backend" });
  const reopened = from && (await reopen(from));
  if (reopened && !reopened.backend) return conclude(columns, plan, from, reopened.reason);
  const { backend, reason } = reopened ?? (await chooseBackend(settings.backend, plan.learner));
  tell({ type: "backend", name: backend.name, renderer: backend.renderer, reason });
  const learner = await whileAlive(backend, backend.createLearner(plan.learner));
  try {
    const parameters = countParameters(plan.learner);
    const { steps, stepsPerEpoch } = plan;
    tell({ type: "started", steps, stepsPerEpoch, batchSize: plan.learner.batchSize, parameters });
    const trainer = new Trainer(columns, plan, backend, learner, control, tell, from);
    const outcome = await whileAlive(backend, trainer.run());
    tell({ type: "phase", phase: "testing" });
    return { result: describe(columns, plan, backend, reason, parameters, outcome), best: outcome.best.model };
  } finally {
    control.abandon();
    learner.dispose();
  }
}

/** The checkpoint's backend, or the reason why it is not to be had any more. */
async function reopen({ backend }: Checkpoint): Promise<ChosenBackend | { backend: null; reason: string }> {
  try {
    return { backend: await openBackend(backend), reason: "as before the interruption" };
  } catch (error) {
    if (error instanceof DeviceLost) throw error;
    return { backend: null, reason: (error as Error).message };
  }
}

/** The Run as far as its checkpoint came, when its backend did not come back. */
function conclude(columns: TrainingColumns, plan: RunPlan, from: Checkpoint, why: string) {
  const { epochs, best, trainingMs } = from;
  const ratings = epochs.length * plan.split.train.length;
  const outcome: TrainingOutcome = {
    epochs,
    best,
    stopped: true,
    notes: [
      `The ${from.backend} backend did not come back: ${why} The weights of epoch ${best.record.epoch} are kept.`,
    ],
    ratingsPerSecond: trainingMs > 0 ? (ratings / trainingMs) * 1000 : 0,
  };
  const device = { name: from.backend, renderer: null };
  const reason = "until it was lost";
  return {
    result: describe(columns, plan, device, reason, countParameters(plan.learner), outcome),
    best: best.model,
  };
}

function describe(
  columns: TrainingColumns,
  plan: RunPlan,
  backend: Pick<Backend, "name" | "renderer">,
  reason: string,
  parameters: number,
  outcome: TrainingOutcome,
): RunResult {
  const { split, users, settings } = plan;
  const actual = Float32Array.from(split.test, (i) => columns.rating[i]);
  const isKnown = (position: number) => users.rowOf[columns.user[split.test[position]]] !== 0;
  const predicted = outcome.best.testPredictions;
  const { rmse, mae } = errorFigures(predicted, actual);
  return {
    split: {
      method: settings.split,
      train: split.train.length,
      validation: split.validation.length,
      test: split.test.length,
      newUserShare: newUserShare(columns, plan),
    },
    backend: { name: backend.name, renderer: backend.renderer, reason },
    run: {
      model: settings.model,
      seed: settings.seed,
      settings,
      parameters,
      epochs: outcome.epochs,
      bestEpoch: outcome.best.record.epoch,
      ratingsPerSecond: outcome.ratingsPerSecond,
      trainMs: outcome.epochs.reduce((sum, { ms }) => sum + ms, 0),
      stopped: outcome.stopped,
      notes: outcome.notes,
    },
    test: {
      rmse,
      mae,
      known: errorFigures(predicted, actual, isKnown),
      new: errorFigures(predicted, actual, (position) => !isKnown(position)),
    },
    baselines: evaluateBaselines(columns, split),
  };
}
