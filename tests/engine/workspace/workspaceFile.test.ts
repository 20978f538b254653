import { unzipSync } from "fflate";
import { beforeAll, describe, expect, test } from "vitest";
import { unpackDataset } from "../../../src/engine/workspace/datasetFile";
import { openWorkspace } from "../../../src/engine/workspace/open";
import { unpack } from "../../../src/engine/workspace/pack";
import { recompute } from "../../../src/engine/workspace/verify";
import { isRanking, MODEL_NAMES } from "../../../src/models/registry";
import type { ModelSnapshot } from "../../../src/models/snapshot";
import { splitBy } from "../../setup/splitBy";
import { smallWorkspace } from "./smallWorkspace";

const never = new AbortController().signal;
const breathe = async () => {};

let made: Awaited<ReturnType<typeof smallWorkspace>>;
beforeAll(async () => {
  made = await smallWorkspace([
    ...MODEL_NAMES.map((model) => ({ model })),
    { model: "hybrid", hidden: [5], sides: ["brand", "userGender", "year"], split: "time" },
  ]);
}, 60_000);

test("a workspace that was saved opens as it was", async () => {
  const opened = await openWorkspace("small.collabnn", made.file, () => {}, never);
  expect(opened.manifest).toEqual(made.workspace.manifest);
  expect(opened.runs.map(({ record }) => record)).toEqual(made.workspace.runs.map(({ record }) => record));
  const { dataset, report, preview, rejections } = await unpackDataset(opened.dataset);
  expect(dataset).toEqual(made.reading.dataset);
  expect(report).toEqual(made.reading.report);
  expect(preview).toEqual(made.reading.preview);
  expect([...rejections.csv()]).toEqual([...made.reading.rejections.csv()]);
  for (const [i, { files }] of opened.runs.entries()) {
    for (const [name, content] of made.workspace.runs[i].files) {
      expect(await files.get(name)!.bytes()).toEqual(await content.bytes());
    }
  }
});

describe("the weights of a workspace, worked out on the CPU, give the figures that were saved with them", () => {
  test.each(Array.from({ length: MODEL_NAMES.length + 1 }, (_, i) => i))("run %i", async (i) => {
    const { runs } = await openWorkspace("small.collabnn", made.file, () => {}, never);
    const { record, files } = runs[i];
    const { test, run } = record.result!;
    const model = (await unpack(files.get("model")!)) as ModelSnapshot;
    const again = await recompute(made.columns, run.settings, model, breathe);
    // Of a model that ranks, and of the lists beside one that predicts ratings.
    if (model.lists || model.pooled) expect(again.ndcg10).toBeCloseTo(test.ranking!.ndcg10, 6);
    else expect(again.ndcg10).toBeNull();
    if (isRanking(record.settings.model)) expect(again.rmse).toBeNull();
    else {
      expect(Math.abs(again.rmse! - test.rmse!)).toBeLessThan(1e-4);
      expect(Math.abs(again.mae! - test.mae!)).toBeLessThan(1e-4);
    }
  });

  test("and other weights give others", async () => {
    const run = made.workspace.runs.find(({ record }) => record.settings.model === "hybrid");
    const model = (await unpack(run!.files.get("model")!)) as ModelSnapshot;
    model.products.fill(0.5);
    const again = await recompute(made.columns, run!.record.result!.run.settings, model, breathe);
    expect(Math.abs(again.rmse! - run!.record.result!.test.rmse!)).toBeGreaterThan(1e-3);
    expect(again.ndcg10).not.toBeCloseTo(run!.record.result!.test.ranking!.ndcg10, 3);
  });

  test("as do other members of a blend, and other weights of products for one another", async () => {
    const run = made.workspace.runs.find(({ record }) => record.settings.model === "blend")!;
    const { test: tested, run: ran } = run.record.result!;
    const model = (await unpack(run.files.get("model")!)) as ModelSnapshot;
    model.members![0].weight += 0.1;
    expect(
      Math.abs((await recompute(made.columns, ran.settings, model, breathe)).rmse! - tested.rmse!),
    ).toBeGreaterThan(1e-3);
    const { solved, counts } = model.lists!.itemItem;
    if (solved.form === "dual") solved.inverse.fill(0);
    else solved.weights.fill(0);
    counts.fill(1);
    const { ndcg10 } = await recompute(made.columns, ran.settings, model, breathe);
    expect(Math.abs(ndcg10! - tested.ranking!.ndcg10)).toBeGreaterThan(1e-3);
  });
});

test("another program finds in it which part each rating belongs to", async () => {
  const files = unzipSync(await made.file.bytes());
  const { length } = made.workspace.runs;
  const parts = files[`runs/${length}/split.u8`];
  const { train, validation, test: tested } = splitBy(made.columns, "time", 42);
  expect(parts).toHaveLength(made.columns.size);
  for (const [part, indices] of [train, validation, tested].entries()) {
    expect(indices.every((i) => parts[i] === part)).toBe(true);
  }
  expect(JSON.parse(new TextDecoder().decode(files["workspace.json"]))).toMatchObject({
    version: 1,
    runs: Array.from({ length }, (_, i) => i + 1),
  });
});
