import type { ModelName, RunSettings } from "../../../src/domain/settings";
import { bytesOfText } from "../../../src/engine/read/bytes/source";
import type { TrainingColumns } from "../../../src/engine/read/copies";
import { forTraining } from "../../../src/engine/read/copies";
import { readRatings } from "../../../src/engine/read/reading/read";
import { trainRun } from "../../../src/engine/train/run";
import { RunControl } from "../../../src/engine/train/runControl";
import type { Checkpoint, TrainingEvent } from "../../../src/engine/train/types";
import { packDataset } from "../../../src/engine/workspace/datasetFile";
import { pack } from "../../../src/engine/workspace/pack";
import { saveWorkspace } from "../../../src/engine/workspace/save";
import { type KeptRun, WORKSPACE_FORMAT, WORKSPACE_VERSION, type Workspace } from "../../../src/engine/workspace/types";
import { defaultsOf } from "../../../src/models/registry";
import { plantedRatings } from "../train/plantedRatings";

const GENDERS = ["", "Female", "Male"];

/** A fifth of the products have a second brand. */
const brandOf = (product: number) => `brand ${product % 4}${product % 5 === 0 ? "|brand 2" : ""}`;

/** A table with every kind of column, two rejected rows among them. */
export async function smallReading() {
  const planted = plantedRatings(900, 60, 25, 11);
  const rows = Array.from({ length: planted.size }, (_, i) => {
    const [user, product] = [planted.user[i], planted.product[i]];
    const day = new Date(Date.UTC(2014, 0, 1) + i * 2 * 86_400_000).toISOString().slice(0, 10);
    return [`u${user}`, `p${product}`, planted.rating[i], day, brandOf(product), GENDERS[user % 3]].join(",");
  });
  const text = ["user_id,item_id,rating,timestamp,brand,user_gender", ...rows, "u1,,4,2015-01-01,x,", "u2,p1,no,,,"];
  return readRatings(bytesOfText("small.csv", `${text.join("\n")}\n`));
}

/** One short Run with these settings, as the page keeps it. */
export async function keptRun(id: number, columns: TrainingColumns, change: Partial<RunSettings>): Promise<KeptRun> {
  const model: ModelName = change.model ?? "hybrid";
  const settings = { ...defaultsOf(model), epochs: 3, factors: 3, backend: "cpu" as const, ...change, model };
  const { result, best, trace } = await trainRun(
    columns,
    settings,
    new RunControl(new AbortController().signal),
    () => {},
  );
  return {
    record: {
      id,
      settings,
      startedBy: "person",
      status: "finished",
      device: result.backend,
      plan: { steps: 1, stepsPerEpoch: 1, batchSize: 64, parameters: result.run.parameters },
      epochs: result.run.epochs,
      bestEpoch: result.run.bestEpoch,
      result,
      notes: [],
      error: null,
      earlier: null,
    },
    files: new Map([
      ["model", pack(best)],
      ["trace", pack(trace)],
      ["losses", new Blob([Float32Array.of(1.5, 1.25)])],
    ]),
  };
}

/** A Run as the page keeps it that was interrupted after its first epoch. */
export async function interruptedRun(id: number, columns: TrainingColumns): Promise<KeptRun> {
  const settings = { ...defaultsOf("dot-product-bias"), epochs: 3, factors: 3, backend: "cpu" as const };
  const stop = new AbortController();
  const reached: { checkpoint: Checkpoint | null } = { checkpoint: null };
  const tell = (event: TrainingEvent) => {
    if (event.type !== "checkpoint") return;
    reached.checkpoint = structuredClone(event.checkpoint);
    stop.abort();
  };
  await trainRun(columns, settings, new RunControl(stop.signal), tell).catch(() => {});
  const { epochs } = reached.checkpoint!;
  return {
    record: {
      id,
      settings,
      startedBy: "person",
      status: "interrupted",
      device: { name: "cpu", renderer: null, reason: "chosen" },
      plan: { steps: 36, stepsPerEpoch: 12, batchSize: 64, parameters: 300 },
      epochs,
      bestEpoch: 1,
      result: null,
      notes: [],
      error: null,
      earlier: null,
    },
    files: new Map([["checkpoint", pack(reached.checkpoint)]]),
  };
}

/**
 * A Workspace of the small table with one Run of each of these settings, an interrupted one after them where it is asked
 * for, and as it is saved.
 */
export async function smallWorkspace(runs: readonly Partial<RunSettings>[], withInterrupted = false) {
  const reading = await smallReading();
  const columns = forTraining(reading.dataset);
  const kept: KeptRun[] = [];
  for (const change of runs) kept.push(await keptRun(kept.length + 1, columns, change));
  if (withInterrupted) kept.push(await interruptedRun(kept.length + 1, columns));
  const workspace: Workspace = {
    manifest: {
      format: WORKSPACE_FORMAT,
      version: WORKSPACE_VERSION,
      saved: "2026-01-02T03:04:05.678Z",
      dataset: { name: "small.csv", sample: null, ratings: reading.dataset.size, users: 60, products: 25 },
      settings: defaultsOf("hybrid"),
      runs: kept.map(({ record }) => record.id),
      selectedRun: 1,
    },
    dataset: packDataset(reading),
    runs: kept,
  };
  const source = { dataset: reading.dataset, rows: () => null };
  const file = await saveWorkspace(workspace, source, () => {}, new AbortController().signal);
  return { reading, columns, workspace, file };
}
