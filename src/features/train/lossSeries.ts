import type { LossSeries } from "../../charts/LossChart";
import type { SweepRecord } from "../../engine/train/types";
import { isSampled } from "../../models/registry";
import { lossHistory } from "./store/lossHistory";
import type { RunState } from "./store/runState";

/** A Run's losses as they stand now; before it has a plan, empty axes for its epochs. */
export function lossSeries({ id, plan, settings, epochs, bestEpoch }: RunState): LossSeries {
  const { steps, stepsPerEpoch } = plan ?? { steps: settings.epochs, stepsPerEpoch: 1 };
  const firstCounted = epochs.find(({ counts }) => counts)?.epoch ?? null;
  const sampled = isSampled(settings.model) && { isSampled: true, firstCounted };
  return { id, batches: lossHistory.of(id), steps, stepsPerEpoch, epochs, bestEpoch, ...sampled };
}

/** What the sampled member of a blend came to, sweep by sweep; null for any other Run, and before it begins. */
export function sweepSeries(run: Pick<RunState, "id" | "sweep" | "sweepRecords" | "result">): LossSeries | null {
  const records = sweepsOfRun(run);
  if (records.length === 0) return null;
  return {
    id: run.id,
    batches: new Float32Array(0),
    steps: run.sweep && run.sweep.pass === 1 ? run.sweep.sweeps : records.length,
    stepsPerEpoch: 1,
    epochs: records.map(({ sweep, ...losses }) => ({ epoch: sweep, ...losses })),
    bestEpoch: null,
    isSampled: true,
    firstCounted: records.find(({ counts }) => counts)?.sweep ?? null,
  };
}

/** The sweeps of a blend's sampled member so far: of its result, once the Run has ended. */
export function sweepsOfRun({
  result,
  sweepRecords,
}: Pick<RunState, "result" | "sweepRecords">): readonly SweepRecord[] {
  return result?.run.members?.find(({ sweeps }) => sweeps)?.sweeps ?? sweepRecords;
}
