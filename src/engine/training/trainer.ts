import { adamWStep } from "../model/adamw";
import type { Backend } from "../model/backend";
import type { Learner } from "../model/learner";
import { oneCycle } from "../model/schedule";
import { Random } from "../random";
import { BatchFiller } from "./batches";
import { errorFigures } from "./metrics";
import type { RunPlan } from "./plan";
import type { RunControl } from "./runControl";
import { type EpochRecord, type ModelSnapshot, type TrainingColumns, TrainingError, type TrainingEvent } from "./types";

/** What an epoch left behind: the record, the weights, and what they predict for the test part. */
interface EpochOutcome {
  record: EpochRecord;
  model: ModelSnapshot;
  testPredictions: Float32Array;
}

export interface TrainingOutcome {
  epochs: EpochRecord[];
  /** The epoch of least validation loss; the last one where there is no validation part. */
  best: EpochOutcome;
  stopped: boolean;
  /** Ratings trained on a second, validation left out. */
  ratingsPerSecond: number;
  trainMs: number;
}

const REPORT_INTERVAL_MS = 80;
/** Embeddings beyond this many floats are not copied out for the explorer after each epoch, only when they are best. */
const LARGEST_LIVE_MODEL = 16e6;

/** Trains one planned Run on an open backend, telling what happens as it goes. */
export class Trainer {
  private readonly learner: Learner;
  private readonly filler: BatchFiller;
  private readonly order: Int32Array;
  private stepsDone = 0;
  private ratingsDone = 0;
  private trainingMs = 0;
  private epochSum = 0;
  /** Losses read but not told, the first of them of step `reported`. */
  private unreported: number[] = [];
  private reported = 0;
  private lastReport = 0;

  constructor(
    private readonly columns: TrainingColumns,
    private readonly plan: RunPlan,
    backend: Backend,
    private readonly control: RunControl,
    private readonly tell: (event: TrainingEvent) => void,
  ) {
    this.learner = backend.createLearner(plan.learner);
    this.filler = new BatchFiller(columns, plan.users, plan.products, plan.learner.batchSize);
    this.order = plan.split.train.slice();
  }

  /** Train to the last epoch, or until stopped. Throws TrainingError when the loss is no longer a number. */
  async run(): Promise<TrainingOutcome> {
    const { plan, control } = this;
    const start = performance.now();
    const epochs: EpochRecord[] = [];
    let best: EpochOutcome | null = null;
    const shuffler = new Random(plan.settings.seed, "batches");
    for (let epoch = 1; epoch <= plan.settings.epochs && !(control.stopped && best); epoch++) {
      shuffler.shuffle(this.order);
      const epochStart = performance.now();
      this.tell({ type: "phase", phase: epoch === 1 ? "warming up" : "training" });
      const trained = await this.trainEpoch(epoch);
      // A stopped epoch counts only where there is no earlier one to fall back on.
      if (trained === null && best) break;
      const outcome = await this.closeEpoch(epoch, trained ?? this.meanLoss(), epochStart);
      epochs.push(outcome.record);
      const isBest = !best || lossOf(outcome.record) < lossOf(best.record) || outcome.record.validationLoss === null;
      if (isBest) best = outcome;
      this.tell({ type: "epoch", record: outcome.record, best: isBest });
      if (plan.learner.userRows * outcome.model.width <= LARGEST_LIVE_MODEL) {
        this.tell({ type: "weights", epoch, model: outcome.model });
      }
    }
    if (!best) throw new TrainingError("The Run was stopped before its first step; there is nothing to show.");
    return {
      epochs,
      best,
      stopped: control.stopped,
      ratingsPerSecond: this.ratingsPerSecond(),
      trainMs: performance.now() - start,
    };
  }

  dispose(): void {
    this.learner.dispose();
  }

  /** Predicted ratings of these ratings of the Dataset. */
  async predict(indices: Int32Array): Promise<Float32Array> {
    const { batchSize } = this.plan.learner;
    const predicted = new Float32Array(indices.length);
    for (let from = 0; from < indices.length; from += batchSize) {
      const { users, products } = this.filler.fill(indices, from);
      const values = await this.learner.predict(users, products);
      predicted.set(values.subarray(0, indices.length - from), from);
      await this.control.turn(() => {});
    }
    return predicted;
  }

