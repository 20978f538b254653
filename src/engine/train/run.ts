import { type Backend, whileAlive } from "../../backends/backend";
import { DeviceLost } from "../../backends/webgl/device";
import type { RunSettings } from "../../domain/settings";
import { openProvenBackend } from "../../models/learners";
import { isRanking, RANKERS } from "../../models/registry";
import type { ModelSnapshot } from "../../models/snapshot";
import { relevantFromOf } from "../evaluate/ranking";
import type { PlacedTrace } from "../evaluate/types";
import type { TrainingColumns } from "../read/copies";
import { predictedRatings } from "../recommend/lists/interest";
import { likedFrom } from "../recommend/lists/listScore";
import { createModel } from "../recommend/models/createModel";
import type { ChosenBackend } from "./chooseBackend";
import { earlierNotes } from "./earlier/notes";
import type { EarlierStart } from "./earlier/types";
import type { TrainingOutcome } from "./epochLoop";
import { evaluateRun, type RivalTrace } from "./evaluateRun";
import { fitLists, leftOutNotes } from "./fitLists";
import { type Objective, planObjective } from "./objective";
import type { RunPlan } from "./plan";
import { planValidation } from "./rankingPlan";
import type { RunControl } from "./runControl";
import { conflictNotes, sidesRead } from "./sidesRead";
import { methodOf, splitFigures, splitNotes } from "./split";
import type { Checkpoint, EpochOutcome, RunResult, TrainingEvent } from "./types";

/** A Run's result, its best weights, and what later Runs are compared with. */
export interface RunOutcome {
  result: RunResult;
  best: ModelSnapshot;
  trace: PlacedTrace;
}

/**
 * One Run from its settings to its result: split, choose the backend, train, keep the best epoch, test it beside the
 * baselines and the rivals: earlier Runs on the same test rows. With a checkpoint of the same settings and data it goes
 * on from there, on the same backend. With an earlier model it starts from its rows instead of at random.
 * Rejects with TrainingError, with a sentence for the page, when the Run cannot start or go on; with DeviceLost when
 * the GPU went away; and with the control's abort reason when it is abandoned.
 */
export async function trainRun(
  columns: TrainingColumns,
  asked: RunSettings,
  control: RunControl,
  tell: (event: TrainingEvent) => void,
  from: Checkpoint | null = null,
  rivals: readonly RivalTrace[] = [],
  start: EarlierStart | null = null,
): Promise<RunOutcome> {
  tell({ type: "phase", phase: "splitting" });
  const settings = { ...asked, split: methodOf(columns, asked) };
  const objective = await planObjective(columns, settings, () => control.breathe(), start);
  const { plan, batchSize, parameters } = objective;
  tell({ type: "phase", phase: "choosing backend" });
  const reopened = from && (await reopen(from));
  const evaluate = async (best: EpochOutcome) => {
    const breathe = () => control.breathe();
    const whole = await withLists(columns, plan, best, tell, breathe);
    // Whoever waits for a list need not wait for the baselines.
    tell({ type: "weights", epoch: best.record.epoch, model: whole.model });
    tell({ type: "phase", phase: "testing" });
    return { best: whole, evaluation: await evaluateRun(columns, plan, whole, rivals, breathe) };
  };
  if (reopened && !reopened.backend)
    return describe(columns, plan, conclude(objective, from, reopened.reason), evaluate, start);
  const { backend, reason } = reopened ?? (await objective.choose(settings.backend));
  tell({ type: "backend", name: backend.name, renderer: backend.renderer, reason });
  const training = await whileAlive(backend, objective.open(backend));
  try {
    const { steps, stepsPerEpoch } = plan;
    tell({ type: "started", steps, stepsPerEpoch, batchSize, parameters });
    const outcome = await whileAlive(backend, training.run(control, tell, from));
    return await describe(columns, plan, { backend, reason, parameters, outcome }, evaluate, start);
  } finally {
    control.abandon();
    training.dispose();
  }
}

