import { useMemo } from "react";
import { fileStem } from "../../charts/export/fileName";
import type { Feedback, SideRole } from "../../domain/roles";
import type { Filter, Selection, Survey } from "../../engine/explore/types";
import type { LoadedData } from "../data/store/dataState";
import { useStore } from "../studio/store";
import { filterWords } from "./filterWords";
import type { FilterChange } from "./store/exploreState";
import { toggleValue } from "./store/filter";

/** What every card of Explore is drawn from, and how it changes what the others show. */
export interface Look {
  summary: LoadedData["summary"];
  feedback: Feedback;
  survey: Survey;
  selection: Selection;
  filter: Filter;
  /** Change parts of the filter; `moving` while a brush is dragged. */
  change(change: FilterChange, phase?: "moving" | "done"): void;
  /** Put a value of a segment into the filter, or take it out. */
  toggle(by: SideRole, value: string): void;
  /** Of a saved figure: its files' name, and which ratings it shows. */
  figure(question: string): { fileStem: string; note: string };
}

/** Null until the ratings were looked through. */
export function useLook(): Look | null {
  const data = useStore((state) => state.data);
  const survey = useStore((state) => state.survey);
  const selection = useStore((state) => state.selection);
  // Charts and filters change together; a brush follows the pointer by itself.
  const filter = useStore((state) => state.shown);
  const change = useStore((state) => state.changeFilter);
  return useMemo(() => {
    if (!data || !survey || !selection) return null;
    const { summary } = data;
    return {
      summary,
      feedback: summary.feedback,
      survey,
      selection,
      filter,
      change,
      toggle: (by, value) => change({ [by]: toggleValue(useStore.getState().filter, by, value)[by] }),
      figure: (question) => ({
        fileStem: fileStem(question, summary.name),
        note: filterWords(filter, summary).join("; "),
      }),
    };
  }, [data, survey, selection, filter, change]);
}
