import { Zip, type ZipInputFile, ZipPassThrough } from "fflate";
import { Crc32 } from "../read/archives/crc32";
import { piecesOf } from "../read/bytes/source";
import { type ArchiveProgress, MOST_BYTES, paced } from "./archiveProgress";
import { GrowingBlob } from "./growingBlob";

/** A file that goes into an archive; `packs` where deflating it is worth its time. */
export interface ArchivedFile {
  name: string;
  content: Blob;
  packs: boolean;
}

/**
 * A file that the browser's own compressor packs. fflate's streaming one (0.8.3) refers to bytes before the beginning of
 * a file that starts with zeros: other programs cannot unpack that.
 */
class DeflatedFile implements ZipInputFile {
  readonly compression = 8;
  size = 0;
  crc = 0;
  ondata?: ZipInputFile["ondata"];

  constructor(readonly filename: string) {}

  async pack(pieces: AsyncIterable<{ bytes: Uint8Array }>): Promise<void> {
    const crc = new Crc32();
    const packer = new CompressionStream("deflate-raw");
    const writer = packer.writable.getWriter();
    const written = (async () => {
      for await (const { bytes } of pieces) {
        crc.push(bytes);
        this.size += bytes.length;
        // A copy: the piece is overwritten by the next.
        await writer.write(bytes.slice());
      }
      await writer.close();
    })();
    // Whoever reads below is told of a failure too.
    written.catch((error) => writer.abort(error).catch(() => {}));
    const reader = packer.readable.getReader();
    for (let packed = await reader.read(); !packed.done; packed = await reader.read()) {
      this.ondata?.(null, packed.value, false);
    }
    await written;
    this.crc = crc.value;
    this.ondata?.(null, new Uint8Array(0), true);
  }
}

/**
 * The files as one ZIP archive.
 * @param onProgress told how many bytes of the files are in it.
 */
export async function writeArchive(
  files: readonly ArchivedFile[],
  onProgress: ArchiveProgress,
  signal: AbortSignal,
): Promise<Blob> {
  const total = files.reduce((sum, { content }) => sum + content.size, 0);
  if (total > MOST_BYTES) throw new RangeError("It would be larger than 4 GB, which no ZIP archive can hold.");
  const archive = new GrowingBlob();
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    // A copy: what is stored as it is lies in a buffer that the next piece is read into.
    archive.push(chunk.slice());
  });
  const tell = paced(onProgress, total);
  async function* watched(name: string, content: Blob) {
    for await (const piece of piecesOf(name, content)) {
      signal.throwIfAborted();
      tell(piece.bytes.length);
      yield piece;
    }
  }
  for (const { name, content, packs } of files) {
    const pieces = watched(name, content);
    if (packs) {
      const entry = new DeflatedFile(name);
      zip.add(entry);
      await entry.pack(pieces);
    } else {
      const entry = new ZipPassThrough(name);
      zip.add(entry);
      for await (const { bytes } of pieces) entry.push(bytes);
      entry.push(new Uint8Array(0), true);
    }
  }
  zip.end();
  return archive.blob("application/zip");
}
