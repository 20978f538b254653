import type { SamplePreset } from "../../../domain/samples";
import { makeSample } from "./sample";

export const SAMPLE_NAMES: Readonly<Record<SamplePreset, string>> = {
  demo: "Demo sample",
  sparse: "Sparse sample",
  full: "Full-size sample",
};

/** Milliseconds of writing between two progress events. */
const INTERVAL = 100;

/**
 * A preset's CSV as a file in memory.
 * @throws the signal's reason when it is aborted.
 */
export async function sampleFile(
  preset: SamplePreset,
  onProgress: (progress: { ratings: number; total: number }) => void,
  signal?: AbortSignal,
): Promise<Blob> {
  const sample = makeSample(preset);
  const encoder = new TextEncoder();
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let last = performance.now();
  for (const { text, ratings } of sample.csv()) {
    pieces.push(encoder.encode(text));
    const now = performance.now();
    if (ratings < sample.ratings && now - last < INTERVAL) continue;
    last = now;
    onProgress({ ratings, total: sample.ratings });
    // Let a cancel arrive: messages are tasks of their own.
    await new Promise((resolve) => setTimeout(resolve, 0));
    signal?.throwIfAborted();
  }
  return new Blob(pieces, { type: "text/csv" });
}
