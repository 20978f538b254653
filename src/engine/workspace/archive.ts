import { Zip, type ZipInputFile, ZipPassThrough } from "fflate";
import { Crc32 } from "../dataset/archives/crc32";
import { entryPieces } from "../dataset/archives/zip";
import { DEFLATED, entriesOf, STORED, type ZipEntry } from "../dataset/archives/zipDirectory";
import { piecesOf } from "../dataset/bytes/source";
import { refuse } from "../dataset/refusal";

/** A file that goes into an archive; `packs` where deflating it is worth its time. */
export interface ArchivedFile {
  name: string;
  content: Blob;
  packs: boolean;
}

/** Most bytes that the files of one archive may hold. */
const MOST_BYTES = 4 * 1024 ** 3;

/** Bytes as a Blob: they are handed to the browser as they come, so that they do not fill the worker's memory. */
class GrowingBlob {
  private readonly parts: Blob[] = [];
  private fresh: Uint8Array[] = [];
  private freshBytes = 0;

  /** The bytes must not change afterwards. */
  push(bytes: Uint8Array): void {
    this.fresh.push(bytes);
    this.freshBytes += bytes.length;
    if (this.freshBytes > PART) this.flush();
  }

  blob(type = ""): Blob {
    this.flush();
    return new Blob(this.parts, { type });
  }

  private flush(): void {
    this.parts.push(new Blob(this.fresh as BlobPart[]));
    this.fresh = [];
    this.freshBytes = 0;
  }
}

const PART = 8 * 1024 ** 2;

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
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<Blob> {
  const total = files.reduce((sum, { content }) => sum + content.size, 0);
  const archive = new GrowingBlob();
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    // A copy: what is stored as it is lies in a buffer that the next piece is read into.
    archive.push(chunk.slice());
  });
  let done = 0;
  async function* watched(name: string, content: Blob) {
    for await (const piece of piecesOf(name, content)) {
      signal.throwIfAborted();
      done += piece.bytes.length;
      onProgress(done, total);
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

/** The wanted files of an archive, checked and unpacked one by one when they are asked for. */
export class Archive {
  private constructor(
    readonly name: string,
    private readonly blob: Blob,
    private readonly entries: ReadonlyMap<string, ZipEntry>,
  ) {}

  /**
   * Read what is in it. Files with other names than those wanted are never looked at.
   * @throws ReadError when it is no archive, or one that nobody would make in good faith.
   */
  static async open(name: string, blob: Blob, isWanted: (file: string) => boolean): Promise<Archive> {
    const entries = new Map<string, ZipEntry>();
    let total = 0;
    for (const entry of await entriesOf(name, blob)) {
      if (!isWanted(entry.name)) continue;
      if (entries.has(entry.name)) refuse(`${name} holds ${entry.name} twice.`, "Save the workspace again.");
      if (entry.encrypted) refuse(`${entry.name} in ${name} is encrypted.`, "Save the workspace without a password.");
      if (entry.method !== STORED && entry.method !== DEFLATED) {
        refuse(`${entry.name} in ${name} is packed in a way that cannot be read here.`, "Save the workspace again.");
      }
      total += entry.size;
      if (total > MOST_BYTES) refuse(`${name} says that it unpacks to more than 4 GB.`, "Check where it comes from.");
      entries.set(entry.name, entry);
    }
    return new Archive(name, blob, entries);
  }

  get names(): string[] {
    return [...this.entries.keys()];
  }

  /** Size of a file once it is unpacked, in bytes; 0 where there is none. */
  sizeOf(file: string): number {
    return this.entries.get(file)?.size ?? 0;
  }

  /** @throws ReadError when it is missing, damaged or not what the archive says of it. */
  async read(file: string, signal: AbortSignal): Promise<Blob> {
    const entry = this.entries.get(file);
    if (!entry)
      return refuse(`${this.name} has no ${file}: it is no whole workspace.`, "Save it again where it was made.");
    const content = new GrowingBlob();
    for await (const { bytes } of entryPieces(this.name, this.blob, entry)) {
      signal.throwIfAborted();
      content.push(bytes);
    }
    return content.blob();
  }
}
