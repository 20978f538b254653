import type { RunFile } from "../../engine/workspace/types";
import { Newest } from "./newest";
import type { State } from "./state";

/** What was open before other data were: its state, and the files of its Runs by their ids. */
export interface Past {
  state: State;
  files: ReadonlyMap<number, ReadonlyMap<RunFile, Blob>>;
}

/**
 * That other data are open. Whoever is told finds them in the state, without Runs, and the workers given their columns;
 * what is private to him and about the data before is to go.
 */
export class Opened {
  private readonly listeners: ((past: Past) => void)[] = [];
  private readonly data = new Newest();

  /** Of the data that are open now: aborted once others are. */
  get signal(): AbortSignal {
    return this.data.signal;
  }

  listen(listener: (past: Past) => void): void {
    this.listeners.push(listener);
  }

  tell(past: Past): void {
    this.data.begin();
    for (const listener of this.listeners) listener(past);
  }
}
