/**
 * Named files in folders, as a browser can keep them for a page between visits. A file's name may have parts that are
 * divided by slashes.
 */
export interface FileStorage {
  readonly place: StoragePlace;
  /** Names of all folders. */
  folders(): Promise<string[]>;
  /** The files of a folder; none where there is no such folder. */
  files(folder: string): Promise<StoredFile[]>;
  /** The content as it is now, which no later change touches; null where there is no such file. */
  read(folder: string, name: string): Promise<Blob | null>;
  /**
   * Put the content in place of what the file held: whole, or not at all when it fails or the browser dies meanwhile.
   * @throws StorageFull when there is no room for it.
   */
  write(folder: string, name: string, content: Blob): Promise<void>;
  /** Does nothing where there is no such file. */
  remove(folder: string, name: string): Promise<void>;
  removeFolder(folder: string): Promise<void>;
}

/** Where a browser keeps files for a page: the origin private file system, or its database. */
export type StoragePlace = "opfs" | "indexeddb";

export interface StoredFile {
  name: string;
  bytes: number;
}

/** There is no room for what was to be written. */
export class StorageFull extends Error {
  override name = "StorageFull";

  constructor(cause?: unknown) {
    super("The browser gives this page no more room.", { cause });
  }
}

/** The failure of a write, told apart where it is for want of room. */
export function writeFailure(error: unknown): unknown {
  return error instanceof Error && error.name === "QuotaExceededError" ? new StorageFull(error) : error;
}

/**
 * A copy that does not lean on the stored file: a File of the origin private file system cannot be read any more once
 * the file was written again or deleted.
 */
export async function detached(file: Blob): Promise<Blob> {
  return new Blob([await file.arrayBuffer()], { type: file.type });
}
