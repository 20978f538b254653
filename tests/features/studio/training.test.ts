import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { selectRun } from "../../../src/features/studio/selectors";
import { startVisit } from "../../../src/features/studio/start";
import { lossHistory } from "../../../src/features/train/store/lossHistory";
import type { StoredCheckpoint } from "../../../src/workers/protocol";
import { customer, epochRecord, outcome, settle, snapshot, studio, textSource, trained } from "./fakeWorkers";
import { training } from "./trainingVisit";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

test("a run is selected from its start and follows the events of its training", async () => {
  const { train, run } = await training();
  expect(run()).toMatchObject({ status: "running", startedBy: "person", phase: null, epochs: [] });
  train.progress("train", { type: "phase", phase: "warming up" });
  expect(run()?.phase).toBe("warming up");
  train.progress("train", { type: "backend", name: "webgl", renderer: "SwiftShader", reason: "it is the only one" });
  train.progress("train", { type: "started", steps: 20, stepsPerEpoch: 4, batchSize: 64, parameters: 900 });
  train.progress("train", { type: "epoch", record: epochRecord(1), best: true });
  train.progress("train", { type: "epoch", record: epochRecord(2), best: false });
  vi.advanceTimersByTime(100);
  expect(run()).toMatchObject({
    device: { name: "webgl", renderer: "SwiftShader" },
    plan: { steps: 20, batchSize: 64 },
    epochs: [{ epoch: 1 }, { epoch: 2 }],
    bestEpoch: 1,
  });
});

test("batch losses are all kept, and React hears of them at most 15 times a second", async () => {
  const { store, train, run } = await training();
  const id = run()?.id ?? 0;
  let updates = 0;
  store.subscribe((state, before) => {
    if (state.lossVersion !== before.lossVersion) updates++;
  });
  for (let step = 0; step < 3000; step++) {
    train.progress("train", { type: "batches", firstStep: step, loss: new Float32Array([step]) });
    vi.advanceTimersByTime(1);
  }
  expect(updates).toBeGreaterThan(40);
  expect(updates).toBeLessThanOrEqual(46);
  expect([...lossHistory.of(id)]).toEqual(Array.from({ length: 3000 }, (_, step) => step));
});

test("the last progress event is never lost", async () => {
  const { train, run } = await training();
  const event = { type: "progress", epoch: 1, ratingsPerSecond: 10, secondsLeft: 1, paused: false } as const;
  for (let step = 1; step <= 5; step++) train.progress("train", { ...event, step });
  vi.advanceTimersByTime(100);
  expect(run()?.progress?.step).toBe(5);
});

test("a run has finished once the explorer answers with its best epoch", async () => {
  const { train, recommend, store, done, run } = await training();
  await train.answer("train", trained());
  expect(run()?.status).toBe("running");
  await recommend.answer("model", null);
  await recommend.answer("customer", customer("anna"));
  await done;
  expect(run()).toMatchObject({ status: "finished", result: { test: { rmse: 1.1 } } });
  expect(store.getState().explorerModel).toEqual({ run: run()?.id, epoch: 1, final: true });
});

test("pausing, going on and stopping are said at once", async () => {
  const { train, store, run } = await training();
  void store.getState().control("pause");
  await train.answer("control", null);
  expect(run()?.status).toBe("paused");
  void store.getState().control("resume");
  await train.answer("control", null);
  expect(run()?.status).toBe("running");
  void store.getState().control("stop");
  expect(run()?.status).toBe("stopping");
});

test("a training that fails says why and keeps what it had learnt", async () => {
  const { train, done, run } = await training();
  train.progress("train", { type: "epoch", record: epochRecord(1), best: true });
  await train.fail("train", "TrainingError", "The validation part is empty.");
  await done;
  expect(run()).toMatchObject({ status: "failed", error: "The validation part is empty.", epochs: [{ epoch: 1 }] });
});

function checkpoint(): StoredCheckpoint {
  return { epochs: [epochRecord(1)], bestEpoch: 1, packed: new Blob() };
}

test("a run whose GPU was lost goes on from its checkpoint in a fresh worker, and says so", async () => {
  const { train, data, recommend, done, run } = await training();
  train.progress("train", { type: "backend", name: "webgl", renderer: "GPU", reason: "the fastest here" });
  train.progress("train", { type: "epoch", record: epochRecord(1), best: true });
  train.progress("train", { type: "checkpoint", checkpoint: checkpoint() });
  train.progress("train", { type: "epoch", record: epochRecord(2), best: true });
  train.progress("train", { type: "progress", step: 9, epoch: 3, ratingsPerSecond: 1, secondsLeft: 1, paused: false });
  await train.fail("train", "DeviceLost", "The browser took the graphics card away.");
  expect(run()).toMatchObject({ status: "running", epochs: [{ epoch: 1 }], bestEpoch: 1 });

  await data.answer("columns", outcome("shop.csv"));
  await train.answer("load", null);
  const [, again] = train.calls("train");
  expect(again?.input).toMatchObject({ settings: { backend: "webgl" }, from: expect.any(Blob) });

  await train.answer("train", trained());
  await recommend.answer("model", null);
  await recommend.answer("customer", customer("anna"));
  await done;
  const notes = [
    "The browser took the graphics card away. Training was interrupted in epoch 3 and went on from the end of epoch 1.",
  ];
  expect(run()).toMatchObject({ status: "finished", notes, result: { run: { notes } } });
});

