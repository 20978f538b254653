import { MODEL_FILES } from "../../domain/fileNames";
import type { Dataset, Vocabulary } from "../read/types";
import { size, textOf } from "../read/vocabulary";
import { CsvParts } from "../recommend/bulk/csvParts";
import { safetensors } from "../workspace/safetensors";
import type { ArchivedFile } from "../workspace/writeArchive";
import { configOf } from "./config";
import type { OpenedRun } from "./source";
import { tensorsOf } from "./tensors";
import { MODEL_FORMAT } from "./types";

/** Ids that are written before a cancel is let in. */
const BETWEEN_BREATHS = 10_000;

/** The four files of a model: see docs/export.md. Rejects when `breathe` does. */
export async function modelFiles(
  run: OpenedRun,
  { name, users, products }: Pick<Dataset, "name" | "users" | "products">,
  breathe: () => Promise<void>,
): Promise<ArchivedFile[]> {
  const weights = safetensors(tensorsOf(run.snapshot), { format: MODEL_FORMAT, model: run.snapshot.model });
  return [
    { name: MODEL_FILES.config, content: jsonFile(configOf(run, name)), packs: true },
    { name: MODEL_FILES.weights, content: weights, packs: false },
    { name: MODEL_FILES.users, content: await idsFile(users, breathe), packs: true },
    { name: MODEL_FILES.products, content: await idsFile(products, breathe), packs: true },
  ];
}

export function jsonFile(value: unknown): Blob {
  return new Blob([`${JSON.stringify(value, null, 1)}\n`]);
}

/** The ids in the order of their codes, as a JSON array of one a line: any text comes through unharmed. */
async function idsFile(ids: Vocabulary, breathe: () => Promise<void>): Promise<Blob> {
  const file = new CsvParts();
  const count = size(ids);
  file.add("[");
  for (let code = 0; code < count; code++) {
    if (code % BETWEEN_BREATHS === 0) await breathe();
    file.add(`${code > 0 ? "," : ""}\n${JSON.stringify(textOf(ids, code))}`);
  }
  file.add("\n]\n");
  return file.blob();
}
