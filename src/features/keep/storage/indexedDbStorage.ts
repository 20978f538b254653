import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { detached, type FileStorage, type StoredFile, writeFailure } from "./storage";

interface Schema extends DBSchema {
  files: { key: [folder: string, name: string]; value: Blob };
}

/** After every name. */
const LAST = "\uffff";

function within(folder: string): IDBKeyRange {
  return IDBKeyRange.bound([folder, ""], [folder, LAST]);
}

/** Files in the browser's database. A write is a transaction of its own, done when it is on the disk. */
export class IndexedDbStorage implements FileStorage {
  readonly place = "indexeddb";

  private constructor(private readonly database: IDBPDatabase<Schema>) {}

  /** The storage of this name; throws where the browser has none for this page. */
  static async open(name: string): Promise<IndexedDbStorage> {
    const database = await openDB<Schema>(name, 1, {
      upgrade: (created) => void created.createObjectStore("files"),
    });
    return new IndexedDbStorage(database);
  }

  async folders(): Promise<string[]> {
    const keys = await this.database.getAllKeys("files");
    return [...new Set(keys.map(([folder]) => folder))];
  }

  async files(folder: string): Promise<StoredFile[]> {
    const reading = this.database.transaction("files").store;
    const [keys, contents] = await Promise.all([reading.getAllKeys(within(folder)), reading.getAll(within(folder))]);
    return keys.map(([, name], index) => ({ name, bytes: contents[index].size }));
  }

  async read(folder: string, name: string): Promise<Blob | null> {
    const content = await this.database.get("files", [folder, name]);
    return content ? detached(content) : null;
  }

  async write(folder: string, name: string, content: Blob): Promise<void> {
    try {
      const writing = this.database.transaction("files", "readwrite", { durability: "strict" });
      await Promise.all([writing.store.put(content, [folder, name]), writing.done]);
    } catch (error) {
      throw writeFailure(error);
    }
  }

  async remove(folder: string, name: string): Promise<void> {
    await this.database.delete("files", [folder, name]);
  }

  async removeFolder(folder: string): Promise<void> {
    await this.database.delete("files", within(folder));
  }
}