  /** One pass over the training part. The mean of its batch losses, or null when stopped before the end. */
  private async trainEpoch(epoch: number): Promise<number | null> {
    const { plan, control, learner, order } = this;
    const { batchSize } = plan.learner;
    const { learningRate, weightDecay } = plan.settings;
    this.epochSum = 0;
    let clock = performance.now();
    for (let from = 0; from < order.length; from += batchSize) {
      if (control.paused) await this.collectLosses(0);
      this.trainingMs += performance.now() - clock;
      await control.turn(() => this.report(epoch, true));
      clock = performance.now();
      if (control.stopped) return null;
      const batch = this.filler.fill(order, from);
      const point = oneCycle(this.stepsDone, plan.steps, learningRate);
      learner.step(batch, adamWStep(this.stepsDone, point, weightDecay, batchSize));
      this.stepsDone++;
      this.ratingsDone += Math.min(batchSize, order.length - from);
      // The first step compiles: its loss is awaited at once, so that the page can say when training proper begins.
      await this.collectLosses(this.stepsDone === 1 ? 0 : learner.queue);
      if (this.stepsDone === 1) this.tell({ type: "phase", phase: "training" });
      if (performance.now() - this.lastReport > REPORT_INTERVAL_MS) this.report(epoch, false);
    }
    await this.collectLosses(0);
    this.trainingMs += performance.now() - clock;
    this.report(epoch, false);
    return this.meanLoss();
  }

  /** Mean batch loss of the epoch so far. */
  private meanLoss(): number {
    const { stepsPerEpoch } = this.plan;
    return this.epochSum / (this.stepsDone % stepsPerEpoch || stepsPerEpoch);
  }

  private async collectLosses(leave: number): Promise<void> {
    const values = await this.learner.takeLosses(leave);
    for (const value of values) {
      if (!Number.isFinite(value)) {
        throw new TrainingError(
          `The loss stopped being a number at step ${this.stepsDone}. Lower the learning rate and train again.`,
        );
      }
      this.epochSum += value;
      this.unreported.push(value);
    }
  }

  private report(epoch: number, paused: boolean): void {
    const step = this.stepsDone;
    if (this.unreported.length > 0) {
      const loss = Float32Array.from(this.unreported);
      this.unreported = [];
      this.tell({ type: "batches", firstStep: this.reported, loss });
      this.reported += loss.length;
    }
    const ratingsPerSecond = this.ratingsPerSecond();
    const ratingsLeft = this.order.length * this.plan.settings.epochs - this.ratingsDone;
    const secondsLeft = ratingsPerSecond > 0 ? ratingsLeft / ratingsPerSecond : 0;
    this.tell({ type: "progress", step, epoch, ratingsPerSecond, secondsLeft, paused });
    this.lastReport = performance.now();
  }

  private ratingsPerSecond(): number {
    return this.trainingMs > 0 ? (this.ratingsDone / this.trainingMs) * 1000 : 0;
  }

  private async closeEpoch(epoch: number, trainLoss: number, start: number): Promise<EpochOutcome> {
    const { split } = this.plan;
    this.tell({ type: "phase", phase: "validating" });
    const { n, rmse } = await this.errorOn(split.validation);
    const testPredictions = await this.predict(split.test);
    const model = this.snapshot();
    const record: EpochRecord = {
      epoch,
      trainLoss,
      validationLoss: n > 0 && rmse !== null ? rmse * rmse : null,
      validationRmse: rmse,
      ms: performance.now() - start,
    };
    return { record, model, testPredictions };
  }

  private async errorOn(indices: Int32Array) {
    const predicted = await this.predict(indices);
    const actual = Float32Array.from(indices, (i) => this.columns.rating[i]);
    return errorFigures(predicted, actual);
  }

  private snapshot(): ModelSnapshot {
    const { learner, users, products } = this.plan;
    const { width, users: userWeights, products: productWeights, dense } = this.learner.read();
    return {
      ...learner.shape,
      range: learner.range,
      userRows: users.rowOf,
      productRows: products.rowOf,
      width,
      users: userWeights,
      products: productWeights,
      dense: dense.map(({ name, shape, values }) => ({ name, shape, values })),
    };
  }
}

function lossOf({ validationLoss }: EpochRecord): number {
  return validationLoss ?? Number.POSITIVE_INFINITY;
}
