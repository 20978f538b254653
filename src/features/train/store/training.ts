import type { RunSettings } from "../../../domain/settings";
import type { PlacedTrace } from "../../../engine/evaluate/types";
import type { Predictions } from "../../../engine/explore/types";
import type { RunOrigin } from "../../../engine/workspace/types";
import type { Rival, Steering, StoredCheckpoint, TrainedRun, TrainProgress } from "../../../workers/protocol";
import { parseFilter } from "../../explore/store/filter";
import type { Context } from "../../studio/context";
import { isInterruption, sentence } from "../../studio/failures";
import { latestOnly } from "../../studio/latestOnly";
import { Newest } from "../../studio/newest";
import { selectActiveRun } from "../../studio/selectors";
import { throttle } from "../../studio/throttle";
import { lossHistory } from "./lossHistory";
import type { CachedModel } from "./modelCache";
import { connectRateSearch } from "./rateSearch";
import type { RunState } from "./runState";
import { applyEvent, failRun, finishRun, interruptRun, isActive, newRun, resumeRun as resumed } from "./runState";
import type { RunsSlice } from "./runsState";
import { fitSettings, settled } from "./settingsSlice";
import { Traces } from "./traces";

/** What training does with a model: the explorer answers with it from then on. */
export type ShowModel = (entry: CachedModel) => Promise<void>;

/** A Run that begins with an earlier model: `start` is its packed EarlierStart. */
export interface EarlierRun {
  origin: RunOrigin;
  start: Blob;
  settings: RunSettings;
}

/** Where a training begins: anew, or from a packed checkpoint; and on which backend. */
interface RunStart {
  from: Blob | null;
  backend: RunSettings["backend"];
}

/** A device that is lost again and again is not worth another try. */
const MOST_INTERRUPTIONS = 3;

export interface TrainingConnection {
  actions: Pick<RunsSlice, "train" | "resumeRun" | "control" | "findRate" | "cancelFindRate">;
  /** What a finished Run predicted for its test part; null where it predicts no ratings, or is no longer kept. */
  predictionsOf(run: number): Predictions | null;
  /** A Run that begins with an earlier model. Does nothing while another is going. */
  trainFrom(run: EarlierRun): Promise<void>;
  /** These Runs of a Workspace are on the page now, with their traces by id. */
  adopt(runs: readonly RunState[], traces: ReadonlyMap<number, PlacedTrace>): void;
}

