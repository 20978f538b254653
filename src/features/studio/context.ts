import type { RunFiles } from "../keep/store/runFiles";
import type { Clients } from "./clients";
import type { WorkerColumns } from "./columns";
import type { Opened } from "./opened";
import type { State } from "./state";

/** What the connectors share: the workers, the store, the columns that the workers were given, and the Runs' files. */
export interface Context {
  clients: Clients;
  columns: WorkerColumns;
  runFiles: RunFiles;
  opened: Opened;
  get(): State;
  set(change: Partial<State> | ((state: State) => Partial<State>)): void;
  /** Be told of every change of state, at once. */
  subscribe(listener: (state: State, before: State) => void): void;
}
