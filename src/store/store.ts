import { create } from "zustand";
import { dataClient, recommendClient, trainClient } from "../workers/clients";
import type { KeepHost } from "./connect/keep/shelf";
import { type Clients, connectWorkers } from "./connectWorkers";
import { noEarlier } from "./earlierState";
import { noExport } from "./exportState";
import { emptyData, emptyExplore, emptyRecommend, emptyRuns, firstList, firstLook } from "./initial";
import { isKeepingOn } from "./keep/remembered";
import { emptyKeep } from "./keepState";
import { emptyMap, firstMapLook } from "./mapState";
import { emptyProducts } from "./productState";
import { createSettingsSlice } from "./settingsSlice";
import type { State } from "./state";
import { emptyWorkspace } from "./workspaceState";

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
