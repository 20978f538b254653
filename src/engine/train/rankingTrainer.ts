import type { AdamWStep } from "../../backends/adamw";
import type { Backend } from "../../backends/backend";
import { countRankingParameters, type RankingLearner } from "../../models/pooled-history/rankingLearner";
import type { ModelSnapshot } from "../../models/snapshot";
import { modelScorer } from "../evaluate/modelScorer";
import { type ClosedEpoch, EpochLoop } from "./epochLoop";
import { RankingBatches } from "./rankingBatches";
import { judgeRanking } from "./rankingLoss";
import type { RankingPlan } from "./rankingPlan";
import { rankingSnapshot } from "./rankingSnapshot";
import type { RunControl } from "./runControl";
import type { Checkpoint, EpochRecord, TrainingEvent } from "./types";

/** A ranking predicts no ratings. */
const NO_PREDICTIONS = { validationPredictions: new Float32Array(0), testPredictions: new Float32Array(0) };

/**
 * Trains one planned Run of a ranking objective. Losses are softmax losses in nats, an epoch is judged by NDCG@10 on the
 * validation part, and "ratings" a second are examples.
 */
export class RankingTrainer extends EpochLoop<RankingPlan, RankingLearner> {
  private readonly batches: RankingBatches;

  constructor(
    plan: RankingPlan,
    backend: Backend,
    learner: RankingLearner,
    control: RunControl,
    tell: (event: TrainingEvent) => void,
    from: Checkpoint | null,
  ) {
    const { data, options } = plan;
    const { batchSize } = options;
    const load = { examples: data.users.length, batchSize, parameters: countRankingParameters(options) };
    super(plan, backend, learner, control, load, tell, from);
    this.batches = new RankingBatches(data, options);
  }

  protected override beginEpoch(epoch: number): void {
    this.batches.beginEpoch(epoch);
  }

  protected override step(from: number, adamw: AdamWStep): void {
    this.learner.step(this.batches.fill(from), adamw);
  }

  protected override async closeEpoch(): Promise<ClosedEpoch> {
    const weights = this.learner.read();
    this.backend.assertAlive();
    const model = rankingSnapshot(this.plan, weights);
    return { figures: await this.figuresOf(model), ...NO_PREDICTIONS, model: () => model };
  }

  protected override badness({ validationNdcg10 }: EpochRecord): number | null {
    return validationNdcg10 === null ? null : -validationNdcg10;
  }

  private async figuresOf(model: ModelSnapshot): Promise<ClosedEpoch["figures"]> {
    const task = this.plan.validation;
    const judged = task && (await judgeRanking(task, modelScorer(model), () => this.control.breathe()));
    return {
      validationLoss: judged ? judged.loss : null,
      validationRmse: null,
      validationKnown: null,
      validationNew: null,
      validationNdcg10: judged ? judged.ndcg10 : null,
    };
  }
}
