import { type FileStorage, StorageFull, type StoragePlace } from "../../../src/features/keep/storage/storage";

/** Files held in memory as a browser keeps them on its disk: they outlive the page, and the disk may be full or die. */
export class HeldFiles implements FileStorage {
  readonly place: StoragePlace = "opfs";
  /** What was changed, in order: "write a/x", "remove a/x". */
  readonly changes: string[] = [];
  /** Called before each change; what it throws fails the change. */
  beforeChange: (change: string) => void = () => {};
  private readonly contents = new Map<string, Map<string, Blob>>();

  async folders(): Promise<string[]> {
    return [...this.contents.keys()];
  }

  async files(folder: string) {
    return [...this.of(folder)].map(([name, { size }]) => ({ name, bytes: size }));
  }

  async read(folder: string, name: string): Promise<Blob | null> {
    return this.of(folder).get(name) ?? null;
  }

  async write(folder: string, name: string, content: Blob): Promise<void> {
    this.change(`write ${folder}/${name}`);
    this.contents.set(folder, this.of(folder).set(name, content));
  }

  async remove(folder: string, name: string): Promise<void> {
    this.change(`remove ${folder}/${name}`);
    this.of(folder).delete(name);
  }

  async removeFolder(folder: string): Promise<void> {
    this.change(`remove ${folder}`);
    this.contents.delete(folder);
  }

  /** As if the disk had no more room. */
  fill(): void {
    this.beforeChange = (change) => {
      if (change.startsWith("write")) throw new StorageFull();
    };
  }

  empty(): void {
    this.beforeChange = () => {};
  }

  /** The names in a folder, sorted. */
  names(folder: string): string[] {
    return [...this.of(folder).keys()].sort();
  }

  private change(change: string): void {
    this.beforeChange(change);
    this.changes.push(change);
  }

  private of(folder: string): Map<string, Blob> {
    return this.contents.get(folder) ?? new Map<string, Blob>();
  }
}
