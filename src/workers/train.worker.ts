import type { PlacedTrace } from "../engine/evaluate/types";
import type { TrainingColumns } from "../engine/read/copies";
import { scoreEarlier } from "../engine/train/earlier/score";
import type { EarlierStart } from "../engine/train/earlier/types";
import { trainWithFolds } from "../engine/train/folds";
import { findLearningRate } from "../engine/train/learningRateFinder";
import type { RunOutcome } from "../engine/train/run";
import { RunControl } from "../engine/train/runControl";
import { type Checkpoint, TrainingError, type TrainingEvent } from "../engine/train/types";
import { pack, unpack } from "../engine/workspace/pack";
import { recompute } from "../engine/workspace/verify";
import type { ModelSnapshot } from "../models/snapshot";
import { buffersOf } from "./buffers";
import type { StoredCheckpoint, TrainCalls, TrainedRun } from "./protocol";
import { serve } from "./serve";

let columns: TrainingColumns | null = null;
let control: RunControl | null = null;
let lastRun: Promise<unknown> = Promise.resolve();

function store(checkpoint: Checkpoint): StoredCheckpoint {
  const { epochs, best } = checkpoint;
  return { epochs, bestEpoch: best.record.epoch, packed: pack(checkpoint) };
}

function packRun({ result, best, trace }: RunOutcome, start: EarlierStart | null): TrainedRun {
  // The Run has weights of its own now.
  const earlier = start && pack({ ...start, model: null } satisfies EarlierStart);
  return { result, best: pack(best), trace, packedTrace: pack(trace), earlier };
}

serve<TrainCalls>(self, {
  load(input) {
    columns = input.columns;
    return null;
  },
  async train({ settings, from, earlier, steering, rivals }, { progress, signal, transferResult }) {
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
      const start = earlier && ((await unpack(earlier)) as EarlierStart);
      signal.throwIfAborted();
      if (checkpoint) {
        const { epochs, best } = checkpoint;
        progress({ type: "resumed", epochs, bestEpoch: best.record.epoch });
      }
      return packRun(await trainWithFolds(data, settings, mine, tell, checkpoint, rivals, start), start);
    });
    lastRun = run.catch(() => {});
    const packed = await run;
    transferResult(buffersOf(packed.trace));
    return packed;
  },
  async score({ settings, earlier, rivals }, { signal, transferResult }) {
    const data = columns;
    if (!data) throw new TrainingError("There are no ratings to measure on. Open a file first.");
    const mine = new RunControl(signal);
    const scoring = lastRun.then(async () => {
      const start = (await unpack(earlier)) as EarlierStart;
      signal.throwIfAborted();
      return packRun(await scoreEarlier(data, settings, start, rivals, () => mine.breathe()), start);
    });
    lastRun = scoring.catch(() => {});
    const packed = await scoring;
    transferResult(buffersOf(packed.trace));
    return packed;
  },
  async recompute({ columns, settings, model, earlier }, { signal }) {
    const control = new RunControl(signal);
    // After a Run that trains: both at once would only be slower.
    await lastRun;
    const snapshot = (await unpack(model)) as ModelSnapshot;
    const from = earlier && { kind: earlier.kind, start: (await unpack(earlier.start)) as EarlierStart };
    return recompute(columns, settings, snapshot, () => control.breathe(), from);
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
