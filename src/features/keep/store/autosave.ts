import type { Context } from "../../studio/context";
import type { Actions } from "../../studio/slice";
import { Autosaver } from "../autosave/autosaver";
import { type AutosaveHost, AutosaveStorage, BROWSER } from "../autosave/autosaveStorage";
import { AutosavedWorkspaces } from "../autosave/list";
import { Opening } from "../autosave/opening";
import { isAutosaveOn, rememberAutosave } from "../autosave/remembered";
import type { AutosaveSlice } from "./autosaveState";
import type { WorkspaceConnection } from "./workspace";

/** What is open is kept in this browser, and what was kept is opened again. */
export function connectAutosave(
  context: Context,
  workspace: WorkspaceConnection,
  host: AutosaveHost = BROWSER,
): Actions<AutosaveSlice> {
  const { set } = context;
  const autosaves = new AutosaveStorage(host);
  const opening = new Opening(context, workspace, autosaves, () => autosaver);
  const autosaver: Autosaver = new Autosaver(context, workspace, autosaves, {
    findTwin: (session, storage) => opening.findTwin(session, storage),
    makeRoom: (storage) => list.makeRoom(storage),
  });
  const list = new AutosavedWorkspaces(context, autosaves, autosaver);
  return {
    startAutosave: () => autosaver.start(),
    newestAutosaved: () => opening.newest(),
    openAutosaved: (id, settings = "stored") => opening.open(id, settings),
    declineAutosave: () => list.decline(),
    acceptAutosave() {
      if (autosaver.session) autosaver.session.isDeclined = false;
      autosaver.requestNow();
    },
    setAutosaveOn(on) {
      rememberAutosave(on);
      set({ autosaveOn: isAutosaveOn() });
      autosaver.requestNow();
    },
    lookAtAutosaved: () => list.look(),
    deleteAutosaved: (id) => (id === autosaver.session?.folder.id ? list.decline() : list.delete(id)),
    undoDeleteAutosaved: (id) => list.undo(id),
    deleteAllAutosaved: () => list.deleteAll(),
    askToPersist: () => list.askToPersist(),
    dismissBroughtBack: () => set({ broughtBack: null }),
    dismissDamaged: () => set({ damaged: null }),
    dismissAutosaveError: () => set({ autosaveError: null }),
  };
}
