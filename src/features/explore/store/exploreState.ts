import { FIRST_VIEWS, type Filter, type Selection, type Survey, type Views } from "../../../engine/explore/types";
import type { Values } from "../../studio/slice";

/** A change of some parts of a filter; undefined takes a part away. */
export type FilterChange = { [D in keyof Filter]?: Filter[D] | undefined };

export interface ExploreSlice {
  /** Which ratings are looked at. */
  filter: Filter;
  /** Filters to go back to, the last one last. */
  pastFilters: Filter[];
  views: Views;
  /** The whole file, chart by chart; null until it was looked through. */
  survey: Survey | null;
  /** What passes `shown`; it belongs to `survey`. */
  selection: Selection | null;
  /** The filter that `selection` answers: `filter`, or one that was set shortly before. */
  shown: Filter;
  /** True while an answer is awaited. */
  exploring: boolean;
  /** True while a brush is moved: what is shown then is worth no announcement. */
  brushing: boolean;
  /** Why there is none: a sentence. */
  exploreError: string | null;
  /** `moving` while a brush is dragged: all of its moves are one step back. */
  changeFilter(change: FilterChange, phase?: "moving" | "done"): void;
  /** Another filter as a whole; an empty one is a reset, which can be taken back too. */
  setFilter(filter: Filter): void;
  undoFilter(): void;
  setViews(change: Partial<Views>): void;
  /** Read the source and look through it once more, after the worker was lost. */
  retryExplore(): Promise<void>;
}

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
