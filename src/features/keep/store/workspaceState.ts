/** One figure of a Run's test part: as it was saved, and as its stored weights give it. */
export interface CheckedFigure {
  metric: "rmse" | "mae" | "ndcg10";
  saved: number;
  recomputed: number;
}

/** Whether the stored weights of a Run give the figures that were stored with them. */
export type RunCheck =
  | { status: "checking" }
  | { status: "same" | "different"; figures: CheckedFigure[] }
  | { status: "impossible"; why: string };

export interface WorkspaceSlice {
  /** The Workspace file that is being written: `done` of `total` bytes. */
  savingWorkspace: { name: string; done: number; total: number } | null;
  /** The file that was written last, until it is old news. */
  savedWorkspace: { file: string; bytes: number } | null;
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

/** Of data that came from no Workspace file. */
export const fromNoFile = {
  savedWorkspace: null,
  workspaceFile: null,
  runChecks: {},
} satisfies Partial<WorkspaceSlice>;

/** Nothing saved, nothing opened. */
export const emptyWorkspace = {
  savingWorkspace: null,
  workspaceError: null,
  ...fromNoFile,
} satisfies Partial<WorkspaceSlice>;
