import { evaluationPart } from "../evaluation/part";
import { plainErrors } from "../evaluation/plainErrors";
import { adamWStep } from "../model/adamw";
import type { Backend } from "../model/backend";
import { countParameters, type Learner } from "../model/learner";
import { scheduleOf } from "../model/schedule";
import { Random } from "../random";
import { BatchFiller, strangerKey } from "./batches";
import { LossReport } from "./lossReport";
import type { RunPlan } from "./plan";
import type { RunControl } from "./runControl";
import { snapshotOf } from "./snapshot";
import {
  type Checkpoint,
  type EpochOutcome,
  type EpochRecord,
  type ModelSnapshot,
  PRIOR_WARM_UP,
  type TrainingColumns,
  TrainingError,
  type TrainingEvent,
} from "./types";

export interface TrainingOutcome {
  epochs: EpochRecord[];
  /** The epoch of least validation loss; the last one where there is no validation part. */
  best: EpochOutcome;
  stopped: boolean;
  notes: string[];
  /** Ratings trained on a second, validation left out. */
  ratingsPerSecond: number;
}

/** A loss that is no number: the weights since the last epoch are worth nothing. */
class Diverged extends Error {}

/** Models of more weights than this are not copied out for the explorer after each epoch, only at the end. */
const LARGEST_LIVE_MODEL = 16e6;
/** Training time after which a checkpoint of such a model is worth its memory. */
const WORK_TO_LOSE_MS = 10_000;

/** Trains one planned Run with a learner, telling what happens as it goes. */
export class Trainer {
  private readonly filler: BatchFiller;
  private readonly report: LossReport;
  private readonly knownUsers: Uint8Array;
  private readonly order: Int32Array;
  private readonly shuffler: Random;
  private epochs: EpochRecord[] = [];
  private best: EpochOutcome | null = null;
  private stepsDone = 0;
  /** True when the last epoch ended before its last step. */
  private cutShort = false;
  private trainingMs = 0;
  /** `trainingMs` at the last checkpoint. */
  private savedAtMs = 0;

  constructor(
    private readonly columns: TrainingColumns,
    private readonly plan: RunPlan,
    private readonly backend: Backend,
    private readonly learner: Learner,
    private readonly control: RunControl,
    private readonly tell: (event: TrainingEvent) => void,
    from: Checkpoint | null,
  ) {
    this.filler = new BatchFiller(columns, plan, plan.learner.batchSize);
    const { train, validation } = plan.split;
    this.knownUsers = evaluationPart(columns, train, validation, plan.settings.seed).knownUsers;
    this.order = plan.split.train.slice();
    this.shuffler = new Random(plan.settings.seed, "batches");
    if (from) this.resume(from);
    this.report = new LossReport(this.stepsDone, tell);
  }

  /**
   * Train to the last epoch, or until stopped. A loss that is no longer a number ends the Run with the best epoch
   * before; throws TrainingError where there is none, DeviceLost when the device went away.
   */
  async run(): Promise<TrainingOutcome> {
    const { plan, control } = this;
    const notes: string[] = [];
    for (
      let epoch = this.epochs.length + 1;
      epoch <= plan.settings.epochs && !(control.stopped && this.best) && !this.hasLostPatience;
      epoch++
    ) {
      this.shuffler.shuffle(this.order);
      try {
        await this.runEpoch(epoch);
      } catch (error) {
        if (!(error instanceof Diverged)) throw error;
        notes.push(this.divergence(epoch));
        break;
      }
    }
    if (!this.best) throw new TrainingError("The Run was stopped before its first step; there is nothing to show.");
    return {
      epochs: this.epochs,
      best: this.best,
      stopped: this.cutShort || (this.epochs.length < plan.settings.epochs && !this.hasLostPatience),
      notes,
      ratingsPerSecond: this.ratingsPerSecond(),
    };
  }