/** Training in the training worker: calls become commands, events become the Run's state. */
export function connectTraining(
  context: Context,
  showModel: ShowModel,
  showPredictions: (predictions: Predictions | null) => void,
): TrainingConnection {
  const { clients, columns, runFiles, opened, get, set } = context;
  const rateSearch = connectRateSearch(context);
  const traces = new Traces();
  const training = new Newest();
  let steering: Steering = { paused: false, stopped: false };
  let nextRun = 1;

  function updateRun(id: number, change: (run: RunState) => RunState): void {
    set(({ runs }) => ({ runs: runs.map((run) => (run.id === id ? change(run) : run)) }));
  }

  /** Turns one Run's events into state, those that come close together in one update. */
  function listen(id: number, signal: AbortSignal) {
    let gathered: TrainProgress[] = [];
    const paced = throttle(() => {
      const events = gathered;
      gathered = [];
      set(({ lossVersion }) => ({ lossVersion: lossVersion + 1 }));
      if (events.length > 0) updateRun(id, (run) => events.reduce(applyEvent, run));
    });
    const show = latestOnly(async (entry: CachedModel) => {
      if (!signal.aborted) await showModel(entry);
    });
    return {
      paced,
      show,
      onEvent(event: TrainProgress) {
        if (event.type === "weights") {
          void show({ run: id, epoch: event.epoch, final: false, model: event.model });
          return;
        }
        if (event.type === "batches") lossHistory.append(id, event.firstStep, event.loss);
        else gathered.push(event);
        paced.request();
      },
    };
  }

  async function train(startedBy: RunState["startedBy"] = "person"): Promise<void> {
    const { data, runs } = get();
    if (!data || selectActiveRun(get())) return;
    // Whoever set the model: one that the data cannot train is none to fail with.
    set((state) => fitSettings(state, data.summary.feedback));
    const settings = settled(get().settings, data.summary);
    const id = nextRun++;
    set({ runs: [...runs, newRun(id, settings, startedBy)] });
    await follow(id, settings, { from: null, backend: settings.backend });
  }

  async function trainFrom({ origin, start, settings }: EarlierRun): Promise<void> {
    const { data, runs } = get();
    if (!data || selectActiveRun(get())) return;
    const id = nextRun++;
    set({ runs: [...runs, newRun(id, settings, "person", origin)] });
    runFiles.set(id, "earlier", start);
    await follow(id, settings, { from: null, backend: settings.backend });
  }

  /** The same device takes an interrupted Run to the end that it would have had. */
  async function resumeRun(id: number): Promise<void> {
    const run = get().runs.find((one) => one.id === id);
    if (run?.status !== "interrupted" || selectActiveRun(get())) return;
    const from = runFiles.of(id).get("checkpoint") ?? null;
    if (!from) lossHistory.forget(id);
    updateRun(id, (one) => resumed(one, from !== null));
    await follow(id, run.settings, { from, backend: run.device?.name ?? run.settings.backend });
  }

  /** See the Run to its end. */
  async function follow(id: number, settings: RunSettings, start: RunStart): Promise<void> {
    rateSearch.cancelFindRate();
    const signal = training.begin();
    const listener = listen(id, signal);
    const { paced } = listener;
    steering = { paused: false, stopped: false };
    set({ selectedRun: id, discarded: null, opened: {} });
    showPredictions(null);
    try {
      const tested = { settings, earlier: get().runs.find((run) => run.id === id)?.earlier ?? null };
      const rivals = traces.rivalsOf(tested);
      const { result, best, trace, packedTrace, earlier } =
        tested.earlier?.kind === "scored"
          ? await score(id, settings, rivals, signal)
          : await trainThrough(id, settings, start, rivals, signal, listener);
      if (signal.aborted) return;
      traces.keep(id, tested, trace);
      paced.flush();
      // The Run counts as finished once the explorer answers with its best epoch, so nobody sees a half-trained list.
      await listener.show({ run: id, epoch: result.run.bestEpoch, final: true, model: best });
      updateRun(id, (run) => finishRun(run, result));
      runFiles.set(id, "model", best);
      runFiles.set(id, "trace", packedTrace);
      runFiles.set(id, "losses", lossHistory.file(id));
      runFiles.set(id, "checkpoint", null);
      if (earlier) runFiles.set(id, "earlier", earlier);
      if (get().selectedRun === id) showPredictions(traces.predictionsOf(id));
    } catch (error) {
      if (signal.aborted) return;
      columns.noteFailure("train", error);
      paced.flush();
      updateRun(id, (run) => failRun(run, sentence(error)));
      runFiles.set(id, "checkpoint", null);
    } finally {
      paced.cancel();
    }
  }

  /** The packed EarlierStart of a Run that began with an earlier model; null for one from the beginning. */
  function earlierOf(id: number): Blob | null {
    const earlier = runFiles.of(id).get("earlier") ?? null;
    const isNeeded = get().runs.some((run) => run.id === id && run.earlier !== null);
    if (isNeeded && !earlier) throw new Error("The model that this run began with is no longer at hand.");
    return earlier;
  }

  async function score(id: number, settings: RunSettings, rivals: Rival[], signal: AbortSignal): Promise<TrainedRun> {
    updateRun(id, (run) => ({ ...run, phase: "testing" }));
    await columns.ready("train", parseFilter(settings.only));
    signal.throwIfAborted();
    return clients.train.call("score", { settings, earlier: earlierOf(id)!, rivals }, { signal });
  }

  /**
   * Train, and go on after an interruption: a fresh worker gets the columns and the last checkpoint. Without one the
   * Run begins again on the same backend, where its seed leads it to the same end.
   */
  async function trainThrough(
    id: number,
    settings: RunSettings,
    start: RunStart,
    rivals: Rival[],
    signal: AbortSignal,
    { paced, onEvent }: ReturnType<typeof listen>,
  ): Promise<TrainedRun> {
    let { from, backend } = start;
    const reached: { checkpoint: StoredCheckpoint | null } = { checkpoint: null };
    for (let interruptions = 0; ; interruptions++) {
      try {
        await columns.ready("train", parseFilter(settings.only));
        signal.throwIfAborted();
        const onProgress = (event: TrainProgress) => {
          if (signal.aborted) return;
          if (event.type === "checkpoint") {
            reached.checkpoint = event.checkpoint;
            runFiles.set(id, "losses", lossHistory.file(id));
            runFiles.set(id, "checkpoint", event.checkpoint.packed);
            return;
          }
          const { from } = input;
          if (event.type === "resumed" && from) reached.checkpoint = { ...event, packed: from };
          onEvent(event);
        };
        const input = { settings: { ...settings, backend }, from, earlier: earlierOf(id), steering, rivals };
        return await clients.train.call("train", input, { signal, onProgress });
      } catch (error) {
        if (signal.aborted || interruptions === MOST_INTERRUPTIONS) throw error;
        if (interruptions > 0 && backend !== settings.backend && !isInterruption(error)) {
          backend = settings.backend; // what was chosen the first time did not come back
          continue;
        }
        if (!isInterruption(error)) throw error;
        paced.flush();
        clients.train.restart();
        columns.forget("train");
        from = reached.checkpoint?.packed ?? from;
        updateRun(id, (run) => {
          backend = run.device?.name ?? backend;
          return interruptRun(run, reached.checkpoint, sentence(error));
        });
      }
    }
  }

  async function control(action: "pause" | "resume" | "step" | "stop"): Promise<void> {
    const run = selectActiveRun(get());
    if (!run) return;
    if (run.earlier?.kind === "scored") {
      // There is no epoch to keep, and nothing to pause at.
      if (action !== "stop") return;
      training.drop();
      updateRun(run.id, (current) => failRun(current, "It was cancelled before it was measured."));
      return;
    }
    steering = { paused: action === "pause" || action === "step", stopped: action === "stop" || steering.stopped };
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

  opened.listen(() => {
    training.drop();
    traces.clear();
    nextRun = 1;
  });

  return {
    predictionsOf: (run) => traces.predictionsOf(run),
    actions: { train, resumeRun, control, ...rateSearch },
    trainFrom,
    adopt(runs, tracesOf) {
      nextRun = Math.max(nextRun, ...runs.map(({ id }) => id + 1));
      for (const run of runs) {
        const trace = tracesOf.get(run.id);
        if (trace) traces.keep(run.id, run, trace);
      }
    },
  };
}
