import type { Filter, Predictions } from "../../engine/eda/types";
import { changeFilter, formatFilter } from "../filter";
import { emptyExplore } from "../initial";
import type { ExploreSlice } from "../state";
import type { Context } from "./context";
import { isWorkerLost, sentence } from "./failures";

/** Steps that can be taken back. */
const MOST_STEPS = 100;

export interface ExploringConnection {
  actions: Pick<ExploreSlice, "changeFilter" | "setFilter" | "undoFilter" | "setViews" | "retryExplore">;
  /** Other data were opened. */
  opened(): void;
  /** Filter by the errors of these predictions from now on; null where the Run in view predicted nothing. */
  showPredictions(predictions: Predictions | null): void;
}

/**
 * Exploring in the data worker. One request is in flight at a time; what changed meanwhile is asked for together when
 * it is answered, so the page never waits for charts that nobody will see.
 */
export function connectExploring({ clients, columns, get, set }: Context): ExploringConnection {
  /** What the worker has not been asked yet. */
  const stale = { predictions: false, survey: false, selection: false };
  let predictions: Predictions | null = null;
  let working = false;
  /** Grows when other data are opened: replies about the data before are dropped. */
  let opening = 0;
  /** True while a brush is moved: all of it is one step back. */
  let inGesture = false;

  async function work(): Promise<void> {
    if (working) return;
    working = true;
    const about = opening;
    set({ exploring: true });
    try {
      while (stale.predictions || stale.survey || stale.selection) await ask();
      set({ exploring: false });
    } catch (error) {
      // A worker that was ended holds no Dataset; the page asks again once it has been read once more.
      if (about === opening) set({ exploring: false, exploreError: sentence(error) });
      if (isWorkerLost(error)) Object.assign(stale, { predictions: true, survey: true });
    } finally {
      working = false;
    }
    if (about !== opening) void work();
  }

  /** Ask for all that is stale, and show it together: a Selection is read by the Survey that it came with. */
  async function ask(): Promise<void> {
    const about = opening;
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
    if (about === opening) set({ survey, selection, shown: filter, exploreError: null });
  }

  function setGesture(going: boolean): void {
    inGesture = going;
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

  return {
    actions: {
      changeFilter(change, phase = "done") {
        const { filter: before, pastFilters } = get();
        const continues = inGesture;
        const filter = changeFilter(before, change);
        setGesture(phase === "moving");
        if (formatFilter(filter) === formatFilter(before)) return;
        show(filter, continues ? pastFilters : [...pastFilters, before]);
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
        set({ exploreError: null });
        await columns.readAgain();
        request({ predictions: true, survey: true });
      },
    },
    opened() {
      opening++;
      predictions = null;
      inGesture = false;
      set({ ...emptyExplore });
      request({ predictions: false, survey: true });
    },
    showPredictions(shown) {
      if (!shown && !predictions) return;
      predictions = shown;
      request({ predictions: true, survey: true });
    },
  };
}
