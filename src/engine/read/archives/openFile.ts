import { type ByteSource, bytesOfBlob, piecesOf } from "../bytes/source";
import { refuse } from "../refusal";
import { gunzipped } from "./gzip";
import { unzipped } from "./zip";

const WORKSPACE_NAME = /\.collabnn$/i;

/**
 * A file, or what is packed in it: a gzip file, or a ZIP archive with one table. Its content tells, not its name.
 * @throws ReadError when a ZIP archive does not hold one table that can be read, or a workspace by name is none;
 * IsWorkspace when it is one.
 */
export async function openFile(name: string, blob: Blob): Promise<ByteSource> {
  const source = bytesOfBlob(name, blob);
  for await (const { bytes } of piecesOf(name, blob, 0, Math.min(4, blob.size))) {
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) return gunzipped(source, blob);
    if (bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5)) return unzipped(source, blob);
  }
  if (WORKSPACE_NAME.test(name)) {
    refuse(
      `${name} does not begin as a workspace does: it is damaged, or something else.`,
      "Copy it again from where it was saved.",
    );
  }
  return source;
}
