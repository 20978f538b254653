import { type Backend, openBackend } from "../model/backend";
import { countParameters } from "../model/learner";
import { evaluateBaselines } from "./baselines";
import { chooseBackend } from "./chooseBackend";
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
  const { backend, reason } = from
    ? { backend: await openBackend(from.backend), reason: "as before the interruption" }
    : await chooseBackend(settings.backend, plan.learner);
  tell({ type: "backend", name: backend.name, renderer: backend.renderer, reason });
  const learner = await backend.createLearner(plan.learner);
  try {
    const parameters = countParameters(plan.learner);
    const { steps, stepsPerEpoch } = plan;
    tell({ type: "started", steps, stepsPerEpoch, batchSize: plan.learner.batchSize, parameters });
    const trainer = new Trainer(columns, plan, backend, learner, control, tell, from);
    const outcome = await whileAlive(trainer.run(), backend, control);
    tell({ type: "phase", phase: "testing" });
    return { result: describe(columns, plan, backend, reason, parameters, outcome), best: outcome.best.model };
  } finally {
    learner.dispose();
  }
}

/** The training, or DeviceLost as soon as the device is: a read from a lost context may never come back. */
async function whileAlive<T>(training: Promise<T>, backend: Backend, control: RunControl): Promise<T> {
  training.catch(() => {}); // told by the race, or too late to matter
  try {
    return await Promise.race([training, backend.lost]);
  } catch (error) {
    backend.assertAlive(); // whatever failed, failed because the device is gone
    throw error;
  } finally {
    control.abandon();
  }
}

function describe(
  columns: TrainingColumns,
  plan: RunPlan,
  backend: Backend,
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
