import type { LossSeries } from "../../charts/LossChart";
import type { RunState } from "../studio/state";
import { lossHistory } from "./store/lossHistory";

/** A Run's losses as they stand now; before it has a plan, empty axes for its epochs. */
export function lossSeries({ id, plan, settings, epochs, bestEpoch }: RunState): LossSeries {
  const { steps, stepsPerEpoch } = plan ?? { steps: settings.epochs, stepsPerEpoch: 1 };
  return { id, batches: lossHistory.of(id), steps, stepsPerEpoch, epochs, bestEpoch };
}
