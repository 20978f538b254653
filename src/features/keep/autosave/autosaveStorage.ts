import { MANIFEST_FILE } from "../../../domain/fileNames";
import { type Claim, type Claims, openClaims } from "../storage/claims";
import { openStorage, wasStorageUsed } from "../storage/openStorage";
import type { FileStorage } from "../storage/storage";

/** What the browser has to keep Workspaces with. */
export interface AutosaveHost {
  openStorage(): Promise<FileStorage | null>;
  /** Whether anything was ever kept: asked without writing. */
  wasStorageUsed(): Promise<boolean>;
  openClaims(): Claims | null;
  /** Changes that come faster are written together. */
  writesPerSecond: number;
}

export const BROWSER: AutosaveHost = { openStorage, wasStorageUsed, openClaims, writesPerSecond: 1 };

/** Names of the folders of Workspaces; whatever else lies beside them is left alone. */
const FOLDER = /^[0-9a-f]{32}$/;

export function newFolder(): string {
  const words = crypto.getRandomValues(new Uint32Array(4));
  return [...words].map((word) => word.toString(16).padStart(8, "0")).join("");
}

/** Where this browser keeps Workspaces, opened at first need. What changes it is done one after the other. */
export class AutosaveStorage {
  private opened: Promise<FileStorage | null> | null = null;
  private claims: Claims | null = null;
  private last: Promise<unknown> = Promise.resolve();

  constructor(readonly host: AutosaveHost) {}

  /** Null where this browser keeps nothing for this page. */
  storage(): Promise<FileStorage | null> {
    this.opened ??= this.open();
    return this.opened;
  }

  /** Hold a Workspace; null while another tab does. */
  async claim(id: string, patience = 0): Promise<Claim | null> {
    return (await this.claims?.claim(id, patience)) ?? null;
  }

  /** Ids of the Workspaces that a tab holds. */
  async held(): Promise<ReadonlySet<string>> {
    return (await this.claims?.held()) ?? new Set();
  }

  /** Ids of all Workspaces, and of what a crash left of some. */
  async folders(storage: FileStorage): Promise<string[]> {
    return (await storage.folders()).filter((name) => FOLDER.test(name));
  }

  /** Do it when all that was asked for before is done. */
  inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const done = this.last.then(work);
    this.last = done.catch(() => {});
    return done;
  }

  private async open(): Promise<FileStorage | null> {
    this.claims = this.host.openClaims();
    // Without a way to tell tabs apart, two of them would overwrite each other's data.
    const storage = this.claims && (await this.host.openStorage());
    if (storage) void this.inTurn(() => this.sweep(storage)).catch(() => {});
    return storage;
  }

  /** Delete what has no manifest: a crash or a deletion left it, unless a tab is writing it now. */
  private async sweep(storage: FileStorage): Promise<void> {
    for (const id of await this.folders(storage)) {
      if (await storage.read(id, MANIFEST_FILE)) continue;
      const claim = await this.claim(id);
      if (claim && !(await storage.read(id, MANIFEST_FILE))) await storage.removeFolder(id);
      claim?.release();
    }
  }
}
