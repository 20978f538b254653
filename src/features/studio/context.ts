import type { RunFiles } from "../keep/workspace/runFiles";
import type { Clients } from "./clients";
import type { WorkerColumns } from "./columns";
import type { State } from "./state";

/** What the connectors share: the workers, the store, and the columns that the workers were given, and the Runs' files. */
export interface Context {
  clients: Clients;
  columns: WorkerColumns;
  runFiles: RunFiles;
  get(): State;
  set(change: Partial<State> | ((state: State) => Partial<State>)): void;
  /** Be told of every change of state, at once. */
  subscribe(listener: (state: State, before: State) => void): void;
}
