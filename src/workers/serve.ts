import type { Calls, Failure, Reply, Request } from "./call";

/** What a call's handler is given beside its input. */
export interface CallContext<Progress> {
  /** Tell the page; `transfer` lists buffers that move instead of being copied. */
  progress(event: Progress, transfer?: Transferable[]): void;
  /** Aborted when the page cancels the call. */
  signal: AbortSignal;
  /** Buffers of the result that move instead of being copied. */
  transferResult(buffers: Transferable[]): void;
}

export type Handlers<C extends Calls> = {
  [Name in keyof C]: (
    input: C[Name]["input"],
    context: CallContext<C[Name]["progress"]>,
  ) => C[Name]["result"] | Promise<C[Name]["result"]>;
};

/** The part of a worker's global scope that serving needs. */
interface Port {
  postMessage(message: Reply, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent) => void) | null;
}

/** Answer the page's calls with these handlers, for as long as the worker lives. */
export function serve<C extends Calls>(port: Port, handlers: Handlers<C>): void {
  const running = new Map<number, AbortController>();

  async function answer(id: number, name: string, input: unknown): Promise<void> {
    const controller = new AbortController();
    running.set(id, controller);
    let transfer: Transferable[] = [];
    const post = (reply: Reply, buffers: Transferable[] = []) => {
      if (!controller.signal.aborted) port.postMessage(reply, buffers);
    };
    try {
      const handler = handlers[name];
      if (!handler) throw new Error(`This worker has no call named ${name}.`);
      const result = await handler(input, {
        progress: (progress, buffers) => post({ id, type: "progress", progress }, buffers),
        signal: controller.signal,
        transferResult: (buffers) => {
          transfer = buffers;
        },
      });
      post({ id, type: "result", result }, transfer);
    } catch (error) {
      post({ id, type: "failure", failure: describeFailure(error) });
    } finally {
      running.delete(id);
    }
  }

  port.onmessage = ({ data }: MessageEvent<Request>) => {
    if (data.type === "cancel") running.get(data.id)?.abort();
    else void answer(data.id, data.name, data.input);
  };
  port.postMessage({ id: 0, type: "ready" }, []);
}

/** An Error with its causes, as plain data. */
export function describeFailure(error: unknown): Failure {
  if (!(error instanceof Error)) return { name: "Error", message: String(error), stack: "", cause: null };
  return {
    name: error.name,
    message: error.message,
    stack: error.stack ?? "",
    cause: error.cause === undefined ? null : describeFailure(error.cause),
  };
}