test("a run whose worker dies again and again fails in the end, and the next one can start", async () => {
  const { train, data, store, done, run } = await training();
  for (let death = 1; death <= 3; death++) {
    await train.die("out of memory");
    expect(run()?.notes).toHaveLength(death);
    expect(run()?.notes[0]).toContain("began again, to the same end");
    await data.answer("columns", outcome("shop.csv"));
    await train.answer("load", null);
  }
  await train.die("out of memory");
  await done;
  expect(run()).toMatchObject({ status: "failed", error: "The training worker stopped: out of memory." });
  void store.getState().train();
  await settle();
  await data.answer("columns", outcome("shop.csv"));
  await train.answer("load", null);
  expect(store.getState().runs).toHaveLength(2);
  expect(train.calls("train")).toHaveLength(5);
});

test("the final model is the last that the explorer is given, however slow it was with those before", async () => {
  const { train, recommend, store, done, run } = await training();
  for (const epoch of [1, 2, 3]) train.progress("train", { type: "weights", epoch, model: snapshot() });
  await train.answer("train", trained());
  expect(run()?.status).toBe("running");
  await recommend.answer("model", null); // epoch 1, which it was busy with; 2 and 3 have been overtaken
  await recommend.answer("customer", customer("anna"));
  await recommend.answer("model", null);
  await recommend.answer("customer", customer("anna"));
  await done;
  expect(recommend.calls("model")).toHaveLength(2);
  expect(run()?.status).toBe("finished");
  expect(store.getState().explorerModel).toMatchObject({ final: true });
});

test("a pause is carried over to the fresh worker, and so is a stop that came before the first", async () => {
  const { train, data, store } = await training();
  expect(train.calls("train")[0]?.input.steering).toEqual({ paused: false, stopped: false });
  void store.getState().control("pause");
  await train.answer("control", null);
  await train.fail("train", "DeviceLost", "The browser took the graphics card away.");
  void store.getState().control("stop");
  await data.answer("columns", outcome("shop.csv"));
  await train.answer("control", null);
  await train.answer("load", null);
  expect(train.calls("train")[1]?.input.steering).toMatchObject({ stopped: true });
});

test("a second interruption before the next checkpoint goes on from the same one", async () => {
  const { train, data } = await training();
  const stored = checkpoint();
  train.progress("train", { type: "checkpoint", checkpoint: stored });
  for (const time of [1, 2]) {
    await train.fail("train", "DeviceLost", "The browser took the graphics card away.");
    await data.answer("columns", outcome("shop.csv"));
    await train.answer("load", null);
    expect(train.calls("train")[time]?.input.from).toBe(stored.packed);
  }
});

test("a device that does not come back is not insisted on where it was chosen by itself", async () => {
  const { train, data } = await training();
  train.progress("train", { type: "backend", name: "webgl", renderer: "GPU", reason: "the fastest here" });
  await train.fail("train", "DeviceLost", "The browser took the graphics card away.");
  await data.answer("columns", outcome("shop.csv"));
  await train.answer("load", null);
  expect(train.calls("train")[1]?.input.settings.backend).toBe("webgl");
  await train.fail("train", "TrainingError", "The webgl backend cannot be used here.");
  await settle();
  expect(train.calls("train")[2]?.input.settings.backend).toBe("auto");
});

test("columns are read from the source again when the data worker is lost too", async () => {
  const { train, data } = await training();
  await train.die("out of memory");
  await data.die("out of memory");
  await data.answer("read", outcome("shop.csv"));
  await data.answer("columns", outcome("shop.csv"));
  await train.answer("load", null);
  expect(train.calls("train")).toHaveLength(2);
});

test("opening other data abandons the run and empties the list", async () => {
  const { train, data, store } = await training();
  const [call] = train.calls("train");
  void store.getState().openSource(textSource("other.csv"));
  expect(store.getState().runs).toHaveLength(1);
  await data.answer("read", outcome("other.csv"));
  expect(train.cancelled()).toEqual([call?.id]);
  expect(store.getState()).toMatchObject({ runs: [], selectedRun: null, explorerModel: null, customer: null });
});

test("only one run goes at a time", async () => {
  const { train, store } = await training();
  await store.getState().train();
  expect(train.calls("train")).toHaveLength(1);
});

test("a first visit opens the sample and trains on it", async () => {
  const { store, data, train } = studio();
  void startVisit(store);
  await settle();
  expect(data.calls("read")).toMatchObject([{ input: { source: { kind: "sample", preset: "demo" } } }]);
  await data.answer("read", outcome("demo.csv"));
  await train.answer("load", null);
  expect(store.getState().data?.isSample).toBe(true);
  expect(selectRun(store.getState())).toMatchObject({ status: "running", startedBy: "first visit" });
});

test("a file that is dropped before the sample was read is not trained on unasked", async () => {
  const { store, data, train } = studio();
  void startVisit(store);
  await settle();
  void store.getState().openSource(textSource("shop.csv"));
  await data.answer("read", outcome("demo.csv"));
  await data.answer("read", outcome("shop.csv"));
  expect(store.getState().data?.summary.name).toBe("shop.csv");
  expect(train.calls("train")).toEqual([]);
});

test("a file that is dropped before a first visit has begun is all that is opened", async () => {
  const { store, data } = studio();
  void startVisit(store);
  void store.getState().openSource(textSource("shop.csv"));
  await settle();
  expect(data.calls("read")).toMatchObject([{ input: { source: { name: "shop.csv" } } }]);
});
