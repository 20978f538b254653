import type { RunRecord } from "../../engine/workspace/types";
import { parseFilter } from "../filter";
import { saveFile } from "../saveFile";
import type { RunCheck, WorkspaceSlice } from "../workspaceState";
import type { Context } from "./context";
import { sentence } from "./failures";
import type { WorkspaceConnection } from "./workspace";

export interface WorkspaceFileConnection {
  actions: Pick<WorkspaceSlice, "saveWorkspace" | "cancelWorkspace" | "dismissWorkspaceError">;
  /** Open a Workspace file in place of what is open; throws what the worker says of one that cannot be opened. */
  open(file: File, signal: AbortSignal): Promise<void>;
}

/** Recomputed figures differ by the rounding of float32 at most. */
const SAME_WITHIN = 1e-4;

/** Writing what is open as a Workspace file, and opening one. */
export function connectWorkspaceFile(context: Context, workspace: WorkspaceConnection): WorkspaceFileConnection {
  const { clients, columns, get, set } = context;
  let saving = new AbortController();

  async function saveWorkspace(): Promise<void> {
    const contents = workspace.contents();
    if (!contents || get().savingWorkspace) return;
    saving = new AbortController();
    const { signal } = saving;
    const { name } = contents.manifest.dataset;
    const tell = (done: number, total: number) => {
      if (!signal.aborted) set({ savingWorkspace: { name, done, total } });
    };
    set({ workspaceError: null });
    tell(0, 0);
    try {
      const whole = { ...contents, dataset: await workspace.dataset() };
      const filters = Object.fromEntries(
        whole.runs.map(({ record: { settings } }) => [settings.only, parseFilter(settings.only)]),
      );
      const onProgress = ({ done, total }: { done: number; total: number }) => tell(done, total);
      const file = await clients.data.call("saveWorkspace", { workspace: whole, filters }, { signal, onProgress });
      saveFile(file, `${name.replace(/\.\w+$/, "")}.collabnn`);
    } catch (error) {
      if (!signal.aborted) set({ workspaceError: `The workspace could not be saved: ${sentence(error)}` });
    } finally {
      set({ savingWorkspace: null });
    }
  }

  async function open(file: File, signal: AbortSignal): Promise<void> {
    const { name } = file;
    const opened = await clients.data.call("openWorkspace", { name, file }, { signal });
    if (signal.aborted || !(await workspace.restore(opened))) return;
    const { data } = get();
    set({ workspaceFile: { name, saved: opened.manifest.saved, runs: opened.runs.length } });
    for (const { record, files } of opened.runs) {
      const model = files.get("model");
      if (get().data !== data) return;
      if (model) await check(record, model, () => get().data === data);
    }
  }

  /** Prove that the Run's weights are those that its figures were measured with. */
  async function check({ id, result }: RunRecord, model: Blob, isWanted: () => boolean): Promise<void> {
    if (!result) return;
    const tell = (check: RunCheck) => {
      if (isWanted()) set(({ runChecks }) => ({ runChecks: { ...runChecks, [id]: check } }));
    };
    const [metric, saved] =
      result.test.rmse !== null
        ? (["rmse", result.test.rmse] as const)
        : (["ndcg10", result.test.ranking?.ndcg10 ?? null] as const);
    if (saved === null) return;
    tell({ status: "checking" });
    try {
      const { settings } = result.run;
      await columns.ready("train", parseFilter(settings.only));
      if (!isWanted()) return;
      const recomputed = (await clients.train.call("recompute", { settings, model }))[metric];
      if (recomputed === null) throw new Error("the weights give no such figure");
      const isSame = Math.abs(recomputed - saved) <= SAME_WITHIN;
      tell({ status: isSame ? "same" : "different", metric, saved, recomputed });
    } catch (error) {
      tell({ status: "impossible", why: sentence(error) });
    }
  }

  return {
    actions: {
      saveWorkspace,
      cancelWorkspace() {
        saving.abort();
        set({ savingWorkspace: null });
      },
      dismissWorkspaceError: () => set({ workspaceError: null }),
    },
    open,
  };
}
