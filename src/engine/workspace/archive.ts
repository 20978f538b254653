import { entryPieces } from "../read/archives/zip";
import { DEFLATED, entriesOf, STORED, type ZipEntry } from "../read/archives/zipDirectory";
import { refuse } from "../read/refusal";
import { type ArchiveProgress, MOST_BYTES, paced } from "./archiveProgress";
import { GrowingBlob } from "./growingBlob";

/** The wanted files of an archive, each checked and unpacked one by one when they are asked for. */
export class Archive {
  private constructor(
    readonly name: string,
    private readonly blob: Blob,
    private readonly entries: ReadonlyMap<string, ZipEntry>,
    /** Told how many more bytes are unpacked. */
    private readonly tell: (bytes: number) => void,
  ) {}

  /**
   * Read what is in it. Files with other names than those wanted are never looked at.
   * @throws ReadError when it is no archive, or one that nobody would make in good faith.
   */
  static async open(
    name: string,
    blob: Blob,
    isWanted: (file: string) => boolean,
    onProgress: ArchiveProgress,
  ): Promise<Archive> {
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
    return new Archive(name, blob, entries, paced(onProgress, total));
  }

  has(file: string): boolean {
    return this.entries.has(file);
  }

  /** Size of a file once it is unpacked, in bytes; 0 where there is none. */
  sizeOf(file: string): number {
    return this.entries.get(file)?.size ?? 0;
  }

  /** @throws ReadError when it is missing, damaged or not what the archive says of it. */
  async read(file: string, signal: AbortSignal): Promise<Blob> {
    const entry = this.entries.get(file);
    if (!entry) {
      return refuse(`${this.name} has no ${file}: it is no whole workspace.`, "Save it again where it was made.");
    }
    const content = new GrowingBlob();
    for await (const { bytes } of entryPieces(this.name, this.blob, entry)) {
      signal.throwIfAborted();
      content.push(bytes);
      this.tell(bytes.length);
    }
    return content.blob();
  }
}
