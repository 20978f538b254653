import { SIDE_ROLES } from "../../domain/roles";
import type { RunSettings } from "../../domain/settings";
import { predictRatings } from "../evaluate/predictRatings";
import { relevantFromOf } from "../evaluate/ranking";
import type { TrainingColumns } from "../read/copies";
import { scaleOf } from "./blend";
import type { ClosedFormRun } from "./closedForm";
import type { EarlierStart } from "./earlier/types";
import { planSplit, type RunPlan } from "./plan";
import { betweenSweeps, sampleBayesian, sweepRecordOf, sweepsOf } from "./sampling";
import { type EpochRecord, TrainingError } from "./types";

/**
 * A Run of the Bayesian model by itself, sweep by sweep: an epoch is a sweep, its figures those of the running mean. It is
 * fitted to the training part alone. Rejects with TrainingError when the data cannot be split as asked.
 */
export function planSampling(
  columns: TrainingColumns,
  settings: RunSettings,
  start: EarlierStart | null,
): ClosedFormRun {
  const { split, users, products } = planSplit(columns, settings, start);
  const range = scaleOf(columns);
  const factors = settings.factors === "auto" ? 8 : settings.factors;
  const { sweeps = settings.epochs, ...sampling } = sweepsOf(split.train.length, settings.epochs);
  const relevantFrom = relevantFromOf(columns, settings.relevantFrom);
  const plan: RunPlan = {
    split,
    users,
    products,
    stepsPerEpoch: 1,
    steps: sweeps,
    settings: { ...settings, factors, epochs: sweeps, batchSize: split.train.length, range, relevantFrom },
  };
  return {
    plan,
    async solve(control, tell) {
      const { seed, sides } = settings;
      const epochs: EpochRecord[] = [];
      let before = performance.now();
      const breathe = () => control.breathe();
      const examples = split.train.length;
      const progress = () => {
        const seconds = epochs.reduce((sum, { ms }) => sum + ms, 0) / 1000;
        const each = epochs.length > 0 ? seconds / epochs.length : 0;
        const ratingsPerSecond = each > 0 ? examples / each : 0;
        const secondsLeft = each * (sweeps - epochs.length);
        return { step: epochs.length, epoch: Math.max(1, epochs.length), ratingsPerSecond, secondsLeft };
      };
      const turn = betweenSweeps(control, progress, tell);
      tell({ type: "phase", phase: "training" });
      const wanted = SIDE_ROLES.filter((role) => sides.includes(role));
      const options = { seed, factors, sides: wanted, range, sweeps, ...sampling };
      const { model, held } = await sampleBayesian(columns, split.train, split.validation, options, {
        async breathe() {
          await turn();
          before = performance.now();
        },
        isStopped: () => control.stopped,
        onSweep(report) {
          const ms = performance.now() - before;
          const { sweep, ...losses } = sweepRecordOf(report, split.validation.length > 0);
          const record: EpochRecord = {
            epoch: sweep,
            ...losses,
            validationRmse: losses.validationLoss === null ? null : report.heldRmse[0],
            validationKnown: null,
            validationNew: null,
            validationNdcg10: null,
            ms,
          };
          epochs.push(record);
          tell({ type: "epoch", record, best: true });
          tell({ type: "progress", ...progress(), paused: false });
        },
      });
      const record = epochs[epochs.length - 1];
      if (!record) throw new TrainingError("The Run was stopped before its first sweep; there is nothing to show.");
      const trainMs = epochs.reduce((sum, { ms }) => sum + ms, 0);
      const [low, high] = range;
      return {
        epochs,
        best: {
          record,
          model,
          validationPredictions: Float32Array.from(held, (rating) => Math.min(high, Math.max(low, rating))),
          testPredictions: await predictRatings(columns, split.test, model, [], breathe),
        },
        stopped: epochs.length < sweeps,
        notes: start ? ["Bayesian factors do not go on from earlier ones: they were drawn anew."] : [],
        ratingsPerSecond: trainMs > 0 ? (examples * epochs.length * 1000) / trainMs : 0,
      };
    },
  };
}
