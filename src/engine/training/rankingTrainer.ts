import { adamWStep } from "../model/adamw";
import type { Backend } from "../model/backend";
import { countRankingParameters, type RankingLearner } from "../model/ranking/rankingLearner";
import { scheduleOf } from "../model/schedule";
import { createHistoryScorer } from "../recommend/historyScorer";
import { LossReport } from "./lossReport";
import { RankingBatches } from "./rankingBatches";
import { judgeRanking } from "./rankingLoss";
import type { RankingPlan } from "./rankingPlan";
import { rankingSnapshot } from "./rankingSnapshot";
import type { RunControl } from "./runControl";
import type { TrainingOutcome } from "./trainer";
import {
  type Checkpoint,
  type EpochOutcome,
  type EpochRecord,
  type ModelSnapshot,
  TrainingError,
  type TrainingEvent,
} from "./types";

/** A loss that is no number: the weights since the last epoch are worth nothing. */
class Diverged extends Error {}

/** A ranking predicts no ratings. */
const NO_PREDICTIONS = { validationPredictions: new Float32Array(0), testPredictions: new Float32Array(0) };

/** Models of more weights than this are not copied out for the explorer after each epoch, only at the end. */
const LARGEST_LIVE_MODEL = 16e6;

/**
 * Trains one planned Run of a ranking objective, telling what happens as it goes. Losses are softmax losses in nats, an
 * epoch is judged by NDCG@10 on the validation part, and "ratings" a second are examples.
 */
export class RankingTrainer {
  private readonly batches: RankingBatches;
  private readonly report: LossReport;
  private readonly examples: number;
  private epochs: EpochRecord[] = [];
  private best: EpochOutcome | null = null;
  private stepsDone = 0;
  /** True when the last epoch ended before its last step. */
  private cutShort = false;
  private trainingMs = 0;

  constructor(
    private readonly plan: RankingPlan,
    private readonly backend: Backend,
    private readonly learner: RankingLearner,
    private readonly control: RunControl,
    private readonly tell: (event: TrainingEvent) => void,
    from: Checkpoint | null,
  ) {
    const { data, options } = plan.ranking;
    this.batches = new RankingBatches(data, options);
    this.examples = data.users.length;
    if (from) this.resume(from);
    this.report = new LossReport(this.stepsDone, tell);
  }

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

  /** Go on after the checkpoint's last epoch, with the batches that come next. */
  private resume({ state, epochs, best, trainingMs }: Checkpoint): void {
    this.learner.restore(state);
    this.epochs = [...epochs];
    this.best = best;
    this.trainingMs = trainingMs;
    this.stepsDone = epochs.length * this.plan.stepsPerEpoch;
  }

  /** True when `patience` epochs have gone by without a better one. */
  private get hasLostPatience(): boolean {
    const { patience } = this.plan.settings;
    return patience !== null && this.best !== null && this.epochs.length - this.best.record.epoch >= patience;
  }

  private async runEpoch(epoch: number): Promise<void> {
    const start = performance.now() - this.control.waitedMs;
    this.tell({ type: "phase", phase: epoch === 1 ? "warming up" : "training" });
    const finished = await this.trainEpoch(epoch);
    this.cutShort = !finished;
    // A stopped epoch counts only where there is no earlier one to fall back on, and where it has learnt something.
    if (!finished && (this.best || this.stepsDone === 0)) return;
    const { record, model } = await this.closeEpoch(epoch, start);
    const isBest = !this.best || gainOf(record) > gainOf(this.best.record) || record.validationNdcg10 === null;
    if (isBest) this.best = { record, model, ...NO_PREDICTIONS };
    this.epochs.push(record);
    this.tell({ type: "epoch", record, best: isBest });
    if (countRankingParameters(this.plan.ranking.options) <= LARGEST_LIVE_MODEL) {
      this.tell({ type: "weights", epoch, model });
    }
    if (finished && epoch < this.plan.settings.epochs) this.saveCheckpoint();
  }

  /** One pass over the examples; false when stopped before its end. */
  private async trainEpoch(epoch: number): Promise<boolean> {
    const { plan, control, learner, report, batches, examples } = this;
    const { batchSize } = plan.ranking.options;
    const { schedule, learningRate, weightDecay } = plan.settings;
    report.beginEpoch();
    batches.beginEpoch(epoch);
    let clock = performance.now();
    for (let from = 0; from < examples; from += batchSize) {
      if (control.paused) await this.collectLosses(0);
      this.trainingMs += performance.now() - clock;
      await control.turn(() => this.tellProgress(epoch, true));
      clock = performance.now();
      if (control.stopped) break;
      const point = scheduleOf(schedule, this.stepsDone, plan.steps, learningRate);
      learner.step(batches.fill(from), adamWStep(this.stepsDone, point, weightDecay, batchSize));
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

  /** Judge what the epoch has led to. */
  private async closeEpoch(epoch: number, start: number): Promise<{ record: EpochRecord; model: ModelSnapshot }> {
    this.tell({ type: "phase", phase: "validating" });
    const weights = this.learner.read();
    this.backend.assertAlive();
    const model = rankingSnapshot(this.plan, weights);
    const { validationLoss, validationNdcg10 } = await this.validate(model);
    if (validationLoss !== null && !Number.isFinite(validationLoss)) throw new Diverged();
    const record: EpochRecord = {
      epoch,
      trainLoss: this.report.epochMean,
      validationLoss,
      validationRmse: null,
      validationKnown: null,
      validationNew: null,
      validationNdcg10,
      ms: performance.now() - this.control.waitedMs - start,
    };
    return { record, model };
  }

  private async validate(model: ModelSnapshot): Promise<Pick<EpochRecord, "validationLoss" | "validationNdcg10">> {
    const task = this.plan.ranking.validation;
    if (!task) return { validationLoss: null, validationNdcg10: null };
    const { scoresOf } = createHistoryScorer(model);
    const { loss, ndcg10 } = await judgeRanking(task, scoresOf, () => this.control.breathe());
    return { validationLoss: loss, validationNdcg10: ndcg10 };
  }

  private saveCheckpoint(): void {
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
    const left = this.examples * this.plan.settings.epochs - this.examplesDone();
    const secondsLeft = ratingsPerSecond > 0 ? left / ratingsPerSecond : 0;
    this.report.send({ step: this.stepsDone, epoch, ratingsPerSecond, secondsLeft, paused });
  }

  private ratingsPerSecond(): number {
    return this.trainingMs > 0 ? (this.examplesDone() / this.trainingMs) * 1000 : 0;
  }

  private examplesDone(): number {
    const { stepsPerEpoch, ranking } = this.plan;
    const wholeEpochs = Math.floor(this.stepsDone / stepsPerEpoch);
    return wholeEpochs * this.examples + (this.stepsDone % stepsPerEpoch) * ranking.options.batchSize;
  }
}

function gainOf({ validationNdcg10 }: EpochRecord): number {
  return validationNdcg10 ?? Number.NEGATIVE_INFINITY;
}
