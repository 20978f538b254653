import { expect, test } from "vitest";
import { bytesOfText } from "../../../src/engine/read/bytes/source";
import { readRatings } from "../../../src/engine/read/reading/read";
import { soundParts } from "../../../src/engine/workspace/check/kept";
import { packDataset } from "../../../src/engine/workspace/datasetFile";
import { isSameDataset } from "../../../src/engine/workspace/sameDataset";
import { smallWorkspace } from "./smallWorkspace";

/** As it comes out of a JSON file. */
function parsed(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

test("what this version keeps is sound, and stays what it was", async () => {
  const { workspace } = await smallWorkspace([{ model: "dot-product", epochs: 1 }]);
  const records = workspace.runs.map(({ record }) => record);
  const found = soundParts({ manifest: parsed(workspace.manifest), records: records.map(parsed) });
  expect(found).toEqual({ manifest: workspace.manifest, records });
});

test("a run whose record is damaged, missing or of another shape is none; the others are", async () => {
  const { workspace } = await smallWorkspace([{ model: "dot-product", epochs: 1 }]);
  const { manifest, runs } = workspace;
  const [record] = runs.map((run) => run.record);
  const strange = { ...record, epochs: "many" };
  expect(soundParts({ manifest, records: [null, strange, record] }).records).toEqual([null, null, record]);
});

test("a manifest that is damaged, foreign or newer says so in a sentence", async () => {
  const { workspace } = await smallWorkspace([]);
  const { manifest } = workspace;
  const refusal = (value: unknown) => () => soundParts({ manifest: value, records: [] });
  expect(refusal(null)).toThrow("The file that says what is in it is damaged.");
  expect(refusal({ ...manifest, format: "else" })).toThrow("is damaged");
  expect(refusal({ ...manifest, runs: [1, 1] })).toThrow("is damaged");
  expect(refusal({ ...manifest, version: manifest.version + 1 })).toThrow("A newer version of this page kept it.");
});

async function packedText(name: string, text: string): Promise<Blob> {
  return packDataset(await readRatings(bytesOfText(name, text)));
}

const HEAD = "user_id,item_id,rating,brand\n";
const ROWS = "u1,p1,5,Sonora\nu1,p2,3,Arden\nu2,p1,4,Sonora\n";

test("the same ratings are recognised when their file is read again", async () => {
  const first = await packedText("a.csv", HEAD + ROWS);
  expect(await isSameDataset(first, await packedText("a.csv", HEAD + ROWS))).toBe(true);
});

test.each([
  ["another rating", HEAD + ROWS.replace("p2,3", "p2,2")],
  ["another user", HEAD + ROWS.replace("u2", "u3")],
  ["another brand", HEAD + ROWS.replace("Arden", "Ardan")],
  ["one rating more", `${HEAD + ROWS}u2,p2,1,Arden\n`],
  ["one column less", (HEAD + ROWS).replace(/,[^,]+\n/g, "\n")],
  ["another order", `${HEAD}u2,p1,4,Sonora\nu1,p1,5,Sonora\nu1,p2,3,Arden\n`],
])("%s makes other ratings", async (_, text) => {
  const first = await packedText("a.csv", HEAD + ROWS);
  expect(await isSameDataset(first, await packedText("a.csv", text))).toBe(false);
});
