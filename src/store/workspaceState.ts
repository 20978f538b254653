/** Whether the stored weights of a Run give the figures that were stored with them. */
export type RunCheck =
  | { status: "checking" }
  | { status: "same" | "different"; metric: "rmse" | "ndcg10"; saved: number; recomputed: number }
  | { status: "impossible"; why: string };

export interface WorkspaceSlice {
  /** The Workspace file that is being written: `done` of `total` bytes. */
  savingWorkspace: { name: string; done: number; total: number } | null;
  /** Why the last writing came to nothing: a sentence. */
  workspaceError: string | null;
  /** The file that the loaded data came from, and when it was saved; null where they came from elsewhere. */
  workspaceFile: { name: string; saved: string; runs: number } | null;
  /** What became of recomputing the figures of each Run of it. */
  runChecks: Record<number, RunCheck>;
  /** Write all that is open as a file, and hand it to the browser. Does nothing while one is being written. */
  saveWorkspace(): Promise<void>;
  cancelWorkspace(): void;
  dismissWorkspaceError(): void;
}

/** Nothing saved, nothing opened. */
export const emptyWorkspace = {
  savingWorkspace: null,
  workspaceError: null,
  workspaceFile: null,
  runChecks: {},
} satisfies Partial<WorkspaceSlice>;
