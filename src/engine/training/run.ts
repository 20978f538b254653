import type { Backend } from "../model/backend";
import { countParameters } from "../model/learner";
import { evaluateBaselines } from "./baselines";
import { chooseBackend } from "./chooseBackend";
import { errorFigures } from "./metrics";
import { newUserShare, planRun, type RunPlan } from "./plan";
import type { RunControl } from "./runControl";
import { Trainer, type TrainingOutcome } from "./trainer";
import type { ModelSnapshot, RunResult, RunSettings, TrainingColumns, TrainingEvent } from "./types";

/**
 * One Run from its settings to its result: split, choose the backend, train, keep the best epoch, test it beside the
 * baselines. Rejects with TrainingError, with a sentence for the page, when the Run cannot start or go on, and with
 * the control's abort reason when it is abandoned.
 */
export async function trainRun(
  columns: TrainingColumns,
  settings: RunSettings,
  control: RunControl,
  tell: (event: TrainingEvent) => void,
): Promise<{ result: RunResult; best: ModelSnapshot }> {
  tell({ type: "phase", phase: "splitting" });
  const plan = planRun(columns, settings);
  tell({ type: "phase", phase: "choosing backend" });
  const { backend, reason } = await chooseBackend(settings.backend, plan.learner);
  tell({ type: "backend", name: backend.name, renderer: backend.renderer, reason });
  const trainer = new Trainer(columns, plan, backend, control, tell);
  try {
    const { steps, stepsPerEpoch, learner } = plan;
    const parameters = countParameters(learner);
    tell({ type: "started", steps, stepsPerEpoch, batchSize: learner.batchSize, parameters });
    const outcome = await trainer.run();
    tell({ type: "phase", phase: "testing" });
    return { result: describe(columns, plan, backend, reason, parameters, outcome), best: outcome.best.model };
  } finally {
    trainer.dispose();
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
      trainMs: outcome.trainMs,
      stopped: outcome.stopped,
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
