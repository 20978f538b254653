import type { RunSettings } from "../../../src/domain/settings";
import { trainRun } from "../../../src/engine/train/run";
import { RunControl } from "../../../src/engine/train/runControl";
import type { TrainingEvent } from "../../../src/engine/train/types";
import { defaultsOf } from "../../../src/models/registry";
import { plantedRatings } from "./plantedRatings";
import { withSides } from "./plantedSides";

/** Planted ratings with segments. */
export const columns = withSides(plantedRatings(2500, 110, 45, 5), 6);
export const settingsOf = (change: Partial<RunSettings>): RunSettings => ({
  ...defaultsOf(change.model ?? "blend"),
  backend: "wasm",
  ranker: "none",
  factors: 4,
  epochs: 12,
  seed: 3,
  ...change,
});

export type Steer = (event: TrainingEvent, control: RunControl, abort: () => void) => void;

/** A Run on them; `steer` sees each event and may pause, stop or abort. */
export async function run(change: Partial<RunSettings> = {}, steer: Steer = () => {}) {
  const abort = new AbortController();
  const control = new RunControl(abort.signal);
  const events: TrainingEvent[] = [];
  const outcome = await trainRun(columns, settingsOf(change), control, (event) => {
    events.push(event);
    steer(event, control, () => abort.abort());
  });
  return { ...outcome, events };
}
