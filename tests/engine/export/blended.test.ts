import { beforeAll, describe, expect, test } from "vitest";
import { modelArchive } from "../../../src/engine/export/archives";
import type { NamedFile } from "../../../src/engine/export/modelSource";
import { openModel } from "../../../src/engine/export/openModel";
import type { Dataset } from "../../../src/engine/read/types";
import { Interest, predictedRatings } from "../../../src/engine/recommend/lists/interest";
import { createModel, ratingsOf } from "../../../src/engine/recommend/models/createModel";
import { SafetensorsFile, safetensors, type Tensor } from "../../../src/engine/workspace/safetensors";
import type { ModelSnapshot } from "../../../src/models/snapshot";
import { exportedRun, oddDataset, plainly, quickSettings, unzipped } from "./exportedRun";

const NAMES = ["blend", "bayesian", "item-item"] as const;
type Name = (typeof NAMES)[number];

let dataset: Dataset;
const made = new Map<Name, { best: ModelSnapshot; files: NamedFile[] }>();
beforeAll(async () => {
  dataset = await oddDataset(900, 40, 15);
  for (const name of NAMES) {
    const { exported, best } = await exportedRun(dataset, quickSettings(name));
    const archive = await unzipped(await modelArchive({ dataset, rows: () => null }, exported, plainly));
    const files = Object.entries(archive).map(([file, bytes]) => ({ name: file, content: new Blob([bytes]) }));
    made.set(name, { best, files });
  }
}, 60_000);

const opened = (files: readonly NamedFile[]) => openModel(files, plainly.signal);
const users = () => [...Array(dataset.users.offsets.length - 1).keys()];

function expectClose(now: Float32Array, then: Float32Array): void {
  expect(now).toHaveLength(then.length);
  const worst = now.reduce((most, value, i) => Math.max(most, Math.abs(value - then[i])), 0);
  expect(worst).toBeLessThan(1e-6);
}

describe.each(["blend", "bayesian"] as const)("an exported %s", (name) => {
  test("opens again and predicts the same, for those it knows, for who is new, and for nobody", async () => {
    const { best, files } = made.get(name)!;
    const model = await opened(files);
    expect(model.settings).toMatchObject({ model: name, ranker: "item-item" });
    const [then, now] = [createModel(best), createModel(model.model)];
    for (const user of users()) expectClose(ratingsOf(now, user), ratingsOf(then, user));
    for (const given of [[], [1, 4, 9].map((product) => ({ product, rating: 5 }))]) {
      expectClose(now.logits(now.foldIn(given)), then.logits(then.foldIn(given)));
    }
    expect(now.terms(now.userOf(2), 5).map(({ name: term }) => term)).toEqual(
      then.terms(then.userOf(2), 5).map(({ name: term }) => term),
    );
  });

  test("brings its ranking model: lists of a history are ordered by the same scores", async () => {
    const { best, files } = made.get(name)!;
    const { model } = await opened(files);
    const [then, now] = [new Interest(best.lists!), new Interest(model.lists!)];
    const history = Int32Array.of(0, 3, 7);
    const rater = createModel(best);
    const ratings = predictedRatings(rater, rater.logits(rater.userOf(3)));
    expectClose(now.scores(history, ratings), then.scores(history, ratings));
    expect(model.lists!.liked).toEqual(best.lists!.liked);
  });
});

test("an exported item-item model opens again and scores histories the same", async () => {
  const { best, files } = made.get("item-item")!;
  const { model, settings } = await opened(files);
  expect(settings).toMatchObject({ model: "item-item" });
  const [then, now] = [createModel(best), createModel(model)];
  for (const products of [[], [2], [0, 3, 7, 11]]) {
    const given = products.map((product) => ({ product, rating: 1 }));
    expectClose(now.logits(now.foldIn(given)), then.logits(then.foldIn(given)));
  }
});

test("either form of the weights is carried: of few products among many, and by users", async () => {
  const { best, files } = made.get("item-item")!;
  const own = createModel(best);
  const n = 3;
  const chosen = Int32Array.of(1, 4, 9);
  const weights = Float32Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 0 : i / 10));
  const changed = await withTensors(files, (tensors) => {
    for (const name of Object.keys(tensors)) {
      if (name.startsWith("lists.") && name !== "lists.counts") delete tensors[name];
    }
    tensors["lists.chosen"] = { shape: [n], values: chosen };
    tensors["lists.weights"] = { shape: [n, n], values: weights };
  });
  const primal = withConfig(await changed, (config) => ({
    ...config,
    lists: { ...(config.lists as object), form: "primal" },
  }));
  const model = createModel((await opened(await primal)).model);
  const logits = model.logits(model.foldIn([1, 9].map((product) => ({ product, rating: 1 }))));
  // 0.1 · row 0 and row 2: to product 4 go 0.1 and 0.7, and a hundredth of its share.
  const { counts } = best.lists!.itemItem;
  const share = counts[4] / counts.reduce((sum, count) => sum + count, 0);
  expect(logits[4]).toBeCloseTo(0.1 + 0.7 + best.lists!.popularity * share, 6);
  expect(own.kind).toBe("ranking");
});

