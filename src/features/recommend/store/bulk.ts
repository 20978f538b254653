import type { BulkQuestion } from "../../../engine/recommend/types";
import type { Context } from "../../studio/context";
import { sentence } from "../../studio/failures";
import { Newest } from "../../studio/newest";
import { saveFile } from "../../studio/saveFile";
import type { Asking } from "./asking";
import type { BulkState, RecommendSlice } from "./recommendState";

export interface Bulk {
  actions: Pick<RecommendSlice, "estimateBulk" | "saveBulk" | "closeBulk">;
  /** Stop what is under way. */
  close(): void;
  /** Another Run's model answers: what was said for the one before is void, a file that is being written goes on. */
  drop(): void;
}

/** Lists of many users, written in the worker and saved as one file. */
export function connectBulk({ get, set }: Context, asking: Asking): Bulk {
  const jobs = new Newest();

  function begin(segment: BulkQuestion["segment"], change: Pick<BulkState, "status"> & Partial<BulkState>) {
    const signal = jobs.begin();
    const question = { segment, list: get().list };
    set({
      bulk: {
        question,
        run: get().explorerModel?.run ?? null,
        estimate: null,
        progress: null,
        saved: null,
        error: null,
        ...change,
      },
    });
    /** Nothing, once the job was stopped. */
    const show = (next: Partial<BulkState>) => {
      if (!signal.aborted) set(({ bulk }) => ({ bulk: bulk && { ...bulk, ...next } }));
    };
    const fail = (error: unknown) => {
      if (!signal.aborted) asking.note(error);
      show({ status: "failed", error: sentence(error) });
    };
    return { question, signal, show, fail };
  }

  function close(): void {
    jobs.drop();
    if (get().bulk) set({ bulk: null });
  }

  return {
    actions: {
      async estimateBulk(segment = null) {
        const { question, signal, show, fail } = begin(segment, { status: "estimating" });
        try {
          const estimate = await asking.ask("bulkEstimate", question, { signal });
          show({ status: "estimated", estimate });
        } catch (error) {
          fail(error);
        }
      },
      async saveBulk(segment = null) {
        const before = get().bulk;
        const isEstimated = before?.status === "estimated" && isSame(before.question, { segment, list: get().list });
        const estimate = isEstimated ? before.estimate : null;
        const { question, signal, show, fail } = begin(segment, { status: "writing", estimate });
        try {
          const onProgress = (progress: BulkState["progress"]) => show({ progress });
          const { csv, ...counts } = await asking.ask("bulk", question, { signal, onProgress });
          if (signal.aborted) return;
          const file = `${(get().data?.summary.name ?? "ratings").replace(/\.\w+$/, "")}-recommendations.csv`;
          saveFile(csv, file);
          show({ status: "saved", saved: { file, bytes: csv.size, ...counts } });
        } catch (error) {
          fail(error);
        }
      },
      closeBulk: close,
    },
    close,
    drop() {
      if (get().bulk?.status !== "writing") close();
    },
  };
}

function isSame(one: BulkQuestion, other: BulkQuestion): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