/** The checkpoint's backend, or the reason why it is not to be had any more. */
async function reopen({ backend }: Checkpoint): Promise<ChosenBackend | { backend: null; reason: string }> {
  try {
    return { backend: await openProvenBackend(backend), reason: "as before the interruption" };
  } catch (error) {
    if (error instanceof DeviceLost) throw error;
    return { backend: null, reason: (error as Error).message };
  }
}

/** A trained Run: where, and what came of it. */
interface Trained {
  backend: Pick<Backend, "name" | "renderer">;
  reason: string;
  parameters: number;
  outcome: TrainingOutcome;
}

/** The Run as far as its checkpoint came, when its backend did not come back. */
function conclude({ examples, parameters }: Objective, from: Checkpoint, why: string): Trained {
  const { epochs, best, trainingMs } = from;
  const outcome: TrainingOutcome = {
    epochs,
    best,
    stopped: true,
    notes: [
      `The ${from.backend} backend did not come back: ${why} The weights of epoch ${best.record.epoch} are kept.`,
    ],
    ratingsPerSecond: trainingMs > 0 ? ((epochs.length * examples) / trainingMs) * 1000 : 0,
  };
  const backend = { name: from.backend, renderer: null };
  return { backend, reason: "until it was lost", parameters, outcome };
}

/** The best epoch with the ranking model beside it, where the settings ask for one and the model predicts ratings. */
async function withLists(
  columns: TrainingColumns,
  { split, settings }: RunPlan,
  best: EpochOutcome,
  tell: (event: TrainingEvent) => void,
  breathe: () => Promise<void>,
): Promise<EpochOutcome> {
  const { model, record } = best;
  // Settings in a document of an earlier version name no ranker.
  if (!RANKERS.some((name) => name === settings.ranker) || isRanking(model.model)) return best;
  tell({ type: "phase", phase: "learning lists" });
  const relevantFrom = relevantFromOf(columns, settings.relevantFrom);
  const sigma = record.validationRmse ?? Math.sqrt(record.trainLoss);
  const liked = likedFrom(columns.rating, relevantFrom, sigma > 0 ? sigma : 1);
  const rater = createModel(model);
  const ratingsOf = (user: number) => predictedRatings(rater, rater.logits(rater.userOf(user)));
  const task = planValidation(columns, split, relevantFrom, settings.seed);
  const lists = await fitLists(columns, split.train, { ratingsOf, liked }, task, breathe);
  return { ...best, model: { ...model, lists } };
}

async function describe(
  columns: TrainingColumns,
  { split, settings }: RunPlan,
  { backend, reason, parameters, outcome }: Trained,
  evaluate: (
    best: EpochOutcome,
  ) => Promise<{ best: EpochOutcome; evaluation: Awaited<ReturnType<typeof evaluateRun>> }>,
  start: EarlierStart | null,
): Promise<RunOutcome> {
  const evaluated = await evaluate(outcome.best);
  const { trace, intervals, ...evaluation } = evaluated.evaluation;
  const { model } = evaluated.best;
  const { test } = evaluation;
  const sides = sidesRead(columns, settings);
  const result: RunResult = {
    split: splitFigures(split, methodOf(columns, settings), test),
    backend: { name: backend.name, renderer: backend.renderer, reason },
    run: {
      model: settings.model,
      seed: settings.seed,
      settings,
      parameters,
      sides,
      epochs: outcome.epochs,
      bestEpoch: outcome.best.record.epoch,
      ratingsPerSecond: outcome.ratingsPerSecond,
      trainMs: outcome.epochs.reduce((sum, { ms }) => sum + ms, 0),
      ...(outcome.members && { members: outcome.members }),
      stopped: outcome.stopped,
      notes: [
        ...(start ? earlierNotes(start, split.moved, "continued") : []),
        ...splitNotes(columns, settings),
        ...outcome.notes,
        ...(model.lists && !isRanking(model.model) ? leftOutNotes(model.lists) : []),
        ...conflictNotes(sides, columns.feedback),
      ],
    },
    ...evaluation,
  };
  return { result, best: intervals ? { ...model, intervals } : model, trace };
}
