import { detached, type FileStorage, type StoredFile, writeFailure } from "./storage";

/** Another tab may replace or delete a file while it is read: it is looked up again, so many times. */
const TRIES = 3;

function isMissing(error: unknown): boolean {
  return error instanceof Error && (error.name === "NotFoundError" || error.name === "TypeMismatchError");
}

/** What a lookup gives; null where there is no such file or folder. */
async function orNull<Found>(lookup: Promise<Found>): Promise<Found | null> {
  try {
    return await lookup;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/**
 * Files in the origin private file system. A file is written beside the one that it replaces, which it does when it is
 * closed, so a crash leaves the old one.
 */
export class OpfsStorage implements FileStorage {
  readonly place = "opfs";

  private constructor(private readonly root: FileSystemDirectoryHandle) {}

  /** The storage within this path of folders; throws where the browser has none for this page. */
  static async open(...path: string[]): Promise<OpfsStorage> {
    let root = await navigator.storage.getDirectory();
    for (const name of path) root = await root.getDirectoryHandle(name, { create: true });
    return new OpfsStorage(root);
  }

  async folders(): Promise<string[]> {
    const names: string[] = [];
    for await (const [name, { kind }] of this.root.entries()) if (kind === "directory") names.push(name);
    return names;
  }

  async files(folder: string): Promise<StoredFile[]> {
    const files: StoredFile[] = [];
    const list = async (directory: FileSystemDirectoryHandle, path: string): Promise<void> => {
      for await (const [name, handle] of directory.entries()) {
        if (isDirectory(handle)) await list(handle, `${path}${name}/`);
        else {
          const file = await orNull((handle as FileSystemFileHandle).getFile());
          if (file) files.push({ name: path + name, bytes: file.size });
        }
      }
    };
    const directory = await orNull(this.root.getDirectoryHandle(folder));
    // It may be deleted by another tab while it is listed.
    if (directory) await orNull(list(directory, ""));
    return files;
  }

  async read(folder: string, name: string): Promise<Blob | null> {
    for (let tries = 1; ; tries++) {
      const directory = await orNull(this.directory(folder, name, false));
      const handle = directory && (await orNull(directory.getFileHandle(fileName(name))));
      if (!handle) return null;
      try {
        return await detached(await handle.getFile());
      } catch (error) {
        if (tries === TRIES) throw error;
      }
    }
  }

  async write(folder: string, name: string, content: Blob): Promise<void> {
    try {
      const directory = await this.directory(folder, name, true);
      const handle = await directory.getFileHandle(fileName(name), { create: true });
      const writable = await handle.createWritable();
      try {
        await writable.write(content);
        await writable.close();
      } catch (error) {
        await writable.abort().catch(() => {});
        throw error;
      }
    } catch (error) {
      throw writeFailure(error);
    }
  }

  async remove(folder: string, name: string): Promise<void> {
    const directory = await orNull(this.directory(folder, name, false));
    await orNull(directory?.removeEntry(fileName(name)) ?? Promise.resolve());
  }

  async removeFolder(folder: string): Promise<void> {
    await orNull(this.root.removeEntry(folder, { recursive: true }));
  }

  /** The directory that the file lies in. */
  private async directory(folder: string, name: string, create: boolean): Promise<FileSystemDirectoryHandle> {
    let directory = await this.root.getDirectoryHandle(folder, { create });
    for (const part of name.split("/").slice(0, -1)) directory = await directory.getDirectoryHandle(part, { create });
    return directory;
  }
}

function isDirectory(handle: FileSystemHandle): handle is FileSystemDirectoryHandle {
  return handle.kind === "directory";
}

function fileName(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}
