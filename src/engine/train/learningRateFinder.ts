import { adamWStep } from "../../backends/adamw";
import { type Backend, whileAlive } from "../../backends/backend";
import { Random } from "../../domain/random";
import type { RunSettings } from "../../domain/settings";
import type { Batch, Learner } from "../../models/learner";
import { createLearner } from "../../models/learners";
import { isRanking } from "../../models/registry";
import type { TrainingColumns } from "../read/copies";
import { BatchFiller, strangerKey } from "./batches";
import { chooseBackend } from "./chooseBackend";
import { assertFitsMemory } from "./memory";
import { planRun, type RatingPlan } from "./plan";
import { RateCurve, risingRates } from "./rateCurve";
import type { RunControl } from "./runControl";
import { type RateSearch, TrainingError } from "./types";

/** The range and number of fastai's `lr_find`. */
const LOWEST = 1e-7;
const HIGHEST = 10;
const STEPS = 100;
/** Adam's first beta; in a Run it swings about this. */
const MOMENTUM = 0.9;
/** What the highest rate leaves of a weight that decays, at least. */
const LEAST_KEPT = 0.1;

export interface RateProgress {
  /** Steps done, of at most `steps`: a loss that runs away ends the search. */
  step: number;
  steps: number;
  rate: number;
  /** Smoothed training loss. */
  loss: number;
}

/**
 * Train a fresh model for a hundred steps at learning rates from 1e-7 to 10, each a multiple of the one before, and
 * watch its loss (Smith 2017, "Cyclical Learning Rates for Training Neural Networks", section 3.3; defaults of fastai's
 * `lr_find`). The rates end lower where the weight decay would take more than nine tenths of a weight.
 *
 * What is smoothed is the loss of a batch less what the untrained model loses on it, plus the mean of the latter: the
 * same on average, without the luck of which ratings a batch holds (a control variate). A model that starts at a
 * baseline improves by less than that luck.
 *
 * Rejects with TrainingError when the settings cannot train or the model predicts no ratings, with DeviceLost when the
 * GPU went away, and with the control's abort reason when the search is abandoned.
 */
export async function findLearningRate(
  columns: TrainingColumns,
  settings: RunSettings,
  control: RunControl,
  tell: (progress: RateProgress) => void,
): Promise<RateSearch> {
  if (columns.feedback === "implicit") {
    throw new TrainingError(
      "The learning-rate finder is for models that predict ratings, and this file has none. Keep the rate.",
    );
  }
  if (isRanking(settings.model)) {
    throw new TrainingError(
      "The learning-rate finder is for models that predict ratings. Choose one, or keep the rate.",
    );
  }
  const plan = await planRun(columns, { ...settings, learningRate: LOWEST }, () => control.breathe());
  assertFitsMemory(plan.learner);
  const { backend } = await chooseBackend(settings.backend, plan.learner);
  const learner = await whileAlive(backend, createLearner(backend, plan.learner));
  try {
    return await whileAlive(backend, search(columns, plan, backend, learner, control, tell));
  } finally {
    control.abandon();
    learner.dispose();
  }
}

async function search(
  columns: TrainingColumns,
  plan: RatingPlan,
  backend: Backend,
  learner: Learner,
  control: RunControl,
  tell: (progress: RateProgress) => void,
): Promise<RateSearch> {
  const { batchSize } = plan.learner;
  const { weightDecay } = plan.settings;
  const highest = weightDecay > 0 ? Math.min(HIGHEST, (1 - LEAST_KEPT) / weightDecay) : HIGHEST;
  const rates = risingRates(LOWEST, highest, STEPS);
  const batches = drawBatches(columns, plan);
  const untrained = new Float64Array(STEPS);
  for (let step = 0; step < STEPS; step++) {
    untrained[step] = await lossOf(learner, batches[step]);
    await control.breathe();
  }
  backend.assertAlive();
  const level = untrained.reduce((sum, loss) => sum + loss, 0) / STEPS;
  const curve = new RateCurve();
  let taken = 0;
  const take = async (leave: number) => {
    const losses = await learner.takeLosses(leave);
    backend.assertAlive();
    for (const loss of losses) {
      if (curve.diverged) return;
      const smoothed = curve.add(loss - untrained[taken] + level);
      const rate = rates[taken++];
      if (Number.isFinite(loss)) tell({ step: taken, steps: STEPS, rate, loss: smoothed });
    }
  };
  for (let step = 0; step < STEPS && !curve.diverged; step++) {
    await control.breathe();
    const point = { learningRate: rates[step], momentum: MOMENTUM };
    learner.step(batches[step], adamWStep(step, point, weightDecay, batchSize));
    await take(learner.queue);
  }
  await take(0);
  const losses = Float32Array.from(curve.smoothed);
  return { rates: rates.slice(0, losses.length), losses, ...curve.suggest(rates) };
}

/** The batches that a Run would begin with, over as many epochs as they take. */
function drawBatches(columns: TrainingColumns, plan: RatingPlan): Batch[] {
  const { batchSize } = plan.learner;
  const filler = new BatchFiller(columns, plan, batchSize);
  const shuffler = new Random(plan.settings.seed, "batches");
  const order = plan.split.train.slice();
  return Array.from({ length: STEPS }, (_, step) => {
    const position = step % plan.stepsPerEpoch;
    if (position === 0) shuffler.shuffle(order);
    const epoch = 1 + Math.floor(step / plan.stepsPerEpoch);
    return structuredClone(filler.fill(order, position * batchSize, strangerKey(plan.settings.seed, epoch)));
  });
}

/** Mean squared error of a batch with the weights as they are. */
async function lossOf(learner: Learner, batch: Batch): Promise<number> {
  const { ratings, shares } = batch;
  const predicted = await learner.predict(batch);
  return predicted.reduce((sum, value, i) => sum + shares[i] * (value - ratings[i]) ** 2, 0);
}
