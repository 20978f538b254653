import { create } from "zustand";
import { dataClient, recommendClient, trainClient } from "../../workers/clients";
import { createViewSlice } from "../frame/viewSlice";
import type { AutosaveHost } from "../keep/autosave/autosaveStorage";
import { isAutosaveOn } from "../keep/autosave/remembered";
import { createSettingsSlice } from "../train/store/settingsSlice";
import type { Clients } from "./clients";
import { connectWorkers } from "./connectWorkers";
import { firstState } from "./firstState";
import type { State } from "./state";

/** The one store of the page: what it shows, and the actions that change it. */
export function createAppStore(clients: Clients, host?: AutosaveHost) {
  return create<State>()((set, get, { subscribe }) => ({
    ...firstState,
    ...createViewSlice(set),
    ...createSettingsSlice(set),
    autosaveOn: isAutosaveOn(),
    ...connectWorkers(clients, { set, get, subscribe }, host),
  }));
}

export type AppStore = ReturnType<typeof createAppStore>;

/** Pick one stable value at a time: `useStore((state) => state.data)`. */
export const useStore = createAppStore({ data: dataClient, train: trainClient, recommend: recommendClient });