async function withTensors(files: readonly NamedFile[], change: (tensors: Record<string, Tensor>) => unknown) {
  const file = files.find(({ name }) => name === "model.safetensors")!;
  const read = await SafetensorsFile.open(file.content);
  const header = await headerOf(file.content);
  const tensors: Record<string, Tensor> = {};
  for (const name of Object.keys(header)) tensors[name] = await read.tensor(name);
  change(tensors);
  return files.map((other) => (other === file ? { ...file, content: safetensors(tensors, {}) } : other));
}

async function headerOf(content: Blob): Promise<Record<string, unknown>> {
  const bytes = new Uint8Array(await content.arrayBuffer());
  const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  const { __metadata__: _, ...header } = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
  return header;
}

async function withConfig(files: readonly NamedFile[], change: (config: Record<string, unknown>) => unknown) {
  const file = files.find(({ name }) => name === "config.json")!;
  const content = new Blob([JSON.stringify(change(JSON.parse(await file.content.text())))]);
  return files.map((other) => (other === file ? { ...file, content } : other));
}

type Config = Record<string, unknown> & { members: Record<string, unknown>[] };

describe("what cannot be used is refused in words:", () => {
  const firstMember = (change: object) => (config: Record<string, unknown>) => ({
    ...config,
    members: (config as Config).members.map((member, at) => (at === 0 ? { ...member, ...change } : member)),
  });

  test.each<[string, Name, (config: Record<string, unknown>) => unknown, RegExp]>([
    ["a blend without members", "blend", ({ members: _, ...config }) => config, /has no members/],
    ["a blend of none", "blend", (config) => ({ ...config, members: [] }), /members is not/],
    ["a blend within a blend", "blend", firstMember({ model: "blend" }), /do not fit|no tensor|has the shape/],
    ["a member that ranks", "blend", firstMember({ model: "item-item" }), /no member of a blend/],
    ["a member that there is not", "blend", firstMember({ model: "magic" }), /model is not/],
    ["a weight below 0", "blend", firstMember({ weight: -1 }), /weight is not/],
    ["a member of other factors", "blend", firstMember({ factors: 999 }), /members\.0\.users\.embedding has the shape/],
    ["samples without their history", "bayesian", ({ history: _, ...config }) => config, /has no history/],
    [
      "samples of years that have no rows",
      "bayesian",
      (config) => ({ ...config, years: { first: 2013, rows: [99_999] } }),
      /do not fit/,
    ],
    ["a ranking without its weights", "item-item", ({ lists: _, ...config }) => config, /has no lists/],
    [
      "weights of another form",
      "item-item",
      (config) => ({ ...config, lists: { ...(config.lists as object), form: "cubic" } }),
      /form is not/,
    ],
  ])("%s", async (_, name, change, why) => {
    const files = await withConfig(made.get(name)!.files, change);
    await expect(opened(files)).rejects.toMatchObject({ name: "ReadError" });
    await expect(opened(files)).rejects.toThrow(why);
  });

  test.each<[string, Name, (tensors: Record<string, Tensor>) => unknown, RegExp]>([
    [
      "a blend whose member is gone",
      "blend",
      (t) => Reflect.deleteProperty(t, "members.0.users.embedding"),
      /no tensor named/,
    ],
    ["a member with a row beyond its table", "blend", (t) => set(t, "members.0.users.row", 1, 500), /do not fit/],
    ["a count below 0", "item-item", (t) => set(t, "lists.counts", 2, -4), /do not fit/],
    [
      "counts of other products",
      "item-item",
      (t) => Object.assign(t, { "lists.counts": ints(3) }),
      /has 3 rows for 14 ids/,
    ],
    ["a weight that is no number", "bayesian", (t) => set(t, "products.bias", 2, Number.NaN), /no number/],
  ])("%s", async (_, name, change, why) => {
    const files = await withTensors(made.get(name)!.files, change);
    await expect(opened(files)).rejects.toMatchObject({ name: "ReadError" });
    await expect(opened(files)).rejects.toThrow(why);
  });
});

const ints = (length: number): Tensor => ({ shape: [length], values: new Int32Array(length) });

function set(tensors: Record<string, Tensor>, name: string, at: number, value: number): void {
  tensors[name].values[at] = value;
}
