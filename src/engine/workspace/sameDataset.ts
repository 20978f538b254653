import { SafetensorsFile } from "./safetensors";
import type { KeptDataset } from "./types";

/** Where the Dataset's own arrays lie in a packed one, beside what was said about it. */
const OWN = "dataset.";

/** What a packed Dataset says outside its arrays, such as what its columns are called. */
function restOf({ metadata }: SafetensorsFile): string {
  const { dataset } = JSON.parse(metadata.value ?? "{}") as Partial<KeptDataset>;
  return JSON.stringify(dataset);
}

function isSameBytes(a: ArrayBufferLike, b: ArrayBufferLike): boolean {
  if (a.byteLength !== b.byteLength) return false;
  const words = Math.floor(a.byteLength / 4);
  const [wordsA, wordsB] = [new Uint32Array(a, 0, words), new Uint32Array(b, 0, words)];
  for (let i = 0; i < words; i++) if (wordsA[i] !== wordsB[i]) return false;
  const [restA, restB] = [new Uint8Array(a, words * 4), new Uint8Array(b, words * 4)];
  return restA.every((byte, i) => byte === restB[i]);
}

/**
 * True when two packed Datasets hold the same ratings with the same ids and segments, read from files of the same name,
 * whatever else was said about them.
 * @throws SafetensorsError when one of them is damaged.
 */
export async function isSameDataset(a: Blob, b: Blob): Promise<boolean> {
  const [fileA, fileB] = await Promise.all([SafetensorsFile.open(a), SafetensorsFile.open(b)]);
  const names = fileA.names.filter((name) => name.startsWith(OWN));
  const others = fileB.names.filter((name) => name.startsWith(OWN));
  if (names.length !== others.length || restOf(fileA) !== restOf(fileB)) return false;
  for (const name of names) {
    if (!fileB.has(name)) return false;
    const [tensorA, tensorB] = await Promise.all([fileA.tensor(name), fileB.tensor(name)]);
    if (tensorA.values.constructor !== tensorB.values.constructor) return false;
    if (!isSameBytes(tensorA.values.buffer, tensorB.values.buffer)) return false;
  }
  return true;
}
