import { parseFilter } from "../../explore/store/filter";
import type { Context } from "../../studio/context";
import { isInterruption, sentence } from "../../studio/failures";
import { selectActiveRun } from "../../studio/selectors";
import type { RateSearchState, RunsSlice } from "../../studio/state";
import { throttle } from "../../studio/throttle";

export interface RateSearchConnection {
  actions: Pick<RunsSlice, "findRate" | "cancelFindRate">;
}

/** The search for a learning rate, in the training worker: its steps and its outcome become state. */
export function connectRateSearch({ clients, columns, get, set }: Context): RateSearchConnection {
  let searching: AbortController | null = null;

  function update(change: Partial<RateSearchState>): void {
    set(({ rateSearch }) => ({ rateSearch: rateSearch && { ...rateSearch, ...change } }));
  }

  async function findRate(): Promise<void> {
    const { data, settings } = get();
    if (!data || searching || selectActiveRun(get())) return;
    const mine = new AbortController();
    const { signal } = mine;
    searching = mine;
    let progress: Pick<RateSearchState, "step" | "steps" | "points"> = { step: 0, steps: 0, points: [] };
    set({ rateSearch: { settings, ...progress, result: null, error: null } });
    const paced = throttle(() => update(progress));
    try {
      await columns.ready("train", parseFilter(settings.only));
      signal.throwIfAborted();
      const result = await clients.train.call(
        "findRate",
        { settings },
        {
          signal,
          onProgress({ step, steps, rate, loss }) {
            progress = { step, steps, points: [...progress.points, { rate, loss }] };
            if (!signal.aborted) paced.request();
          },
        },
      );
      if (!signal.aborted) update({ result });
    } catch (error) {
      if (signal.aborted) return;
      if (isInterruption(error)) {
        // What is left of the worker cannot train either; the next call begins with a fresh one.
        clients.train.restart();
        columns.forget("train");
      }
      update({ error: sentence(error) });
    } finally {
      paced.cancel();
      if (searching === mine) searching = null;
    }
  }

  function cancelFindRate(): void {
    if (!searching) return;
    searching.abort();
    searching = null;
    set({ rateSearch: null });
  }

  return { actions: { findRate, cancelFindRate } };
}
