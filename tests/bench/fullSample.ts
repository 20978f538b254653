import { createWriteStream, existsSync, renameSync } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Random } from "../../src/domain/random";
import { makeSample } from "../../src/engine/read/sample/sample";
import { FULL_SAMPLE, LARGE_FILE } from "./paths";

/** Path of the sample of full size as a CSV file, written where it is not there yet. */
export function fullSampleFile(): Promise<string> {
  return writtenOnce(FULL_SAMPLE, chunks());
}

/** Path of a CSV file of ten million ratings by three million users, without a header. */
export function largeFile(): Promise<string> {
  return writtenOnce(LARGE_FILE, largeChunks());
}

async function writtenOnce(path: string, text: Iterable<string>): Promise<string> {
  if (!existsSync(path)) {
    const unfinished = `${path}.part`;
    await pipeline(Readable.from(text), createWriteStream(unfinished));
    renameSync(unfinished, path);
  }
  return path;
}

export const LARGE_RATINGS = 10_000_000;
const LINES_A_CHUNK = 10_000;

function* largeChunks(): Generator<string> {
  const random = new Random(1, "large file");
  for (let chunk = 0; chunk < LARGE_RATINGS / LINES_A_CHUNK; chunk++) {
    let text = "";
    for (let i = 0; i < LINES_A_CHUNK; i++) {
      const [user, product] = [Math.floor(random.next() * 3e6), Math.floor(random.next() ** 2 * 1e5)];
      text += `u${user},p${product},${1 + Math.floor(random.next() * 5)},${1_300_000_000 + chunk * 100_000 + i}\n`;
    }
    yield text;
  }
}

function* chunks(): Generator<string> {
  for (const { text } of makeSample("full").csv()) yield text;
}
