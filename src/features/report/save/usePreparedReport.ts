import { useEffect, useState } from "react";
import { selectRun } from "../../studio/selectors";
import { useStore } from "../../studio/store";
import type { GatherProgress } from "../file/material";
import type { PreparedReport } from "../file/prepare";

export interface Preparing {
  prepared: PreparedReport | null;
  progress: GatherProgress;
  /** Why there is no report: a sentence. */
  error: string | null;
  retry(): void;
}

const START: GatherProgress = { text: "Starting", share: 0 };

/** The report of what is loaded, prepared as long as somebody waits for it. */
export function usePreparedReport(): Preparing {
  // A file that is dropped meanwhile is another report, as is another Run.
  const data = useStore((state) => state.data);
  const run = useStore((state) => selectRun(state)?.result ?? null);
  const [attempt, setAttempt] = useState(0);
  const [prepared, setPrepared] = useState<PreparedReport | null>(null);
  const [progress, setProgress] = useState(START);
  const [error, setError] = useState<string | null>(null);

  useEffect(() => {
    const job = new AbortController();
    const { signal } = job;
    async function prepare(): Promise<PreparedReport> {
      if (!data) throw new Error("No ratings are open.");
      // Its code draws whole pages: it is loaded when somebody wants one.
      const { prepareReport } = await import("../file/prepare");
      return prepareReport({ ...useStore.getState(), data }, signal, (next) => {
        if (!signal.aborted) setProgress(next);
      });
    }
    setPrepared(null);
    setError(null);
    setProgress(attempt === 0 ? START : { ...START, text: "Starting anew" });
    prepare().then(
      (report) => !signal.aborted && setPrepared(report),
      (failure) => !signal.aborted && setError(failure instanceof Error ? failure.message : String(failure)),
    );
    return () => job.abort();
  }, [attempt, data, run]);

  return { prepared, progress, error, retry: () => setAttempt((before) => before + 1) };
}
