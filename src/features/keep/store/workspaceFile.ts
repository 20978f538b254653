import { parseFilter } from "../../explore/store/filter";
import type { Context } from "../../studio/context";
import { sentence } from "../../studio/failures";
import { Newest } from "../../studio/newest";
import { saveFile } from "../../studio/saveFile";
import { connectChecking } from "./checking";
import type { WorkspaceConnection } from "./workspace";
import type { WorkspaceSlice } from "./workspaceState";

export interface WorkspaceFileConnection {
  actions: Pick<WorkspaceSlice, "saveWorkspace" | "cancelWorkspace" | "dismissWorkspaceError">;
  /** Open a Workspace file in place of what is open; throws what the worker says of one that cannot be opened. */
  open(file: File, signal: AbortSignal): Promise<void>;
}

/** How long it is said that a file was saved. */
const NEWS_MS = 8000;

/** Writing what is open as a Workspace file, and opening one. */
export function connectWorkspaceFile(context: Context, workspace: WorkspaceConnection): WorkspaceFileConnection {
  const { clients, columns, get, set } = context;
  const check = connectChecking(context);
  const saving = new Newest();

  /** Write what is open; null when it was cancelled. */
  async function write(signal: AbortSignal): Promise<{ name: string; file: Blob } | null> {
    const contents = workspace.contents();
    if (!contents) return null;
    const { name } = contents.manifest.dataset;
    const tell = (done: number, total: number) => {
      if (!signal.aborted) set({ savingWorkspace: { name, done, total } });
    };
    tell(0, 0);
    const whole = { ...contents, dataset: await workspace.dataset() };
    if (signal.aborted) return null;
    const filters = Object.fromEntries(
      whole.runs.map(({ record: { settings } }) => [settings.only, parseFilter(settings.only)]),
    );
    const onProgress = ({ done, total }: { done: number; total: number }) => tell(done, total);
    const file = await columns.fromDataset(() =>
      clients.data.call("saveWorkspace", { workspace: whole, filters }, { signal, onProgress }),
    );
    return { name, file };
  }

  async function saveWorkspace(): Promise<void> {
    if (get().savingWorkspace) return;
    const signal = saving.begin();
    set({ workspaceError: null, savedWorkspace: null });
    try {
      const written = await write(signal);
      if (!written || signal.aborted) return;
      const file = `${written.name.replace(/\.\w+$/, "")}.collabnn`;
      saveFile(written.file, file);
      const saved = { file, bytes: written.file.size };
      set({ savedWorkspace: saved });
      setTimeout(() => {
        if (get().savedWorkspace === saved) set({ savedWorkspace: null });
      }, NEWS_MS);
    } catch (error) {
      if (!signal.aborted) set({ workspaceError: `The workspace could not be saved: ${sentence(error)}` });
    } finally {
      // One that was cancelled may have been followed by another.
      if (saving.signal === signal) set({ savingWorkspace: null });
    }
  }

  async function open(file: File, signal: AbortSignal): Promise<void> {
    const { name } = file;
    const onProgress = (unpacked: { done: number; total: number }) => {
      const { reading } = get();
      if (!signal.aborted && reading) set({ reading: { ...reading, unpacked } });
    };
    const opened = await clients.data.call("openWorkspace", { name, file }, { signal, onProgress });
    if (signal.aborted || !(await workspace.restore(opened))) return;
    set({ workspaceFile: { name, saved: opened.manifest.saved, runs: opened.runs.length } });
    await check(opened.runs);
  }

  return {
    actions: {
      saveWorkspace,
      cancelWorkspace() {
        saving.drop();
        set({ savingWorkspace: null });
      },
      dismissWorkspaceError: () => set({ workspaceError: null }),
    },
    open,
  };
}
