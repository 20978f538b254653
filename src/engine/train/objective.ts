import type { Backend } from "../../backends/backend";
import type { BackendName } from "../../domain/names";
import type { RunSettings } from "../../domain/settings";
import { countParameters } from "../../models/learner";
import { createLearner, createRankingLearner, openProvenBackend } from "../../models/learners";
import { countRankingParameters } from "../../models/pooled-history/rankingLearner";
import { modelOf, steppedModelOf } from "../../models/registry";
import type { ModelSnapshot } from "../../models/snapshot";
import type { TrainingColumns } from "../read/copies";
import { blendOutcome, type TrainAgain } from "./blend";
import { type ChosenBackend, chooseBackend, chooseBackendBy } from "./chooseBackend";
import { type ClosedFormRun, planClosedForm } from "./closedForm";
import type { EarlierStart } from "./earlier/types";
import type { TrainingOutcome } from "./epochLoop";
import { assertFitsMemory, assertRankingFitsMemory } from "./memory";
import { planRun, type RatingPlan, type RunPlan, type TrainedAgain } from "./plan";
import { planRankingRun } from "./rankingPlan";
import { RankingTrainer } from "./rankingTrainer";
import { rankingTrial } from "./rankingTrial";
import type { RunControl } from "./runControl";
import { planSampling } from "./sampledRun";
import { Trainer } from "./trainer";
import { type Checkpoint, TrainingError, type TrainingEvent } from "./types";

/** A planned Run by what it is trained for, predicted ratings or an order alone: all that `trainRun` asks of either. */
export interface Objective {
  plan: RunPlan;
  batchSize: number;
  /** Number of trained weights. */
  parameters: number;
  /** What one epoch trains on: ratings, or examples of a ranking. */
  examples: number;
  choose(wanted: BackendName | "auto"): Promise<ChosenBackend>;
  /** A learner on this backend, and its training. */
  open(backend: Backend): Promise<Training>;
}

interface Training {
  /** See `EpochLoop.run`. */
  run(control: RunControl, tell: (event: TrainingEvent) => void, from: Checkpoint | null): Promise<TrainingOutcome>;
  dispose(): void;
}

/** Rejects with TrainingError when the settings cannot be trained on this data. */
export async function planObjective(
  columns: TrainingColumns,
  settings: RunSettings,
  breathe: () => Promise<void>,
  start: EarlierStart | null = null,
): Promise<Objective> {
  const definition = modelOf(settings.model);
  if (definition.learns === "lists") {
    return definition.closedForm
      ? closedForm(planClosedForm(columns, settings, start))
      : ranking(columns, settings, breathe, start);
  }
  if (columns.feedback === "explicit") {
    return definition.trainedBy === "sampling"
      ? closedForm(planSampling(columns, settings, start))
      : rating(columns, settings, breathe, start);
  }
  throw new TrainingError(
    "This file says what was chosen, not how it was rated: there is no rating to learn to predict. " +
      "Choose a model that ranks products.",
  );
}

/** Solved on the CPU, whichever backend is asked for. */
function closedForm({ plan, solve }: ClosedFormRun): Objective {
  const examples = plan.split.train.length;
  return {
    plan,
    batchSize: examples,
    parameters: 0,
    examples,
    choose: async () => ({
      backend: await openProvenBackend("wasm").catch(() => openProvenBackend("cpu")),
      reason: "solved at once",
    }),
    open: async () => ({ run: (control, tell) => solve(control, tell), dispose: () => {} }),
  };
}

async function rating(
  columns: TrainingColumns,
  settings: RunSettings,
  breathe: () => Promise<void>,
  start: EarlierStart | null = null,
): Promise<Objective> {
  const plan = await planRun(columns, settings, breathe, start);
  assertFitsMemory(plan.learner);
  const isBlend = plan.learner.shape.model !== settings.model;
  return {
    plan,
    batchSize: plan.learner.batchSize,
    parameters: countParameters(plan.learner),
    examples: plan.split.train.length,
    choose: (wanted) => chooseBackend(wanted, plan.learner),
    async open(backend) {
      const learner = await createLearner(backend, plan.learner);
      return {
        async run(control, tell, from) {
          const trained = await new Trainer(columns, plan, backend, learner, control, tell, from).run();
          const outcome = { ...trained, notes: [...trained.notes, ...fewerEpochs(settings, plan)] };
          if (!isBlend) return outcome;
          const again: TrainAgain = (train, hear) => {
            const second = { train, valuesOf: plan.split.train };
            return trainAgain(columns, settings, second, backend, control, hear);
          };
          return blendOutcome(columns, plan, outcome, control, tell, start ? null : again);
        },
        dispose: () => learner.dispose(),
      };
    },
  };
}

/** A model as planned, on other ratings and without a validation part, as its last epoch leaves it; null where stopped. */
async function trainAgain(
  columns: TrainingColumns,
  settings: RunSettings,
  second: TrainedAgain,
  backend: Backend,
  control: RunControl,
  hear: (event: TrainingEvent) => void,
): Promise<ModelSnapshot | null> {
  const plan = await planRun(columns, settings, () => control.breathe(), null, second);
  const learner = await createLearner(backend, plan.learner);
  try {
    const { best, stopped } = await new Trainer(columns, plan, backend, learner, control, hear, null).run();
    return stopped ? null : best.model;
  } catch (error) {
    // Stopped before its first step, there is no epoch to keep.
    if (control.stopped && error instanceof TrainingError) return null;
    throw error;
  } finally {
    learner.dispose();
  }
}

/** A sentence where a Run takes fewer epochs than are set; none where it takes all. */
function fewerEpochs({ epochs }: RunSettings, { settings, split }: RatingPlan): string[] {
  if (settings.epochs >= epochs) return [];
  const { label } = modelOf(steppedModelOf(settings.model));
  const ratings = split.train.length.toLocaleString("en");
  return [`Of ${ratings} training ratings, ${settings.epochs} epochs of ${label} are as good as ${epochs}.`];
}

async function ranking(
  columns: TrainingColumns,
  settings: RunSettings,
  breathe: () => Promise<void>,
  start: EarlierStart | null = null,
): Promise<Objective> {
  const plan = await planRankingRun(columns, settings, breathe, start);
  const { options, data } = plan;
  assertRankingFitsMemory(options);
  return {
    plan,
    batchSize: options.batchSize,
    parameters: countRankingParameters(options),
    examples: data.users.length,
    choose: (wanted) => chooseBackendBy(wanted, rankingTrial(plan)),
    async open(backend) {
      const learner = await createRankingLearner(backend, options);
      return {
        run: (control, tell, from) => new RankingTrainer(plan, backend, learner, control, tell, from).run(),
        dispose: () => learner.dispose(),
      };
    },
  };
}
