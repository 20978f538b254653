import type { AdamWStep } from "../../backends/adamw";
import type { Backend } from "../../backends/backend";
import { Random } from "../../domain/random";
import { countParameters, type Learner } from "../../models/learner";
import type { ModelSnapshot } from "../../models/snapshot";
import { evaluationPart } from "../evaluate/part";
import { plainErrors } from "../evaluate/plainErrors";
import type { TrainingColumns } from "../read/copies";
import { BatchFiller, strangerKey } from "./batches";
import { type ClosedEpoch, EpochLoop } from "./epochLoop";
import type { RatingPlan } from "./plan";
import type { RunControl } from "./runControl";
import { snapshotOf } from "./snapshot";
import type { Checkpoint, EpochRecord, TrainingEvent } from "./types";

/** Trains one planned Run of a model that predicts ratings; an epoch is judged by its validation loss. */
export class Trainer extends EpochLoop<RatingPlan, Learner> {
  private readonly filler: BatchFiller;
  private readonly knownUsers: Uint8Array;
  private readonly order: Int32Array;
  private readonly shuffler: Random;
  /** The epoch that `order` is of; 0 before the first. */
  private epoch = 0;

  constructor(
    private readonly columns: TrainingColumns,
    plan: RatingPlan,
    backend: Backend,
    learner: Learner,
    control: RunControl,
    tell: (event: TrainingEvent) => void,
    from: Checkpoint | null,
  ) {
    const { split, settings } = plan;
    const { batchSize } = plan.learner;
    const load = { examples: split.train.length, batchSize, parameters: countParameters(plan.learner) };
    super(plan, backend, learner, control, load, tell, from);
    this.filler = new BatchFiller(columns, plan, batchSize);
    this.knownUsers = evaluationPart(columns, split.train, split.validation, settings.seed).knownUsers;
    this.order = split.train.slice();
    this.shuffler = new Random(settings.seed, "batches");
  }

  /** The order of an epoch is shuffled from that of the epoch before. */
  protected override beginEpoch(epoch: number): void {
    for (; this.epoch < epoch; this.epoch++) this.shuffler.shuffle(this.order);
  }

  protected override step(from: number, adamw: AdamWStep): void {
    const key = strangerKey(this.plan.settings.seed, this.epoch);
    this.learner.step(this.filler.fill(this.order, from, key), adamw);
  }

  /** Predicts the test part too: the best epoch is tested by what it predicted, not by a later one's weights. */
  protected override async closeEpoch(): Promise<ClosedEpoch> {
    const { test, validation } = this.plan.split;
    const validationPredictions = await this.predict(validation);
    const testPredictions = await this.predict(test);
    const figures = this.figuresOf(validationPredictions);
    return { figures, validationPredictions, testPredictions, model: () => this.snapshot() };
  }

  protected override badness({ validationLoss }: EpochRecord): number | null {
    return validationLoss;
  }

  private figuresOf(predictions: Float32Array): ClosedEpoch["figures"] {
    const { validation } = this.plan.split;
    const { rating, user } = this.columns;
    const actual = Float32Array.from(validation, (i) => rating[i]);
    const isKnown = (position: number) => this.knownUsers[user[validation[position]]] === 1;
    const rmseWhere = (include?: (position: number) => boolean) => plainErrors(predictions, actual, include).rmse;
    const rmse = rmseWhere();
    return {
      validationLoss: rmse === null ? null : rmse * rmse,
      validationRmse: rmse,
      validationKnown: rmseWhere(isKnown),
      validationNew: rmseWhere((position) => !isKnown(position)),
      validationNdcg10: null,
    };
  }

  /** Predicted ratings of these ratings of the Dataset. */
  private async predict(indices: Int32Array): Promise<Float32Array> {
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

  private snapshot(): ModelSnapshot {
    const weights = this.learner.read();
    this.backend.assertAlive();
    return snapshotOf(this.plan, weights);
  }
}
