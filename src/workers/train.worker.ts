import { trainRun } from "../engine/training/run";
import { RunControl } from "../engine/training/runControl";
import { type TrainingColumns, TrainingError, type TrainingEvent } from "../engine/training/types";
import { buffersOf } from "./buffers";
import type { TrainCalls } from "./protocol";
import { serve } from "./serve";

let columns: TrainingColumns | null = null;
let control: RunControl | null = null;
let lastRun: Promise<unknown> = Promise.resolve();

serve<TrainCalls>(self, {
  load(input) {
    columns = input.columns;
    return null;
  },
  async train({ settings, from }, { progress, signal, transferResult }) {
    if (!columns) throw new TrainingError("There are no ratings to train on. Open a file first.");
    // An abandoned Run may still be in its last step: tfjs is global, so the next waits for it to let go.
    await lastRun.catch(() => {});
    const mine = new RunControl(signal);
    control = mine;
    const tell = (event: TrainingEvent) =>
      progress(event, event.type === "checkpoint" ? buffersOf(event.checkpoint.state) : []);
    const run = trainRun(columns, settings, mine, tell, from);
    lastRun = run;
    const outcome = await run;
    transferResult(buffersOf(outcome.best));
    return outcome;
  },
  control({ action }) {
    control?.[action]();
    return null;
  },
});
