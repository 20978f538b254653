import { DATASET_FILE, MANIFEST_FILE } from "../../../domain/fileNames";
import {
  type KeptRun,
  type RunFile,
  type RunRecord,
  recordName,
  runFileName,
  type Workspace,
  type WorkspaceManifest,
} from "../../../engine/workspace/types";
import { assertRoom } from "../storage/room";
import type { FileStorage } from "../storage/storage";

/** A Workspace but for its Dataset, which never changes. */
export type Contents = Omit<Workspace, "dataset">;

interface Write {
  name: string;
  content: Blob;
  /** Once it is in the storage. */
  done(): void;
}

function jsonFile(value: WorkspaceManifest | RunRecord): Blob {
  return new Blob([`${JSON.stringify(value, null, 1)}\n`], { type: "application/json" });
}

/** What a manifest says but for its time, in whichever order of its keys. */
function essence({ saved: _, ...manifest }: WorkspaceManifest): string {
  return JSON.stringify(manifest, (_key, value: unknown) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** Records are rebuilt at each look; their parts change only with what they say. */
function isSame(a: RunRecord, b: RunRecord): boolean {
  return (Object.keys(a) as (keyof RunRecord)[]).every((key) => a[key] === b[key]);
}

/** Every file that a Workspace consists of. */
export function namesOf({ runs }: Contents): Set<string> {
  const ofRuns = runs.flatMap(({ record: { id }, files }) => [
    recordName(id),
    ...[...files.keys()].map((file) => runFileName(id, file)),
  ]);
  return new Set([MANIFEST_FILE, DATASET_FILE, ...ofRuns]);
}

/**
 * One Workspace in the storage, as far as this tab has written or read it: only what has changed is written. The order is
 * such that whatever is found after a crash is consistent: the Dataset, then of each Run what belongs to it and its
 * record, then the manifest that names them, and at last what nobody names any more is deleted.
 */
export class SavedFolder {
  /** Size of all that the storage holds of it. */
  bytes = 0;
  private hasDataset = false;
  private manifest = "";
  private runs = new Map<number, { record: RunRecord | null; files: Map<RunFile, Blob> }>();

  constructor(readonly id: string) {}

  /** True once the storage holds the whole Workspace. */
  get isWritten(): boolean {
    return this.manifest !== "";
  }

  /** The storage holds this, of so many bytes, as it was read from there: nothing has changed yet. */
  adopt({ manifest, runs }: Contents, bytes: number): void {
    this.bytes = bytes;
    this.hasDataset = true;
    this.manifest = essence(manifest);
    this.runs = new Map(runs.map(({ record, files }) => [record.id, { record, files: new Map(files) }]));
  }

  /** The storage holds nothing of it any more. */
  forget(): void {
    this.bytes = 0;
    this.hasDataset = false;
    this.manifest = "";
    this.runs.clear();
  }

  /** True when a Run came, went or changed, or lost a file. */
  hasNewsOfRuns({ runs }: Contents): boolean {
    if (runs.length !== this.runs.size) return true;
    return runs.some((run) => {
      const known = this.runs.get(run.record.id);
      return this.writesOf(run).length > 0 || [...(known?.files.keys() ?? [])].some((file) => !run.files.has(file));
    });
  }

  /** True when the storage does not hold these contents yet. */
  hasNews(contents: Contents): boolean {
    return !this.isWritten || this.isOther(contents.manifest) || this.hasNewsOfRuns(contents);
  }

  /**
   * Bring the storage up to date. What it held before stays whole when this fails.
   * @param dataset the packed Dataset; asked for only where it is not in the storage.
   * @throws StorageFull, or what the storage throws.
   */
  async write(storage: FileStorage, contents: Contents, dataset: () => Promise<Blob>): Promise<void> {
    const { id } = this;
    const stored = new Map((await storage.files(id)).map(({ name, bytes }) => [name, bytes]));
    // The person, or the browser for want of room, may clear what a page keeps while it is open.
    if (!stored.has(DATASET_FILE) || !stored.has(MANIFEST_FILE)) this.forget();
    const changes = [
      ...(this.hasDataset ? [] : [this.datasetWrite(await dataset())]),
      ...contents.runs.flatMap((run) => this.writesOf(run)),
    ];
    const dropped = this.dropped(contents, stored.keys());
    // It says when the Workspace last changed, too.
    const isOther = changes.length + dropped.length > 0 || this.isOther(contents.manifest);
    const writes = isOther ? [...changes, this.manifestWrite(contents)] : [];
    await assertRoom(writes.reduce((sum, { content }) => sum + content.size, 0));
    for (const { name, content, done } of writes) {
      await storage.write(id, name, content);
      stored.set(name, content.size);
      done();
    }
    for (const name of dropped) {
      await storage.remove(id, name);
      stored.delete(name);
    }
    this.forgetDropped(contents);
    this.bytes = [...stored.values()].reduce((sum, bytes) => sum + bytes, 0);
  }

  private datasetWrite(content: Blob): Write {
    const done = () => {
      this.hasDataset = true;
    };
    return { name: DATASET_FILE, content, done };
  }

  private writesOf({ record, files }: KeptRun): Write[] {
    const { id } = record;
    const known = this.runs.get(id) ?? { record: null, files: new Map<RunFile, Blob>() };
    const writes: Write[] = [];
    for (const [file, content] of files) {
      if (known.files.get(file) === content) continue;
      const done = () => {
        known.files.set(file, content);
        this.runs.set(id, known);
      };
      writes.push({ name: runFileName(id, file), content, done });
    }
    if (known.record && isSame(known.record, record)) return writes;
    const done = () => {
      known.record = record;
      this.runs.set(id, known);
    };
    return [...writes, { name: recordName(id), content: jsonFile(record), done }];
  }

  private isOther(manifest: WorkspaceManifest): boolean {
    return essence(manifest) !== this.manifest;
  }

  private manifestWrite({ manifest }: Contents): Write {
    const done = () => {
      this.manifest = essence(manifest);
    };
    return { name: MANIFEST_FILE, content: jsonFile(manifest), done };
  }

  /** Those of the names that are no part of the Workspace. */
  private dropped(contents: Contents, names: Iterable<string>): string[] {
    const wanted = namesOf(contents);
    return [...names].filter((name) => !wanted.has(name));
  }

  /** What is no part of the Workspace is in the storage no more. */
  private forgetDropped(contents: Contents): void {
    const wanted = namesOf(contents);
    for (const [id, { files }] of this.runs) {
      if (!wanted.has(recordName(id))) this.runs.delete(id);
      for (const file of files.keys()) if (!wanted.has(runFileName(id, file))) files.delete(file);
    }
  }
}
