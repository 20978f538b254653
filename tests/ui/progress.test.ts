import { expect, test } from "vitest";
import { jobInProgress, readingSentence, runSentence } from "../../src/features/frame/progress";
import { newRun } from "../../src/features/train/store/runState";
import { DEFAULT_SETTINGS } from "../../src/models/registry";
import { result } from "../features/studio/fakeWorkers";

const plain = (text?: string) => text?.replaceAll("\u00a0", " ");
const run = newRun(1, { ...DEFAULT_SETTINGS, epochs: 5 }, "person");
const progress = { step: 30, epoch: 2, ratingsPerSecond: 1e5, secondsLeft: 11.2 };
const plan = { steps: 120, stepsPerEpoch: 24, batchSize: 64, parameters: 900 };

test("before the first record is read, only the name is known", () => {
  expect(readingSentence({ name: "shop.csv", progress: null })).toBe("Reading shop.csv");
});

test("the whole is not estimated from the first few records", () => {
  const progress = { bytesRead: 40, bytesTotal: 1000, records: 3, recordsPerSecond: 90, secondsLeft: 9.4 };
  expect(plain(readingSentence({ name: "shop.csv", progress }))).toBe("Reading shop.csv: 3 ratings, 90/s, 10 s left");
});

test("a run says which epoch it is in and how long is left", () => {
  expect(plain(runSentence({ ...run, phase: "training", progress }))).toBe("Training, epoch 2 of 5, 12 s left");
  expect(runSentence({ ...run, status: "paused", progress })).toBe("Paused, epoch 2 of 5");
  expect(runSentence({ ...run, phase: "warming up" })).toBe("Warming up the device");
});

test("a finished run says its test error", () => {
  expect(runSentence({ ...run, status: "finished", result: result() })).toBe("Test RMSE 1.1000");
});

test("a finished run that ranks says how well, for it has no error", () => {
  const ranked = result();
  const ndcg = { ndcg10: 0.0812, ndcgInterval: [0.07, 0.09] as [number, number] };
  const others = { n: 60, eligible: 60, relevantFrom: 4, recall10: 0.1, hitRate10: 0.2, coverage: 0.5, novelty: 6 };
  ranked.test = { ...ranked.test, rmse: null, ranking: { ...others, ...ndcg } };
  expect(runSentence({ ...run, status: "finished", result: ranked })).toBe("Test NDCG@10 0.0812");
});

test("the share of a run is that of its steps", () => {
  expect(jobInProgress(null, { ...run, plan, progress })?.share).toBe(0.25);
  expect(jobInProgress(null, { ...run, status: "failed" })).toEqual({ text: "Training failed" });
});

test("reading comes before training, as the data decide what is trained", () => {
  expect(jobInProgress({ name: "shop.csv", progress: null }, run)?.text).toBe("Reading shop.csv");
});
