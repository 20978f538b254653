import { create } from "zustand";
import { dataClient, recommendClient, trainClient } from "../../workers/clients";
import type { KeepHost } from "../keep/autosave/shelf";
import { emptyKeep } from "../keep/keepState";
import { isKeepingOn } from "../keep/storage/remembered";
import { emptyWorkspace } from "../keep/workspaceState";
import { emptyMap, firstMapLook } from "../recommend/store/mapState";
import { emptyProducts } from "../recommend/store/productState";
import { noExport } from "../report/store/exportState";
import { noEarlier } from "../train/store/earlierState";
import { createSettingsSlice } from "../train/store/settingsSlice";
import type { Clients } from "./clients";
import { connectWorkers } from "./connectWorkers";
import { emptyData, emptyExplore, emptyRecommend, emptyRuns, firstList, firstLook } from "./initial";
import type { State } from "./state";

/** The one store of the page: what it shows, and the actions that change it. */
export function createAppStore(clients: Clients, host?: KeepHost) {
  return create<State>()((set, get, { subscribe }) => ({
    ...emptyData,
    ...firstLook,
    ...emptyExplore,
    ...emptyRuns,
    ...emptyRecommend,
    ...firstList,
    ...emptyProducts,
    ...emptyMap,
    ...firstMapLook,
    ...emptyWorkspace,
    ...noEarlier,
    ...noExport,
    ...createSettingsSlice(set),
    ...emptyKeep,
    keepingOn: isKeepingOn(),
    ...connectWorkers(clients, { set, get, subscribe }, host),
  }));
}

export type AppStore = ReturnType<typeof createAppStore>;

/** Pick one stable value at a time: `useStore((state) => state.data)`. */
export const useStore = createAppStore({ data: dataClient, train: trainClient, recommend: recommendClient });