  /**
   * True when `patience` epochs have gone by without a better one. Those before the priors of `hybrid` pull in full do
   * not count: its validation loss rises at first.
   */
  private get hasLostPatience(): boolean {
    const { patience, model, epochs } = this.plan.settings;
    if (patience === null || this.best === null) return false;
    const settled = model === "hybrid" ? Math.ceil(PRIOR_WARM_UP * epochs) : 0;
    return this.epochs.length - Math.max(this.best.record.epoch, settled) >= patience;
  }

  /** Predicted ratings of these ratings of the Dataset. */
  async predict(indices: Int32Array): Promise<Float32Array> {
    const { batchSize } = this.plan.learner;
    const predicted = new Float32Array(indices.length);
    for (let from = 0; from < indices.length; from += batchSize) {
      const values = await this.learner.predict(this.filler.fill(indices, from));
      predicted.set(values.subarray(0, indices.length - from), from);
      await this.control.breathe();
    }
    this.backend.assertAlive();
    return predicted;
  }

  /** Go on after the checkpoint's last epoch, with the batches that come next. */
  private resume({ state, epochs, best, trainingMs }: Checkpoint): void {
    this.learner.restore(state);
    this.epochs = [...epochs];
    this.best = best;
    this.trainingMs = trainingMs;
    this.savedAtMs = trainingMs;
    this.stepsDone = epochs.length * this.plan.stepsPerEpoch;
    for (let epoch = 0; epoch < epochs.length; epoch++) this.shuffler.shuffle(this.order);
  }

  private async runEpoch(epoch: number): Promise<void> {
    const start = performance.now() - this.control.waitedMs;
    this.tell({ type: "phase", phase: epoch === 1 ? "warming up" : "training" });
    const finished = await this.trainEpoch(epoch);
    this.cutShort = !finished;
    // A stopped epoch counts only where there is no earlier one to fall back on, and where it has learnt something.
    if (!finished && (this.best || this.stepsDone === 0)) return;
    const { record, ...predictions } = await this.closeEpoch(epoch, start);
    const isBest = !this.best || record.validationLoss === null || lossOf(record) < lossOf(this.best.record);
    const isLive = countParameters(this.plan.learner) <= LARGEST_LIVE_MODEL;
    const model = isBest || isLive ? this.snapshot() : null;
    if (model && isBest) this.best = { record, model, ...predictions };
    this.epochs.push(record);
    this.tell({ type: "epoch", record, best: isBest });
    if (model && isLive) this.tell({ type: "weights", epoch, model });
    if (finished && epoch < this.plan.settings.epochs && this.isWorthSaving()) this.saveCheckpoint();
  }

  /** One pass over the training part; false when stopped before its end. */
  private async trainEpoch(epoch: number): Promise<boolean> {
    const { plan, control, learner, order, report } = this;
    const { batchSize } = plan.learner;
    const { learningRate, weightDecay, schedule } = plan.settings;
    report.beginEpoch();
    let clock = performance.now();
    for (let from = 0; from < order.length; from += batchSize) {
      if (control.paused) await this.collectLosses(0);
      this.trainingMs += performance.now() - clock;
      await control.turn(() => this.tellProgress(epoch, true));
      clock = performance.now();
      if (control.stopped) break;
      const point = scheduleOf(schedule, this.stepsDone, plan.steps, learningRate);
      learner.step(
        this.filler.fill(order, from, strangerKey(plan.settings.seed, epoch)),
        adamWStep(this.stepsDone, point, weightDecay, batchSize),
      );
      this.stepsDone++;
      // The first step compiles: its loss is awaited at once, so that the page can say when training proper begins.
      await this.collectLosses(this.stepsDone === 1 ? 0 : learner.queue);
      if (this.stepsDone === 1) this.tell({ type: "phase", phase: "training" });
      if (report.due) this.tellProgress(epoch, false);
    }
    await this.collectLosses(0);
    this.trainingMs += performance.now() - clock;
    this.tellProgress(epoch, false);
    return !control.stopped;
  }

