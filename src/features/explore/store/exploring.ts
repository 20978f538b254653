import type { Filter, Predictions } from "../../../engine/explore/types";
import type { Context } from "../../studio/context";
import { sentence } from "../../studio/failures";
import type { ExploreSlice } from "./exploreState";
import { changeFilter, formatFilter } from "./filter";

/** Steps that can be taken back. */
const MOST_STEPS = 100;

export interface ExploringConnection {
  actions: Pick<ExploreSlice, "changeFilter" | "setFilter" | "undoFilter" | "setViews" | "retryExplore">;
  /** Filter by the errors of these predictions from now on; null where the Run in view predicted nothing. */
  showPredictions(predictions: Predictions | null): void;
}

/**
 * Exploring in the data worker. One request is in flight at a time; what changed meanwhile is asked for together when
 * it is answered, so the page never waits for charts that nobody will see.
 */
export function connectExploring({ clients, columns, opened, get, set }: Context): ExploringConnection {
  /** What the worker has not been asked yet. */
  const stale = { predictions: false, survey: false, selection: false };
  let predictions: Predictions | null = null;
  let working = false;
  /** True while a brush is moved and once it has changed something: all of it is one step back. */
  let inGesture = false;

  async function work(): Promise<void> {
    if (working) return;
    working = true;
    let about = opened.signal;
    try {
      while (stale.predictions || stale.survey || stale.selection) {
        about = opened.signal;
        set({ exploring: true });
        await ask();
      }
      set({ exploring: false });
    } catch (error) {
      // What failed is still to be asked. A worker that was ended holds no Dataset, nor what it was told about it; the
      // page asks again once the Dataset has been read once more.
      Object.assign(stale, { predictions: true, survey: true });
      if (!about.aborted) set({ exploring: false, exploreError: sentence(error) });
    } finally {
      working = false;
    }
    if (about.aborted) void work();
  }

  /** Ask for all that is stale, and show it together: a Selection is read by the Survey that it came with. */
  async function ask(): Promise<void> {
    const about = opened.signal;
    const { data } = clients;
    if (stale.predictions) {
      stale.predictions = false;
      await data.call("predictions", { predictions });
    }
    let { survey } = get();
    if (stale.survey) {
      stale.survey = false;
      survey = await data.call("survey", { views: get().views });
    }
    const { filter } = get();
    stale.selection = false;
    const selection = await data.call("explore", { filter });
    if (!about.aborted) set({ survey, selection, shown: filter, exploreError: null });
  }

  function setGesture(going: boolean, hasChanged = false): void {
    inGesture = going && hasChanged;
    if (get().brushing !== going) set({ brushing: going });
  }

  function request(what: Partial<typeof stale>): void {
    Object.assign(stale, what);
    if (get().data) void work();
  }

  /** Show another filter; the one before is kept to come back to. */
  function show(filter: Filter, past: Filter[]): void {
    set({ filter, pastFilters: past.slice(-MOST_STEPS) });
    request({ selection: true });
  }

  opened.listen(() => {
    predictions = null;
    inGesture = false;
    request({ predictions: false, survey: true });
  });

  // Whoever had the source read again, its worker knows nothing but the Dataset.
  columns.onReadAgain = () => request({ predictions: true, survey: true });

  return {
    actions: {
      changeFilter(change, phase = "done") {
        const { filter: before, pastFilters } = get();
        const filter = changeFilter(before, change);
        const isOther = formatFilter(filter) !== formatFilter(before);
        const continues = inGesture;
        setGesture(phase === "moving", continues || isOther);
        if (isOther) show(filter, continues ? pastFilters : [...pastFilters, before]);
      },
      setFilter(filter) {
        const { filter: before, pastFilters } = get();
        setGesture(false);
        if (formatFilter(filter) !== formatFilter(before)) show(filter, [...pastFilters, before]);
      },
      undoFilter() {
        const { pastFilters } = get();
        const last = pastFilters.at(-1);
        setGesture(false);
        if (last) show(last, pastFilters.slice(0, -1));
      },
      setViews(change) {
        set(({ views }) => ({ views: { ...views, ...change } }));
        request({ survey: true });
      },
      async retryExplore() {
        const about = opened.signal;
        set({ exploreError: null, exploring: true });
        try {
          await columns.readAgain();
        } catch (error) {
          if (!about.aborted) set({ exploring: false, exploreError: sentence(error) });
        }
      },
    },
    showPredictions(shown) {
      if (!shown && !predictions) return;
      predictions = shown;
      request({ predictions: true, survey: true });
    },
  };
}
