import type { PlacedTrace } from "../engine/evaluation/types";
import { findLearningRate } from "../engine/training/learningRateFinder";
import { trainRun } from "../engine/training/run";
import { RunControl } from "../engine/training/runControl";
import {
  type Checkpoint,
  type ModelSnapshot,
  type TrainingColumns,
  TrainingError,
  type TrainingEvent,
} from "../engine/training/types";
import { pack, unpack } from "../engine/workspace/pack";
import { recompute } from "../engine/workspace/verify";
import { buffersOf } from "./buffers";
import type { StoredCheckpoint, TrainCalls } from "./protocol";
import { serve } from "./serve";

let columns: TrainingColumns | null = null;
let control: RunControl | null = null;
let lastRun: Promise<unknown> = Promise.resolve();

function store(checkpoint: Checkpoint): StoredCheckpoint {
  const { epochs, best } = checkpoint;
  return { epochs, bestEpoch: best.record.epoch, packed: pack(checkpoint) };
}

serve<TrainCalls>(self, {
  load(input) {
    columns = input.columns;
    return null;
  },
  async train({ settings, from, steering, rivals }, { progress, signal, transferResult }) {
    const data = columns;
    if (!data) throw new TrainingError("There are no ratings to train on. Open a file first.");
    const mine = new RunControl(signal);
    if (steering.paused) mine.pause();
    if (steering.stopped) mine.stop();
    control = mine;
    const tell = (event: TrainingEvent) =>
      progress(event.type === "checkpoint" ? { type: event.type, checkpoint: store(event.checkpoint) } : event);
    // An abandoned Run may still be in its last step: tfjs is global, so the next waits for it to let go.
    const run = lastRun.then(async () => {
      const checkpoint = from && ((await unpack(from)) as Checkpoint);
      signal.throwIfAborted();
      if (checkpoint) {
        const { epochs, best } = checkpoint;
        progress({ type: "resumed", epochs, bestEpoch: best.record.epoch });
      }
      return trainRun(data, settings, mine, tell, checkpoint, rivals);
    });
    lastRun = run.catch(() => {});
    const { result, best, trace } = await run;
    const packed = { best: pack(best), packedTrace: pack(trace) };
    transferResult(buffersOf(trace));
    return { result, trace, ...packed };
  },
  async recompute({ settings, model }, { signal }) {
    const data = columns;
    if (!data) throw new TrainingError("There are no ratings to measure on. Open a file first.");
    const control = new RunControl(signal);
    // After the Run that trains: both would be slower, and the columns may be other ones.
    return lastRun.then(async () => {
      const snapshot = (await unpack(model)) as ModelSnapshot;
      return recompute(data, settings, snapshot, () => control.breathe());
    });
  },
  async openTrace({ packedTrace }, { transferResult }) {
    const trace = (await unpack(packedTrace)) as PlacedTrace;
    transferResult(buffersOf(trace));
    return trace;
  },
  async findRate({ settings }, { progress, signal, transferResult }) {
    const data = columns;
    if (!data) throw new TrainingError("There are no ratings to train on. Open a file first.");
    const search = lastRun.then(() => {
      signal.throwIfAborted();
      return findLearningRate(data, settings, new RunControl(signal), progress);
    });
    lastRun = search.catch(() => {});
    const found = await search;
    transferResult(buffersOf(found));
    return found;
  },
  control({ action }) {
    control?.[action]();
    return null;
  },
});
