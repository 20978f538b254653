import type { KeptRun, Recomputed } from "../../../engine/workspace/types";
import { buffersOf } from "../../../workers/buffers";
import { parseFilter } from "../../explore/store/filter";
import type { Context } from "../../studio/context";
import { isWorkerLost, sentence } from "../../studio/failures";
import type { CheckedFigure, RunCheck } from "./workspaceState";

/** Recomputed figures differ by the rounding of float32 at most. */
const SAME_WITHIN = 1e-4;

/** The figures that both know. */
function compare({ record: { result } }: KeptRun, recomputed: Recomputed): CheckedFigure[] {
  const saved = { rmse: result?.test.rmse, mae: result?.test.mae, ndcg10: result?.test.ranking?.ndcg10 };
  return (["rmse", "mae", "ndcg10"] as const).flatMap((metric) => {
    const [before, now] = [saved[metric], recomputed[metric]];
    return typeof before === "number" && now !== null ? [{ metric, saved: before, recomputed: now }] : [];
  });
}

function outcomeOf(figures: CheckedFigure[]): RunCheck {
  if (figures.length === 0) return { status: "impossible", why: "Its test part has no ratings." };
  const isSame = figures.every(({ saved, recomputed }) => Math.abs(recomputed - saved) <= SAME_WITHIN);
  return { status: isSame ? "same" : "different", figures };
}

/**
 * Proves of each stored Run that its weights are those that its figures were measured with, worked out anew in the
 * training worker beside whatever else goes on; one after the other, as long as the data are open.
 */
export function connectChecking({ clients, columns, opened, set }: Context) {
  async function recompute({ record, files }: KeptRun, signal: AbortSignal): Promise<Recomputed> {
    const { settings } = record.result!.run;
    const [model, start] = [files.get("model")!, files.get("earlier")];
    const earlier = record.earlier && start ? { kind: record.earlier.kind, start } : null;
    // Columns of its own: those that the worker holds may be given to a Run that trains on others.
    const ofRun = await columns.copy(parseFilter(settings.only));
    signal.throwIfAborted();
    const input = { columns: ofRun, settings, model, earlier };
    return clients.train.call("recompute", input, { signal, transfer: buffersOf(ofRun) });
  }

  async function checkOne(run: KeptRun, signal: AbortSignal): Promise<void> {
    const tell = (check: RunCheck) => {
      if (!signal.aborted) set(({ runChecks }) => ({ runChecks: { ...runChecks, [run.record.id]: check } }));
    };
    tell({ status: "checking" });
    const again = (error: unknown) => {
      // A Run that lost its GPU took the worker with it.
      if (signal.aborted || !isWorkerLost(error)) throw error;
      return recompute(run, signal);
    };
    try {
      tell(outcomeOf(compare(run, await recompute(run, signal).catch(again))));
    } catch (error) {
      tell({ status: "impossible", why: sentence(error) });
    }
  }

  return async (runs: readonly KeptRun[]): Promise<void> => {
    const { signal } = opened;
    for (const run of runs) {
      if (signal.aborted) return;
      if (run.record.result && run.files.has("model")) await checkOne(run, signal);
    }
  };
}
