import type { Survey } from "../../../engine/explore/types";
import type { LoadedData } from "../../data/store/dataState";
import type { Look } from "../../explore/look";

const nothing = () => {};

/** Explore's charts as they are without any filter, where nobody can set one. */
export function wholeLook({ summary }: LoadedData, survey: Survey): Look {
  return {
    summary,
    feedback: summary.feedback,
    survey,
    selection: survey.all,
    filter: {},
    change: nothing,
    toggle: nothing,
    figure: (question) => ({ fileStem: question, note: "" }),
  };
}
