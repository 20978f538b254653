import { beforeAll, describe, expect, test } from "vitest";
import { unpack } from "../../../src/engine/workspace/pack";
import type { ModelSnapshot } from "../../../src/models/snapshot";
import { smallWorkspace } from "./smallWorkspace";
import { KEPT, open, refusal, withJson, withPacked } from "./tampering";

/** Of a blend, of samples and of item-item. */
const [BLEND, SAMPLES, LISTS] = [1, 2, 3].map((run) => `runs/${run}/model.safetensors`) as [string, string, string];

let file: Blob;
beforeAll(async () => {
  ({ file } = await smallWorkspace([
    { model: "blend", epochs: 1 },
    { model: "bayesian", epochs: 6 },
    { model: "item-item" },
  ]));
}, 60_000);

test("a blend with its members, samples and lists open as they were", async () => {
  const { runs } = await open(file);
  const [blend, samples, lists] = await Promise.all(
    runs.map(async ({ files }) => (await unpack(files.get("model")!)) as ModelSnapshot),
  );
  expect(blend!.members!.length).toBeGreaterThan(1);
  expect(blend!.lists).toBeDefined();
  expect(samples!.bayesian!.countBias.length).toBeGreaterThan(0);
  expect(lists!.lists!.itemItem.counts).toHaveLength(25);
  expect(runs[0].record.result!.run.members!.map(({ model }) => model)).toEqual(["hybrid", "bayesian", "averages"]);
});

// biome-ignore lint/suspicious/noExplicitAny: whatever is in a file is changed here, to what no type allows.
type Anything = any;
type Change = (model: Anything) => unknown;

const put = (of: Anything, name: string, value: unknown) => Object.assign(of, { [name]: value });
const first = (model: Anything) => model.members[0].model;

describe("refused with a sentence is", () => {
  test.each<[string, string, Change, RegExp]>([
    ["a blend without members", BLEND, (m) => put(m, "members", []), /members is not/],
    ["a blend that is none", BLEND, (m) => Reflect.deleteProperty(m, "members"), /do not fit/],
    [
      "a blend of endlessly many",
      BLEND,
      (m) =>
        put(
          m,
          "members",
          Array.from({ length: 11 }, () => m.members[0]),
        ),
      /members is not/,
    ],
    ["a blend within a blend", BLEND, (m) => put(first(m), "model", "blend"), /do not fit/],
    ["a member that ranks", BLEND, (m) => put(first(m), "model", "item-item"), /do not fit/],
    ["a member of a model that there is not", BLEND, (m) => put(first(m), "model", "magic"), /model is not/],
    ["a weight below 0", BLEND, (m) => put(m.members[0], "weight", -0.5), /weight is not/],
    ["a softness of 0", BLEND, (m) => put(m, "softness", 0), /softness is not/],
    ["a weight that is no number", BLEND, (m) => put(m.members[0], "weight", Number.NaN), /weight is/],
    ["a member's row beyond its table", BLEND, (m) => put(first(m).userRows, "3", 9999), /do not fit/],
    ["a member for other users", BLEND, (m) => put(first(m), "userRows", first(m).userRows.slice(1)), /do not fit/],
    ["a member's weight that is no number", BLEND, (m) => put(first(m).users, "9", Number.NaN), /no number/],
    ["samples without their parts", SAMPLES, (m) => Reflect.deleteProperty(m, "bayesian"), /do not fit/],
    ["samples of years without rows", SAMPLES, (m) => put(m.bayesian, "years", Int32Array.of(5000)), /do not fit/],
    ["samples of other histories", SAMPLES, (m) => put(m.bayesian, "inputs", new Float32Array(3)), /do not fit/],
    ["a bias that is no number", SAMPLES, (m) => put(m.bayesian.countBias, "0", Number.POSITIVE_INFINITY), /no number/],
    ["drift of other users", SAMPLES, (m) => put(m.bayesian, "drift", new Float32Array(2)), /do not fit/],
    ["lists without weights", LISTS, (m) => Reflect.deleteProperty(m, "lists"), /do not fit/],
    ["counts below 0", LISTS, (m) => put(m.lists.itemItem.counts, "0", -1), /do not fit/],
    ["histories of other products", LISTS, (m) => put(m.lists.history, "0", 25), /do not fit/],
    ["histories of other users", LISTS, (m) => put(m.lists, "starts", m.lists.starts.slice(1)), /do not fit/],
    ["weights in a form that there is not", LISTS, (m) => put(m.lists.itemItem.solved, "form", "cubic"), /form is/],
    ["a likelihood without a spread", BLEND, (m) => put(m.lists.liked, "sigma", 0), /do not fit/],
  ])("%s", async (_, name, change, why) => {
    const refused = await refusal(await withPacked(file, name, (model) => void change(model)));
    expect(refused).toMatch(why);
    expect(refused).toContain(KEPT);
  });

  test("a result whose members are told in words", async () => {
    const words = (record: Anything) => void put(record.result.run.members[0], "weight", "much");
    expect(await refusal(await withJson(file, "runs/1/run.json", words))).toMatch(/weight is not/);
  });
});
