import * as v from "valibot";
import type { Reading } from "../read/reading/read";
import { Rejections } from "../read/reading/rejections";
import { refuse } from "../read/refusal";
import { keptDataset } from "./check/dataset";
import { firstIssue } from "./check/parts";
import { pack, unpack } from "./pack";
import { SafetensorsError } from "./safetensors";
import type { KeptDataset } from "./types";

/** A Dataset with all that was said about it as one file: see docs/workspace.md. */
export function packDataset({ dataset, report, preview, rejections }: Reading): Blob {
  return pack({ dataset, report, preview, rejections: rejections.copy() } satisfies KeptDataset);
}

/**
 * The reading again. Whoever made the file, what comes out is sound.
 * @throws ReadError when it is damaged, or holds something else than sound ratings.
 */
export async function unpackDataset(file: Blob): Promise<Reading> {
  const parsed = v.safeParse(keptDataset, await unpack(file).catch(refuseDamaged), { abortEarly: true });
  if (!parsed.success) return refuseDamaged(new SafetensorsError(firstIssue(parsed.issues)));
  const { dataset, report, preview, rejections } = parsed.output;
  return { dataset, report, preview, rejections: Rejections.from(rejections) };
}

function refuseDamaged(error: unknown): never {
  if (!(error instanceof SafetensorsError)) throw error;
  refuse(`The stored ratings are damaged: ${error.message}.`, "Open the file that they came from.");
}
