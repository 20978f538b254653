import type { LossSeries } from "../../charts/LossChart";
import { lossHistory } from "./store/lossHistory";
import type { RunState } from "./store/runState";

/** A Run's losses as they stand now; before it has a plan, empty axes for its epochs. */
export function lossSeries({ id, plan, settings, epochs, bestEpoch }: RunState): LossSeries {
  const { steps, stepsPerEpoch } = plan ?? { steps: settings.epochs, stepsPerEpoch: 1 };
  return { id, batches: lossHistory.of(id), steps, stepsPerEpoch, epochs, bestEpoch };
}
