import { expect, test } from "vitest";
import { DeviceLost, openGlDevice } from "../../../src/backends/webgl/device";
import type { RunSettings } from "../../../src/domain/settings";
import { trainRun } from "../../../src/engine/train/run";
import { RunControl } from "../../../src/engine/train/runControl";
import type { Checkpoint, TrainingEvent } from "../../../src/engine/train/types";
import { pack, unpack } from "../../../src/engine/workspace/pack";
import { defaultsOf } from "../../../src/models/registry";
import type { ModelSnapshot } from "../../../src/models/snapshot";
import { WorkerClient } from "../../../src/workers/clients";
import type { TrainCalls } from "../../../src/workers/protocol";
import { plantedRatings } from "./plantedRatings";
import { withSides } from "./plantedSides";

const columns = withSides(plantedRatings(6000, 200, 80, 5), 1);
const settings: RunSettings = {
  ...defaultsOf("hybrid"),
  backend: "webgl",
  hidden: [9],
  dropout: 0.3,
  epochs: 3,
  seed: 3,
};

/** The run in a fresh worker, as the page starts one after an interruption: it has a context of its own. */
async function trainInWorker(from: Checkpoint) {
  const client = new WorkerClient<TrainCalls>(
    "training",
    () => new Worker(new URL("../../../src/workers/train.worker.ts", import.meta.url), { type: "module" }),
  );
  await client.call("load", { columns });
  const steering = { paused: false, stopped: false };
  const outcome = await client.call("train", { settings, from: pack(from), earlier: null, steering, rivals: [] });
  client.restart();
  return outcome;
}

function train(tell: (event: TrainingEvent) => void) {
  return trainRun(columns, settings, new RunControl(new AbortController().signal), tell);
}

test("a Run whose context is lost in mid-epoch ends as DeviceLost, and from its checkpoint as the undisturbed Run", async () => {
  const undisturbed = await train(() => {});
  const events: TrainingEvent[] = [];
  const interrupted = train((event) => {
    events.push(structuredClone(event));
    const checkpoints = events.filter(({ type }) => type === "checkpoint").length;
    if (event.type === "batches" && checkpoints === 1)
      openGlDevice().gl.getExtension("WEBGL_lose_context")?.loseContext();
  });
  await expect(interrupted).rejects.toThrow(DeviceLost);
  const last = events.at(-1)!;
  expect(last.type).not.toBe("epoch");

  const checkpoint = events.flatMap((event) => (event.type === "checkpoint" ? [event.checkpoint] : [])).at(-1)!;
  expect(checkpoint.epochs).toHaveLength(1);
  // Here the context stays lost: another Run asks for a fresh worker instead of computing nothing.
  await expect(train(() => {})).rejects.toThrow(DeviceLost);
  const { result, best: packed } = await trainInWorker(checkpoint);
  const best = (await unpack(packed)) as ModelSnapshot;
  expect(result.test).toEqual(undisturbed.result.test);
  expect(best.users).toEqual(undisturbed.best.users);
  expect(best.products).toEqual(undisturbed.best.products);
});
