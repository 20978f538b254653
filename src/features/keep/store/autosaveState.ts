import type { StoragePlace } from "../storage/storage";

export type { StoragePlace } from "../storage/storage";

/** What becomes of the open data in this browser. */
export type AutosaveStatus =
  /** None are open, or a built-in sample on which nobody has trained. */
  | { status: "nothing to keep" }
  | { status: "keeping" }
  /** `bytes` with all Runs. */
  | { status: "kept"; id: string; bytes: number }
  /** Another tab has them open and keeps them: this one works on a copy, kept once a Run is another. */
  | { status: "copy" }
  /** The person does not want these data kept. */
  | { status: "declined" }
  /** The person wants nothing kept. */
  | { status: "off" }
  /** What was kept before, if anything, is whole; `message` is a sentence. */
  | { status: "failed"; why: "full" | "no storage" | "error"; message: string; isPartlyKept: boolean };

/** One Workspace in this browser's storage. */
export interface AutosavedWorkspace {
  id: string;
  name: string;
  isSample: boolean;
  ratings: number;
  runs: number;
  bytes: number;
  /** Of the last change: ISO 8601, UTC. */
  saved: string;
  /** In which tab it is open. */
  open: "here" | "elsewhere" | null;
  /** Deleted a moment ago: that can be taken back. */
  isDeleted: boolean;
}

/** All that is kept, and where. */
export interface AutosavedList {
  /** Null where this browser keeps nothing for this page. */
  place: StoragePlace | null;
  /** Changed last first. */
  workspaces: AutosavedWorkspace[];
  /** What this page may still write, in bytes; null where the browser does not say. */
  free: number | null;
  /** Whether the browser has promised not to clear it by itself; null where it cannot be asked. */
  isPersisted: boolean | null;
}

/** A Workspace that came back: at the beginning of a visit, chosen from the list, or because its file was opened again. */
export interface BroughtBack {
  name: string;
  runs: number;
  saved: string;
  /** Another tab has it open. */
  isCopy: boolean;
  /** Because its file was opened again. */
  isSameFile: boolean;
  /** Runs that could not be read any more. */
  leftOut: number;
}

export interface AutosaveSlice {
  autosave: AutosaveStatus;
  /** Whether data are kept in this browser. */
  autosaveOn: boolean;
  /** Null until somebody has looked. */
  autosaved: AutosavedList | null;
  /** What came back last; null once it was read, and after other data were opened. */
  broughtBack: BroughtBack | null;
  /** What could not be opened again, and why: a sentence. */
  damaged: { id: string; name: string; message: string } | null;
  /** Why the last deletion came to nothing: a sentence. */
  autosaveError: string | null;
  /** Keep what is open from now on, as far as the person wants it. */
  startAutosave(): void;
  /** The id of the Workspace that changed last; null where there is none. */
  newestAutosaved(): Promise<string | null>;
  /**
   * Open a kept Workspace in place of what is open, with its settings or those of the page; resolves to false when it
   * cannot be opened, which `damaged` then says.
   */
  openAutosaved(id: string, settings?: "stored" | "current"): Promise<boolean>;
  /** Delete what is kept of the open data, and keep them no more. */
  declineAutosave(): Promise<void>;
  /** Keep the open data after all. */
  acceptAutosave(): void;
  setAutosaveOn(on: boolean): void;
  /** Look up what is kept, how large it is, and how much room is left. */
  lookAtAutosaved(): Promise<void>;
  /** Delete a Workspace; for some seconds that can be taken back. */
  deleteAutosaved(id: string): Promise<void>;
  undoDeleteAutosaved(id: string): Promise<void>;
  /** Delete at once all that is kept, and what is remembered of how files are read. */
  deleteAllAutosaved(): Promise<void>;
  /** Ask the browser to clear nothing by itself. */
  askToPersist(): Promise<void>;
  dismissBroughtBack(): void;
  dismissDamaged(): void;
  dismissAutosaveError(): void;
}

/** Nothing kept yet, and nothing known of what is. */
export const emptyAutosave = {
  autosave: { status: "nothing to keep" },
  autosaved: null,
  broughtBack: null,
  damaged: null,
  autosaveError: null,
} satisfies Partial<AutosaveSlice>;
