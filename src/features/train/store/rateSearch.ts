import { parseFilter } from "../../explore/store/filter";
import type { Context } from "../../studio/context";
import { isInterruption, sentence } from "../../studio/failures";
import { Newest } from "../../studio/newest";
import { selectActiveRun } from "../../studio/selectors";
import { throttle } from "../../studio/throttle";
import type { RateSearchState, RunsSlice } from "./runsState";

/** The search for a learning rate, in the training worker: its steps and its outcome become state. */
export function connectRateSearch({
  clients,
  columns,
  opened,
  get,
  set,
}: Context): Pick<RunsSlice, "findRate" | "cancelFindRate"> {
  const searches = new Newest();
  opened.listen(() => searches.drop());

  function update(change: Partial<RateSearchState>): void {
    set(({ rateSearch }) => ({ rateSearch: rateSearch && { ...rateSearch, ...change } }));
  }

  async function findRate(): Promise<void> {
    const { data, settings, rateSearch } = get();
    if (!data || isGoing(rateSearch) || selectActiveRun(get())) return;
    const signal = searches.begin();
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
    }
  }

  function cancelFindRate(): void {
    searches.drop();
    if (isGoing(get().rateSearch)) set({ rateSearch: null });
  }

  return { findRate, cancelFindRate };
}

function isGoing(search: RateSearchState | null): boolean {
  return search !== null && !search.result && search.error === null;
}
