import type { RunSettings } from "../../domain/settings";
import type { ModelSnapshot } from "../../models/snapshot";
import { listScorer } from "../evaluate/modelScorer";
import { relevantFromOf } from "../evaluate/ranking";
import type { TrainingColumns } from "../read/copies";
import type { EarlierStart } from "./earlier/types";
import type { TrainingOutcome } from "./epochLoop";
import { fitLists, leftOutNotes } from "./fitLists";
import { planSplit, type RunPlan } from "./plan";
import { automaticRange } from "./range";
import { judgeRanking } from "./rankingLoss";
import { planValidation } from "./rankingPlan";
import type { RunControl } from "./runControl";
import type { EpochRecord, TrainingEvent } from "./types";

const NOTHING = new Float32Array(0);

/** Interest alone, whatever the ratings. */
const UNRATED = { ratingsOf: () => null, liked: null };

/** A Run that is solved at once, in one epoch of one step, on the CPU. */
export interface ClosedFormRun {
  plan: RunPlan;
  solve(control: RunControl, tell: (event: TrainingEvent) => void): Promise<TrainingOutcome>;
}

/** Rejects with TrainingError when the data cannot be split as asked. */
export function planClosedForm(
  columns: TrainingColumns,
  settings: RunSettings,
  start: EarlierStart | null,
): ClosedFormRun {
  const { split, users, products } = planSplit(columns, settings, start);
  const range = settings.range === "auto" ? automaticRange(columns) : settings.range;
  const relevantFrom = relevantFromOf(columns, settings.relevantFrom);
  const plan: RunPlan = {
    split,
    users,
    products,
    stepsPerEpoch: 1,
    steps: 1,
    settings: { ...settings, epochs: 1, factors: 1, batchSize: split.train.length, range, relevantFrom },
  };
  return {
    plan,
    async solve(control, tell) {
      const began = performance.now();
      tell({ type: "phase", phase: "training" });
      const breathe = () => control.breathe();
      const task = planValidation(columns, split, relevantFrom, settings.seed);
      const lists = await fitLists(columns, split.train, UNRATED, task, breathe);
      const trained = performance.now() - began;
      const model: ModelSnapshot = {
        model: settings.model,
        factors: 1,
        hidden: [],
        range,
        userRows: users.rowOf,
        productRows: products.rowOf,
        width: 4,
        users: NOTHING,
        products: NOTHING,
        dense: [],
        lists,
      };
      tell({ type: "phase", phase: "validating" });
      const judged = task && (await judgeRanking(task, listScorer(model), breathe));
      const record: EpochRecord = {
        epoch: 1,
        trainLoss: 0,
        validationLoss: null,
        validationRmse: null,
        validationKnown: null,
        validationNew: null,
        validationNdcg10: judged?.ndcg10 ?? null,
        ms: performance.now() - began,
      };
      tell({ type: "epoch", record, best: true });
      return {
        epochs: [record],
        best: { record, model, validationPredictions: NOTHING, testPredictions: NOTHING },
        stopped: false,
        notes: [
          ...(start ? ["Its weights do not go on from earlier ones: they were solved for anew."] : []),
          ...leftOutNotes(lists),
        ],
        ratingsPerSecond: trained > 0 ? (split.train.length / trained) * 1000 : 0,
      };
    },
  };
}
