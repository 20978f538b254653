import { FIRST_VIEWS } from "../engine/eda/types";
import type { DataSlice, ExploreSlice, RecommendSlice, RunsSlice } from "./state";

type Values<Slice> = {
  [Key in keyof Slice as Slice[Key] extends (...args: never[]) => unknown ? never : Key]: Slice[Key];
};

/** What the page knows before the first source is open. */
export const emptyData: Values<DataSlice> = { data: null, reading: null, readError: null, savingSample: null };

/** Nothing asked yet about the loaded data. */
export const emptyExplore: Omit<Values<ExploreSlice>, "filter" | "views"> = {
  pastFilters: [],
  survey: null,
  selection: null,
  shown: {},
  exploring: false,
  brushing: false,
  exploreError: null,
};

/** What a visit looks at first. */
export const firstLook: Pick<ExploreSlice, "filter" | "views"> = { filter: {}, views: FIRST_VIEWS };

/** No Run yet on the loaded data. */
export const emptyRuns: Values<RunsSlice> = { runs: [], selectedRun: null, lossVersion: 0, rateSearch: null };

/** Nobody looked up yet on the loaded data. */
export const emptyRecommend: Values<RecommendSlice> = {
  explorerModel: null,
  query: "",
  matches: [],
  matchesTotal: 0,
  customer: null,
  customerPending: false,
  recommendError: null,
  among: {},
  topN: 10,
  opened: {},
};
