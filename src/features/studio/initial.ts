import { FIRST_VIEWS } from "../../engine/explore/types";
import { DEFAULT_LIST } from "../../engine/recommend/types";
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
export const emptyRuns: Values<RunsSlice> = {
  runs: [],
  selectedRun: null,
  discarded: null,
  lossVersion: 0,
  rateSearch: null,
};

/** Nobody looked up yet on the loaded data. */
export const emptyRecommend: Omit<Values<RecommendSlice>, "list"> = {
  explorerModel: null,
  query: "",
  lookFor: { by: "activity", seed: 1, segment: null },
  matches: [],
  matchesTotal: 0,
  customer: null,
  customerPending: false,
  listEpochs: [],
  second: null,
  secondError: null,
  recommendError: null,
  among: {},
  exclusion: null,
  newCustomer: { ratings: [], attributes: {}, view: null, pending: false, error: null },
  reasons: null,
  bulk: null,
  otherRun: null,
  opened: {},
};

/** The list that a visit begins with. */
export const firstList: Pick<RecommendSlice, "list"> = { list: DEFAULT_LIST };

/** The list on other data: it keeps what does not name the data's own values. */
export function listOnOtherData({ list }: Pick<RecommendSlice, "list">): Pick<RecommendSlice, "list"> {
  return { list: { ...list, categories: [], brands: [], targetGenders: [] } };
}
