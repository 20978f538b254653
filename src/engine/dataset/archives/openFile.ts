import { type ByteSource, bytesOfBlob, piecesOf } from "../bytes/source";
import { gunzipped } from "./gzip";
import { unzipped } from "./zip";

/**
 * A file, or what is packed in it: a gzip file, or a ZIP archive with one table. Its content tells, not its name.
 * @throws ReadError when a ZIP archive does not hold one table that can be read.
 */
export async function openFile(name: string, blob: Blob): Promise<ByteSource> {
  const source = bytesOfBlob(name, blob);
  for await (const { bytes } of piecesOf(name, blob, 0, Math.min(4, blob.size))) {
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) return gunzipped(source, blob);
    if (bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5)) return unzipped(source, blob);
  }
  return source;
}
