import { createWriteStream, existsSync, renameSync } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { makeSample } from "../../src/engine/dataset/sample/sample";
import { FULL_SAMPLE } from "./paths";

/** Path of the sample of full size as a CSV file, written where it is not there yet. */
export async function fullSampleFile(): Promise<string> {
  if (!existsSync(FULL_SAMPLE)) {
    const unfinished = `${FULL_SAMPLE}.part`;
    await pipeline(Readable.from(chunks()), createWriteStream(unfinished));
    renameSync(unfinished, FULL_SAMPLE);
  }
  return FULL_SAMPLE;
}

function* chunks(): Generator<string> {
  for (const { text } of makeSample("full").csv()) yield text;
}
