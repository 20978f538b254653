import type { LoadedData } from "../../data/store/dataState";
import type { State } from "../../studio/state";
import type { Claim } from "../storage/claims";
import { newFolder } from "./autosaveStorage";
import { type Contents, SavedFolder } from "./savedFolder";

/** What becomes of one loaded Dataset and the Runs on it, from its opening until other data are opened. */
export class Session {
  /** Null until this tab holds the Workspace that it is kept as. */
  claim: Claim | null = null;
  folder = new SavedFolder(newFolder());
  /** What another tab has kept of it; null where this tab is the only one. */
  original: SavedFolder | null = null;
  /** A Workspace of the same source that was read in another way, without Runs: it gives way to this one. */
  replaced: string | null = null;
  isDeclined = false;
  /** While Runs are being brought back: what is on the page is not whole. */
  isHeld = false;
  /** True while nobody has looked whether these ratings were kept before. */
  isNew = true;

  constructor(readonly data: LoadedData) {}

  /** Go on with a Workspace that the storage holds, which nobody else has open. */
  continueAs(id: string, claim: Claim): void {
    this.claim?.release();
    this.claim = claim;
    this.folder = new SavedFolder(id);
    this.isNew = false;
  }

  /** Work on a copy of what another tab has open. */
  copyOf(id: string): void {
    this.original = new SavedFolder(id);
    this.isNew = false;
  }

  /** What is on the page is what was read, of so many bytes. */
  adopt(contents: Contents, bytes: number): void {
    (this.original ?? this.folder).adopt(contents, bytes);
  }

  /** A person's own data are kept at once, the sample once they have trained on it, a copy once a Run is another. */
  isWorthKeeping({ runs }: State, contents: Contents): boolean {
    if (this.folder.isWritten) return true;
    if (this.original) return this.original.hasNewsOfRuns(contents);
    return !this.data.isSample || runs.some(({ startedBy }) => startedBy === "person");
  }
}
