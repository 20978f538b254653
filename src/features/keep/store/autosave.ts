import type { Context } from "../../studio/context";
import { Keeper } from "../autosave/autosaver";
import { BROWSER, type KeepHost, Shelf } from "../autosave/autosaveStorage";
import { KeptShelfList } from "../autosave/list";
import { Opening } from "../autosave/opening";
import { isKeepingOn, rememberKeeping } from "../autosave/remembered";
import type { emptyKeep, KeepSlice } from "./autosaveState";
import type { WorkspaceConnection } from "./workspace";

type Actions = Omit<KeepSlice, keyof typeof emptyKeep | "keepingOn">;

/** What is open is kept in this browser, and what was kept is opened again. */
export function connectKeeping(context: Context, workspace: WorkspaceConnection, host: KeepHost = BROWSER): Actions {
  const { set } = context;
  const shelf = new Shelf(host);
  const opening = new Opening(context, workspace, shelf, () => keeper);
  const keeper: Keeper = new Keeper(context, workspace, shelf, {
    findTwin: (session, storage) => opening.findTwin(session, storage),
    makeRoom: (storage) => list.makeRoom(storage),
  });
  const list = new KeptShelfList(context, shelf, keeper);
  return {
    startKeeping: () => keeper.start(),
    newestKept: () => opening.newest(),
    openKept: (id, settings = "stored") => opening.open(id, settings),
    declineKeeping: () => list.decline(),
    acceptKeeping() {
      if (keeper.session) keeper.session.isDeclined = false;
      keeper.requestNow();
    },
    setKeepingOn(on) {
      rememberKeeping(on);
      set({ keepingOn: isKeepingOn() });
      keeper.requestNow();
    },
    lookAtKept: () => list.look(),
    deleteKept: (id) => (id === keeper.session?.folder.id ? list.decline() : list.delete(id)),
    undoDeleteKept: (id) => list.undo(id),
    deleteAllKept: () => list.deleteAll(),
    askToPersist: () => list.askToPersist(),
    dismissBroughtBack: () => set({ broughtBack: null }),
    dismissDamaged: () => set({ damaged: null }),
    dismissKeptError: () => set({ keptError: null }),
  };
}
