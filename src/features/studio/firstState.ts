import { emptyData } from "../data/store/dataState";
import { emptyExplore, firstLook } from "../explore/store/exploreState";
import { emptyAutosave } from "../keep/store/autosaveState";
import { emptyWorkspace, fromNoFile } from "../keep/store/workspaceState";
import { emptyMap, firstMapLook } from "../recommend/store/mapState";
import { emptyProducts } from "../recommend/store/productState";
import { emptyRecommend, firstList, listOnOtherData } from "../recommend/store/recommendState";
import { noExport } from "../report/store/exportState";
import { noEarlier } from "../train/store/earlierState";
import { emptyRuns } from "../train/store/runsState";
import type { State } from "./state";

/** What is known of no data yet, whichever they will be. */
const aboutData = {
  ...emptyExplore,
  ...emptyRuns,
  ...emptyRecommend,
  ...emptyProducts,
  ...emptyMap,
  ...noEarlier,
  ...noExport,
};

/** What a visit begins with, but for the slices that also make their actions. */
export const firstState = {
  ...emptyData,
  ...aboutData,
  ...firstLook,
  ...firstList,
  ...firstMapLook,
  ...emptyWorkspace,
  ...emptyAutosave,
} satisfies Partial<State>;

/** What becomes void once other data are open; how they are looked at stays. */
export function onOtherData(state: State) {
  return { ...aboutData, ...fromNoFile, ...listOnOtherData(state) } satisfies Partial<State>;
}
