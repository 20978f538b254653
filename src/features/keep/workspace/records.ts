import type { RunRecord } from "../../../engine/workspace/types";
import type { RunState } from "../../studio/state";
import { isActive, newRun } from "../../train/store/runState";

/** The Run as it is kept; one that still trains can be resumed from there. */
export function recordOf(run: RunState): RunRecord {
  const { id, settings, startedBy, device, plan, epochs, bestEpoch, result, notes, error, earlier } = run;
  const status = isActive(run) ? "interrupted" : (run.status as RunRecord["status"]);
  return { id, settings, startedBy, status, device, plan, epochs, bestEpoch, result, notes, error, earlier };
}

/** The Run as the page shows it; whoever started it then, it was not trained just now. */
export function runOf({ id, settings, startedBy: _, ...kept }: RunRecord): RunState {
  return { ...newRun(id, settings, "person"), ...kept, isRestored: true };
}
