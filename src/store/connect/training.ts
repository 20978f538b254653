import type { RunResult, TrainingEvent } from "../../engine/training/types";
import { lossHistory } from "../lossHistory";
import type { ShelvedModel } from "../modelShelf";
import { applyEvent, failRun, finishRun, isActive, newRun } from "../runState";
import { selectActiveRun } from "../selectors";
import type { RunState, RunsSlice } from "../state";
import { throttle } from "../throttle";
import type { Context } from "./context";
import { sentence } from "./failures";

/** What training does with a model: the explorer answers with it from then on. */
export type ShowModel = (entry: ShelvedModel) => Promise<void>;

export interface TrainingConnection {
  actions: Pick<RunsSlice, "train" | "control">;
  /** Drop the Run in progress without a result. */
  abandon(): void;
}

/** Training in the training worker: calls become commands, events become the Run's state. */
export function connectTraining({ clients, columns, get, set }: Context, showModel: ShowModel): TrainingConnection {
  let training = new AbortController();
  let nextRun = 1;

  function updateRun(id: number, change: (run: RunState) => RunState): void {
    set(({ runs }) => ({ runs: runs.map((run) => (run.id === id ? change(run) : run)) }));
  }

  /** Turns one Run's events into state; the frequent kinds are gathered into paced updates. */
  function listen(id: number) {
    let latest: Extract<TrainingEvent, { type: "progress" }> | null = null;
    const paced = throttle(() => {
      const event = latest;
      latest = null;
      set(({ lossVersion }) => ({ lossVersion: lossVersion + 1 }));
      if (event) updateRun(id, (run) => applyEvent(run, event));
    });
    return {
      paced,
      onEvent(event: TrainingEvent) {
        if (event.type === "batches") {
          lossHistory.append(id, event.firstStep, event.loss);
          paced.request();
        } else if (event.type === "progress") {
          latest = event;
          paced.request();
        } else if (event.type === "weights") {
          void showModel({ run: id, epoch: event.epoch, final: false, model: event.model });
        } else {
          paced.flush();
          updateRun(id, (run) => applyEvent(run, event));
        }
      },
    };
  }

  async function train(startedBy: RunState["startedBy"] = "person"): Promise<void> {
    const { data, settings, runs } = get();
    if (!data || selectActiveRun(get())) return;
    training = new AbortController();
    const { signal } = training;
    const id = nextRun++;
    const { paced, onEvent } = listen(id);
    set({ runs: [...runs, newRun(id, settings, startedBy)], selectedRun: id });
    try {
      await columns.ready("train");
      if (signal.aborted) return;
      const { result, best } = await clients.train.call(
        "train",
        { settings },
        { signal, onProgress: (event) => !signal.aborted && onEvent(event) },
      );
      if (signal.aborted) return;
      paced.flush();
      await finish(id, result, { run: id, epoch: result.run.bestEpoch, final: true, model: best });
    } catch (error) {
      if (signal.aborted) return;
      columns.noteFailure("train", error);
      paced.flush();
      updateRun(id, (run) => failRun(run, sentence(error)));
    } finally {
      paced.cancel();
    }
  }

  /** The Run counts as finished once the explorer answers with its best epoch, so nobody sees a half-trained list. */
  async function finish(id: number, result: RunResult, best: ShelvedModel): Promise<void> {
    await showModel(best);
    updateRun(id, (run) => finishRun(run, result));
  }

  async function control(action: "pause" | "resume" | "step" | "stop"): Promise<void> {
    const run = selectActiveRun(get());
    if (!run) return;
    if (action === "stop") updateRun(run.id, (current) => ({ ...current, status: "stopping" }));
    try {
      await clients.train.call("control", { action });
    } catch {
      // A worker that was lost fails the Run's own call too, which tells the person.
      return;
    }
    const status = action === "pause" || action === "step" ? "paused" : "running";
    if (action !== "stop") {
      updateRun(run.id, (current) =>
        isActive(current) && current.status !== "stopping" ? { ...current, status } : current,
      );
    }
  }

  return { actions: { train, control }, abandon: () => training.abort() };
}
