import { type AdamWStep, adamWStep } from "../../backends/adamw";
import type { Backend } from "../../backends/backend";
import type { Learner } from "../../models/learner";
import { isRanking, modelOf } from "../../models/registry";
import type { ModelSnapshot } from "../../models/snapshot";
import { LossReport } from "./lossReport";
import type { RunPlan } from "./plan";
import type { RunControl } from "./runControl";
import { scheduleOf } from "./schedule";
import {
  type Checkpoint,
  type EpochOutcome,
  type EpochRecord,
  type MemberRecord,
  TrainingError,
  type TrainingEvent,
} from "./types";

export interface TrainingOutcome {
  epochs: EpochRecord[];
  /** The epoch that validation finds best; the last one where there is no validation part. */
  best: EpochOutcome;
  stopped: boolean;
  notes: string[];
  /** Of a blend: its members, in order. */
  members?: MemberRecord[];
  /** Ratings, or examples of a ranking, trained on a second, validation left out. */
  ratingsPerSecond: number;
}

/** What the loop asks of a learner, whatever it learns. */
type LoopLearner = Pick<Learner, "queue" | "takeLosses" | "save" | "restore">;

/** The size of a training. */
interface Load {
  /** What an epoch goes through once: ratings, or examples of a ranking. */
  examples: number;
  batchSize: number;
  /** Number of trained weights. */
  parameters: number;
}

/** What validation says of an epoch, and what it leaves behind. */
export interface ClosedEpoch extends Pick<EpochOutcome, "validationPredictions" | "testPredictions"> {
  figures: Omit<EpochRecord, "epoch" | "trainLoss" | "ms">;
  /** The weights as they are now, copied out. */
  model: () => ModelSnapshot;
}

/** A loss that is no number: the weights since the last epoch are worth nothing. */
class Diverged extends Error {}

/** Models of more weights than this are not copied out for the explorer after each epoch, only at the end. */
const LARGEST_LIVE_MODEL = 16e6;
/** Training time after which a checkpoint of such a model is worth its memory. */
const WORK_TO_LOSE_MS = 10_000;

/**
 * Trains one planned Run epoch by epoch, telling what happens as it goes. What a step takes, how an epoch is validated
 * and which of two is better are the objective's to say.
 */
export abstract class EpochLoop<P extends RunPlan, L extends LoopLearner> {
  private readonly report: LossReport;
  private epochs: EpochRecord[] = [];
  private best: EpochOutcome | null = null;
  private stepsDone = 0;
  /** True when the last epoch ended before its last step. */
  private cutShort = false;
  private trainingMs = 0;
  /** `trainingMs` at the last checkpoint. */
  private savedAtMs = 0;

  constructor(
    protected readonly plan: P,
    protected readonly backend: Backend,
    protected readonly learner: L,
    protected readonly control: RunControl,
    private readonly load: Load,
    private readonly tell: (event: TrainingEvent) => void,
    from: Checkpoint | null,
  ) {
    if (from) this.resume(from);
    this.report = new LossReport(this.stepsDone, tell);
  }

  /** Put the examples in the order of this epoch (1-based): the same whichever epoch the Run was resumed at. */
  protected abstract beginEpoch(epoch: number): void;

  /** Take one step on the batch that begins with the example at `from` of the epoch's order. */
  protected abstract step(from: number, adamw: AdamWStep): void;

  /** Validate what the epoch has led to. */
  protected abstract closeEpoch(): Promise<ClosedEpoch>;

  /** What the best epoch has least of; null where nothing was validated: then the last is the best. */
  protected abstract badness(record: EpochRecord): number | null;

