import type { RunFile } from "../../../engine/workspace/types";
import type { Context } from "../../studio/context";
import type { RunState } from "./runState";
import type { RunsSlice } from "./runsState";

type Actions = Pick<RunsSlice, "discardRun" | "undoDiscard" | "dismissDiscarded">;

/** Taking an interrupted Run away, and bringing it back. */
export function connectDiscarding({ runFiles, get, set }: Context, select: (id: number) => void): Actions {
  let discarded: { run: RunState; files: ReadonlyMap<RunFile, Blob> } | null = null;

  return {
    discardRun(id) {
      const run = get().runs.find((one) => one.id === id);
      if (run?.status !== "interrupted") return;
      discarded = { run, files: new Map(runFiles.of(id)) };
      const others = get().runs.filter((one) => one !== run);
      const next = others.at(-1);
      set({ runs: others, discarded: run });
      if (get().selectedRun === id) {
        if (next) select(next.id);
        else set({ selectedRun: null });
      }
      for (const file of discarded.files.keys()) runFiles.set(id, file, null);
    },
    undoDiscard() {
      if (!discarded || get().discarded !== discarded.run) return;
      const { run, files } = discarded;
      for (const [file, content] of files) runFiles.set(run.id, file, content);
      set(({ runs }) => ({ runs: [...runs, run].sort((a, b) => a.id - b.id), discarded: null }));
      select(run.id);
    },
    dismissDiscarded: () => set({ discarded: null }),
  };
}
