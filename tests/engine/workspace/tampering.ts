import { unzipSync, zipSync } from "fflate";
import { openWorkspace } from "../../../src/engine/workspace/open";
import { pack, unpack } from "../../../src/engine/workspace/pack";

type Files = Record<string, Uint8Array>;

export const NAME = "small.collabnn";
/** What every refusal ends with. */
export const KEPT = "Data that were open before stay open.";

export function blobOf(bytes: Uint8Array): Blob {
  return new Blob([bytes.slice()]);
}

export function open(file: Blob) {
  return openWorkspace(NAME, file, () => {}, new AbortController().signal);
}

/** The sentence that a file is refused with; fails where it opens, or fails in another way. */
export async function refusal(file: Blob): Promise<string> {
  try {
    await open(file);
  } catch (error) {
    if ((error as Error).name === "ReadError") return (error as Error).message;
    throw error;
  }
  throw new Error("It was opened.");
}

/** The archive with its files changed: packed anew, so that its checksums are right. */
export async function rezipped(file: Blob, change: (files: Files) => void | Promise<void>): Promise<Blob> {
  const files = unzipSync(await file.bytes());
  await change(files);
  return blobOf(zipSync(files, { level: 1 }));
}

// biome-ignore lint/suspicious/noExplicitAny: whatever is in a file is changed here, to what no type allows.
type Anything = any;

/** The archive with what one of its JSON files says changed, or with another text in its place. */
export function withJson(file: Blob, name: string, change: (value: Anything) => Anything): Promise<Blob> {
  return rezipped(file, (files) => {
    const value = JSON.parse(new TextDecoder().decode(files[name]));
    const changed = change(value) ?? value;
    files[name] = new TextEncoder().encode(typeof changed === "string" ? changed : JSON.stringify(changed));
  });
}

/** The archive with what one of its packed files holds changed. */
export function withPacked(file: Blob, name: string, change: (value: Anything) => Anything): Promise<Blob> {
  return rezipped(file, async (files) => {
    const value = await unpack(blobOf(files[name]));
    files[name] = await pack(change(value) ?? value).bytes();
  });
}
