import { unzipSync } from "fflate";
import type { ModelName, RunSettings } from "../../../src/domain/settings";
import type { ExportedRun } from "../../../src/engine/export/types";
import { bytesOfText } from "../../../src/engine/read/bytes/source";
import { forTraining } from "../../../src/engine/read/copies";
import { readRatings } from "../../../src/engine/read/reading/read";
import type { Dataset } from "../../../src/engine/read/types";
import { trainRun } from "../../../src/engine/train/run";
import { RunControl } from "../../../src/engine/train/runControl";
import { pack } from "../../../src/engine/workspace/pack";
import { defaultsOf } from "../../../src/models/registry";
import type { ModelSnapshot } from "../../../src/models/snapshot";
import { plantedRatings } from "../train/plantedRatings";

const GENDERS = ["", "Female", "Male"];
/** Ids that are awkward for a CSV, a TSV, JSON or a spreadsheet. */
const ODD = ['a "b", c', "=1+1", "007", "tab\tid", "ünï 🎧", "back\\slash", "'q'", "two\nlines", " padded ", "null"];

/** The id of this number: the first ones are odd. */
export const oddId = (prefix: string, n: number) => (n < ODD.length ? ODD[n] : `${prefix}${n}`);

function field(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** A table of ratings with a title, a brand, a category, a gender and a year, of ids that are hard to carry. */
export async function oddDataset(size = 3000, users = 120, products = 40): Promise<Dataset> {
  const planted = plantedRatings(size, users, products, 21);
  const lines = Array.from({ length: size }, (_, i) => {
    const [user, product] = [planted.user[i], planted.product[i]];
    const day = new Date(Date.UTC(2013, 0, 1) + i * 43_200_000).toISOString().slice(0, 10);
    const texts = [oddId("u", user), oddId("p", product), `Title of, ${product}`, `brand "${product % 5}"`];
    const fields = [...texts, ["Audio", "Video & TV", ""][product % 3], GENDERS[user % 3]].map(field);
    return [...fields, planted.rating[i], i % 40 === 0 ? "" : day].join(",");
  });
  const head = "user_id,item_id,title,brand,category,user_gender,rating,timestamp";
  return (await readRatings(bytesOfText("odd.csv", `${[head, ...lines].join("\n")}\n`))).dataset;
}

/** What a small and quick Run of each model is set to. */
export function quickSettings(model: ModelName, change: Partial<RunSettings> = {}): RunSettings {
  return {
    ...defaultsOf(model),
    epochs: 4,
    factors: 5,
    backend: "wasm",
    sides: ["brand", "category", "userGender", "year"],
    ...change,
  };
}

export async function exportedRun(
  dataset: Dataset,
  settings: RunSettings,
): Promise<{ exported: ExportedRun; best: ModelSnapshot }> {
  const control = new RunControl(new AbortController().signal);
  const { result, best } = await trainRun(forTraining(dataset), settings, control, () => {});
  return { exported: { model: pack(best), result, earlier: null }, best };
}

/** What an archive is made with that nobody waits for or cancels. */
export const plainly = {
  onProgress: () => {},
  breathe: async () => {},
  signal: new AbortController().signal,
};

/** The files of a ZIP archive by name, unpacked by another library than ours. */
export async function unzipped(archive: Blob): Promise<Record<string, Uint8Array<ArrayBuffer>>> {
  return unzipSync(new Uint8Array(await archive.arrayBuffer())) as Record<string, Uint8Array<ArrayBuffer>>;
}

export function textOfFile(files: Record<string, Uint8Array>, name: string): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(files[name]);
}

/** The text as UTF-8 can hold it: half a surrogate pair becomes a mark of replacement. */
export function wellFormed(text: string): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(new TextEncoder().encode(text));
}
