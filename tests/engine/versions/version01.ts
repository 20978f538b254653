import { readFileSync } from "node:fs";
import { Explorer } from "../../../src/engine/explore/explorer";
import type { TrainingColumns } from "../../../src/engine/read/copies";
import { forTraining } from "../../../src/engine/read/copies";
import type { Dataset } from "../../../src/engine/read/types";
import { unpackDataset } from "../../../src/engine/workspace/datasetFile";
import { openWorkspace } from "../../../src/engine/workspace/open";
import { parseFilter } from "../../../src/features/explore/store/filter";

/** Where the files lie that version 0.1 wrote; its README says what each is. */
const FOLDER = "tests/fixtures/version-0.1";

/** The runs of `ratings.collabnn` by the name of the files that were saved of them. */
export const RUNS = {
  hybrid: 1,
  "hybrid-hidden": 2,
  collabnn: 3,
  "dot-product": 4,
  "dot-product-bias": 5,
  "pooled-history": 6,
} as const;
export type RunName = keyof typeof RUNS;
export const RUN_NAMES = Object.keys(RUNS) as RunName[];

export const never = new AbortController().signal;
export const breathe = async () => {};

export function textOf(name: string): string {
  return readFileSync(`${FOLDER}/${name}`, "utf8");
}

export function blobOf(name: string): Blob {
  return new Blob([readFileSync(`${FOLDER}/${name}`)]);
}

/** A saved workspace as this version opens it, with its ratings. */
export async function opened(name: string) {
  const workspace = await openWorkspace(name, blobOf(`workspaces/${name}`), () => {}, never);
  return { ...workspace, ...(await unpackDataset(workspace.dataset)) };
}

/** The ratings that a run with this filter trains on. */
export function columnsFor(dataset: Dataset, only: string): TrainingColumns {
  return forTraining(dataset, only === "" ? null : new Explorer(dataset).rows(parseFilter(only)));
}
