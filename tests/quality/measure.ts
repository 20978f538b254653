import type { TrainingColumns } from "../../src/engine/read/copies";
import { trainRun } from "../../src/engine/train/run";
import { RunControl } from "../../src/engine/train/runControl";
import type { RunResult } from "../../src/engine/train/types";
import type { Candidate } from "./candidates";

/** What one candidate reached on one sample. */
export interface Measured {
  name: string;
  rmse: number;
  /** RMSE over test ratings of users that training has seen, and has not. */
  known: number | null;
  fresh: number | null;
  validation: (number | null)[];
  bestEpoch: number;
  /** Test RMSE of the baselines that predict ratings. */
  baselines: Record<string, number>;
  seconds: number;
}

/** Train on the sample by the candidate's settings, on the processor, as the studio does. */
export async function measure(columns: TrainingColumns, { name, settings }: Candidate, seed: number) {
  const started = performance.now();
  const control = new RunControl(new AbortController().signal);
  const { result } = await trainRun(
    columns,
    { ...settings, seed, split: "random", backend: "wasm" },
    control,
    () => {},
  );
  return measured(name, result, (performance.now() - started) / 1000);
}

function measured(name: string, { run, test, baselines }: RunResult, seconds: number): Measured {
  if (test.rmse === null) throw new Error(`${name} has no test error.`);
  return {
    name,
    rmse: test.rmse,
    known: test.known.rmse,
    fresh: test.new.rmse,
    validation: run.epochs.map(({ validationRmse }) => validationRmse),
    bestEpoch: run.bestEpoch,
    baselines: Object.fromEntries(baselines.flatMap(({ name: of, rmse }) => (rmse === null ? [] : [[of, rmse]]))),
    seconds,
  };
}
