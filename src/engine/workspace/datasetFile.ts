import type { Reading } from "../dataset/reading/read";
import { Rejections } from "../dataset/reading/rejections";
import { pack, unpack } from "./pack";
import type { KeptDataset } from "./types";

/** A Dataset with all that was said about it as one file: see docs/workspace.md. */
export function packDataset({ dataset, report, preview, rejections }: Reading): Blob {
  return pack({ dataset, report, preview, rejections: rejections.copy() } satisfies KeptDataset);
}

/** The reading again. @throws SafetensorsError when the file is damaged. */
export async function unpackDataset(file: Blob): Promise<Reading> {
  const { dataset, report, preview, rejections } = (await unpack(file)) as KeptDataset;
  return { dataset, report, preview, rejections: Rejections.from(rejections) };
}
