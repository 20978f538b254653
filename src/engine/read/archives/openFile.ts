import { type ByteSource, bytesOfBlob, piecesOf } from "../bytes/source";
import { refuse } from "../refusal";
import { gunzipped } from "./gzip";
import { heldIn, unzipped } from "./zip";

const WORKSPACE_NAME = /\.collabnn$/i;

/**
 * A file, or what is packed in it: a gzip file, or a ZIP archive with one table. Its content tells, not its name.
 * @throws ReadError when a ZIP archive does not hold one table that can be read, or a workspace by name is none.
 */
export async function openFile(name: string, blob: Blob): Promise<ByteSource> {
  const source = bytesOfBlob(name, blob);
  const packed = await packedAs(name, blob);
  if (packed === "gzip") return gunzipped(source, blob);
  if (packed === "zip") return unzipped(source, blob);
  if (WORKSPACE_NAME.test(name)) {
    refuse(
      `${name} does not begin as a workspace does: it is damaged, or something else.`,
      "Copy it again from where it was saved.",
    );
  }
  return source;
}

/**
 * What a file is beside a table: a saved Workspace, or an exported model; null for anything else.
 * @throws ReadError when it is a ZIP archive whose list cannot be read.
 */
export async function archiveKind(name: string, blob: Blob): Promise<"workspace" | "model" | null> {
  return (await packedAs(name, blob)) === "zip" ? heldIn(name, blob) : null;
}

async function packedAs(name: string, blob: Blob): Promise<"gzip" | "zip" | null> {
  for await (const { bytes } of piecesOf(name, blob, 0, Math.min(4, blob.size))) {
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) return "gzip";
    if (bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5)) return "zip";
  }
  return null;
}
