import * as v from "valibot";
import type { Reading } from "../dataset/reading/read";
import { Rejections } from "../dataset/reading/rejections";
import { ReadError } from "../dataset/types";
import { keptDataset } from "./check/dataset";
import { firstIssue } from "./check/parts";
import { pack, unpack } from "./pack";
import type { KeptDataset } from "./types";

/** A Dataset with all that was said about it as one file: see docs/workspace.md. */
export function packDataset({ dataset, report, preview, rejections }: Reading): Blob {
  return pack({ dataset, report, preview, rejections: rejections.copy() } satisfies KeptDataset);
}

/**
 * The reading again. Whoever made the file, what comes out is sound.
 * @throws SafetensorsError when the file is damaged, ReadError when it holds something else than sound ratings.
 */
export async function unpackDataset(file: Blob): Promise<Reading> {
  const parsed = v.safeParse(keptDataset, await unpack(file), { abortEarly: true });
  if (!parsed.success) throw new ReadError(`The stored ratings are damaged: ${firstIssue(parsed.issues)}.`);
  const { dataset, report, preview, rejections } = parsed.output;
  return { dataset, report, preview, rejections: Rejections.from(rejections) };
}