  /**
   * Train to the last epoch, until stopped, or until `patience` epochs went by without a better one. A loss that is no
   * longer a number ends the Run with the best epoch before; throws TrainingError where there is none, DeviceLost when
   * the device went away.
   */
  async run(): Promise<TrainingOutcome> {
    const { plan, control } = this;
    const notes: string[] = [];
    for (
      let epoch = this.epochs.length + 1;
      epoch <= plan.settings.epochs && !(control.stopped && this.best) && !this.hasLostPatience;
      epoch++
    ) {
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
   * True when `patience` epochs have gone by without a better one. Those before a model's pull
   * against overfitting has grown do not count: its validation loss may rise at first.
   */
  private get hasLostPatience(): boolean {
    const { patience } = this.plan.settings;
    if (patience === null || this.best === null) return false;
    return this.epochs.length - Math.max(this.best.record.epoch, this.settled) >= patience;
  }

  /** The epoch from which on a model's pull against overfitting is grown. */
  private get settled(): number {
    const { model, epochs } = this.plan.settings;
    const definition = modelOf(model);
    return definition.learns === "ratings" ? Math.ceil(definition.warmUp * epochs) : 0;
  }

  /** Go on after the checkpoint's last epoch, with the batches that come next. */
  private resume({ state, epochs, best, trainingMs }: Checkpoint): void {
    const { validation, test } = this.plan.split;
    const [onValidation, onTest] = isRanking(best.model.model) ? [0, 0] : [validation.length, test.length];
    const fits = best.validationPredictions.length === onValidation && best.testPredictions.length === onTest;
    try {
      if (!fits) throw new RangeError();
      this.learner.restore(state);
    } catch (error) {
      if (!(error instanceof RangeError || error instanceof TypeError)) throw error;
      // Of a workspace file that somebody else may have made.
      throw new TrainingError("Its checkpoint is not of these ratings and settings: this run cannot go on from it.", {
        cause: error,
      });
    }
    this.epochs = [...epochs];
    this.best = best;
    this.trainingMs = trainingMs;
    this.savedAtMs = trainingMs;
    this.stepsDone = epochs.length * this.plan.stepsPerEpoch;
  }

  private async runEpoch(epoch: number): Promise<void> {
    const start = performance.now() - this.control.waitedMs;
    this.tell({ type: "phase", phase: epoch === 1 ? "warming up" : "training" });
    const finished = await this.trainEpoch(epoch);
    this.cutShort = !finished;
    // A stopped epoch counts only where there is no earlier one to fall back on, and where it has learnt something.
    if (!finished && (this.best || this.stepsDone === 0)) return;
    this.tell({ type: "phase", phase: "validating" });
    const { figures, model: copyOut, ...predictions } = await this.closeEpoch();
    if (figures.validationLoss !== null && !Number.isFinite(figures.validationLoss)) throw new Diverged();
    const ms = performance.now() - this.control.waitedMs - start;
    const record: EpochRecord = { epoch, trainLoss: this.report.epochMean, ...figures, ms };
    const isBest = this.isBetter(record);
    const isLive = this.load.parameters <= LARGEST_LIVE_MODEL;
    const model = isBest || isLive ? copyOut() : null;
    if (model && isBest) this.best = { record, model, ...predictions };
    this.epochs.push(record);
    this.tell({ type: "epoch", record, best: isBest });
    if (model && isLive) this.tell({ type: "weights", epoch, model });
    if (finished && epoch < this.plan.settings.epochs && this.isWorthSaving()) this.saveCheckpoint();
  }

  /**
   * An epoch of the full pull is better than any before it. On sparse files the first epochs, which are little more than the
   * biases that training began with, may validate best by chance, and test worse (measured: 1.2893 for 1.2838).
   */
  private isBetter(record: EpochRecord): boolean {
    if (this.best && this.best.record.epoch < this.settled && record.epoch >= this.settled) return true;
    const badness = this.badness(record);
    return !this.best || badness === null || badness < (this.badness(this.best.record) ?? Number.POSITIVE_INFINITY);
  }

  /** One pass over the examples; false when stopped before its end. */
  private async trainEpoch(epoch: number): Promise<boolean> {
    const { plan, control, learner, report, load } = this;
    const { learningRate, weightDecay, schedule } = plan.settings;
    report.beginEpoch();
    this.beginEpoch(epoch);
    let clock = performance.now();
    for (let from = 0; from < load.examples; from += load.batchSize) {
      if (control.paused) await this.collectLosses(0);
      this.trainingMs += performance.now() - clock;
      await control.turn(() => this.tellProgress(epoch, true));
      clock = performance.now();
      if (control.stopped) break;
      const point = scheduleOf(schedule, this.stepsDone, plan.steps, learningRate);
      this.step(from, adamWStep(this.stepsDone, point, weightDecay, load.batchSize));
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

  /**
   * Copying a large state takes as much memory again for a while. It is worth that only when there is some work to
   * lose: a Run without a checkpoint begins again, to the same end.
   */
  private isWorthSaving(): boolean {
    return this.load.parameters <= LARGEST_LIVE_MODEL || this.trainingMs - this.savedAtMs > WORK_TO_LOSE_MS;
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
    const left = this.load.examples * this.plan.settings.epochs - this.examplesDone();
    const secondsLeft = ratingsPerSecond > 0 ? left / ratingsPerSecond : 0;
    this.report.send({ step: this.stepsDone, epoch, ratingsPerSecond, secondsLeft, paused });
  }

  private ratingsPerSecond(): number {
    return this.trainingMs > 0 ? (this.examplesDone() / this.trainingMs) * 1000 : 0;
  }

  private examplesDone(): number {
    const { stepsPerEpoch } = this.plan;
    const wholeEpochs = Math.floor(this.stepsDone / stepsPerEpoch);
    return wholeEpochs * this.load.examples + (this.stepsDone % stepsPerEpoch) * this.load.batchSize;
  }
}
