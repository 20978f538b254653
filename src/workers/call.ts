/**
 * How the page and the workers speak to each other; what they say is in protocol.ts.
 *
 * Each worker answers a set of calls. A call has one input, any number of progress events and one outcome:
 * a result or a failure. Every message carries the call's id, so replies to a cancelled call are told apart.
 */

export interface Call<Input, Progress, Result> {
  input: Input;
  progress: Progress;
  result: Result;
}
export type Calls = Record<string, Call<unknown, unknown, unknown>>;

/** Page to worker. */
export type Request = { id: number; type: "call"; name: string; input: unknown } | { id: number; type: "cancel" };

/** An Error as it crosses from worker to page. */
export interface Failure {
  name: string;
  message: string;
  stack: string;
  cause: Failure | null;
}

/** Worker to page. `ready` comes once, with id 0, when the worker's code has loaded. */
export type Reply =
  | { id: 0; type: "ready" }
  | { id: number; type: "progress"; progress: unknown }
  | { id: number; type: "result"; result: unknown }
  | { id: number; type: "failure"; failure: Failure };
