import { create } from "zustand";
import { dataClient, recommendClient, trainClient } from "../workers/clients";
import { type Clients, connectWorkers } from "./connectWorkers";
import { emptyData, emptyExplore, emptyRecommend, emptyRuns, firstList, firstLook } from "./initial";
import { emptyMap, firstMapLook } from "./mapState";
import { emptyProducts } from "./productState";
import { createSettingsSlice } from "./settingsSlice";
import type { State } from "./state";
import { emptyWorkspace } from "./workspaceState";

/** The one store of the page: what it shows, and the actions that change it. */
export function createAppStore(clients: Clients) {
  return create<State>()((set, get) => ({
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
    ...createSettingsSlice(set),
    ...connectWorkers(clients, set, get),
  }));
}

export type AppStore = ReturnType<typeof createAppStore>;

/** Pick one stable value at a time: `useStore((state) => state.data)`. */
export const useStore = createAppStore({ data: dataClient, train: trainClient, recommend: recommendClient });