  private async collectLosses(leave: number): Promise<void> {
    const losses = await this.learner.takeLosses(leave);
    this.backend.assertAlive();
    for (const loss of losses) {
      if (!Number.isFinite(loss)) throw new Diverged();
      this.report.add(loss);
    }
  }

  /** Validate what the epoch has led to, and predict the test part with it. */
  private async closeEpoch(epoch: number, start: number): Promise<Omit<EpochOutcome, "model">> {
    const { split } = this.plan;
    const { rating, user } = this.columns;
    this.tell({ type: "phase", phase: "validating" });
    const validationPredictions = await this.predict(split.validation);
    const actual = Float32Array.from(split.validation, (i) => rating[i]);
    const isKnown = (position: number) => this.knownUsers[user[split.validation[position]]] === 1;
    const rmseWhere = (include?: (position: number) => boolean) =>
      plainErrors(validationPredictions, actual, include).rmse;
    const rmse = rmseWhere();
    if (rmse !== null && !Number.isFinite(rmse)) throw new Diverged();
    const testPredictions = await this.predict(split.test);
    const record: EpochRecord = {
      epoch,
      trainLoss: this.report.epochMean,
      validationLoss: rmse === null ? null : rmse * rmse,
      validationRmse: rmse,
      validationKnown: rmseWhere(isKnown),
      validationNew: rmseWhere((position) => !isKnown(position)),
      validationNdcg10: null,
      ms: performance.now() - this.control.waitedMs - start,
    };
    return { record, validationPredictions, testPredictions };
  }

  /**
   * Copying a large state takes as much memory again for a while. It is worth that only when there is some work to
   * lose: a Run without a checkpoint begins again, to the same end.
   */
  private isWorthSaving(): boolean {
    const isSmall = countParameters(this.plan.learner) <= LARGEST_LIVE_MODEL;
    return isSmall || this.trainingMs - this.savedAtMs > WORK_TO_LOSE_MS;
  }

  private saveCheckpoint(): void {
    this.savedAtMs = this.trainingMs;
    const { backend, learner, epochs, best, trainingMs } = this;
    const state = learner.save();
    backend.assertAlive();
    const checkpoint = { backend: backend.name, state, epochs: [...epochs], best: best!, trainingMs };
    this.tell({ type: "checkpoint", checkpoint });
  }

  /** What to tell of a loss that is no number; throws TrainingError when there is no epoch to fall back on. */
  private divergence(epoch: number): string {
    const rate = this.plan.settings.learningRate;
    const what = `The loss stopped being a number in epoch ${epoch}.`;
    const advice = `Lower the learning rate, for example to ${Number((rate / 4).toPrecision(2))}, and train again.`;
    if (!this.best) throw new TrainingError(`${what} ${advice}`);
    return `${what} The weights of epoch ${this.best.record.epoch} are kept. ${advice}`;
  }

  private tellProgress(epoch: number, paused: boolean): void {
    const ratingsPerSecond = this.ratingsPerSecond();
    const ratingsLeft = this.order.length * this.plan.settings.epochs - this.ratingsDone();
    const secondsLeft = ratingsPerSecond > 0 ? ratingsLeft / ratingsPerSecond : 0;
    this.report.send({ step: this.stepsDone, epoch, ratingsPerSecond, secondsLeft, paused });
  }

  private ratingsPerSecond(): number {
    return this.trainingMs > 0 ? (this.ratingsDone() / this.trainingMs) * 1000 : 0;
  }

  private ratingsDone(): number {
    const { stepsPerEpoch, learner } = this.plan;
    const wholeEpochs = Math.floor(this.stepsDone / stepsPerEpoch);
    return wholeEpochs * this.order.length + (this.stepsDone % stepsPerEpoch) * learner.batchSize;
  }

  private snapshot(): ModelSnapshot {
    const weights = this.learner.read();
    this.backend.assertAlive();
    return snapshotOf(this.plan, weights);
  }
}

function lossOf({ validationLoss }: EpochRecord): number {
  return validationLoss ?? Number.POSITIVE_INFINITY;
}
