import type { Calls, Failure, Reply, Request } from "./call";

/** A failure that a worker reported, with the name it had there. */
export class WorkerFailure extends Error {
  constructor(failure: Failure) {
    super(failure.message, failure.cause ? { cause: new WorkerFailure(failure.cause) } : undefined);
    this.name = failure.name;
    if (failure.stack) this.stack = failure.stack;
  }
}

/** The worker itself broke: it did not load, threw outside a call, or sent what cannot be read. */
export class WorkerLost extends Error {
  override name = "WorkerLost";
}

export interface CallOptions<Progress> {
  onProgress?: (event: Progress) => void;
  signal?: AbortSignal;
  transfer?: Transferable[];
}

interface Pending {
  onProgress?: (event: never) => void;
  resolve(result: never): void;
  reject(error: unknown): void;
}

/** One worker, made at its first call and made anew after it was lost or ended. */
export class WorkerClient<C extends Calls> {
  private worker: Worker | null = null;
  private readonly pending = new Map<number, Pending>();
  private nextId = 1;

  constructor(
    private readonly label: string,
    private readonly create: () => Worker,
  ) {}

  /**
   * Ask the worker. Rejects with WorkerFailure (the call failed), WorkerLost (the worker did),
   * or the signal's reason (the call was cancelled; later replies to it are dropped).
   */
  call<Name extends keyof C & string>(
    name: Name,
    input: C[Name]["input"],
    options: CallOptions<C[Name]["progress"]> = {},
  ): Promise<C[Name]["result"]> {
    const { onProgress, signal, transfer = [] } = options;
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const id = this.nextId++;
      this.pending.set(id, { onProgress, resolve, reject });
      signal?.addEventListener("abort", () => {
        if (!this.pending.delete(id)) return;
        this.post({ id, type: "cancel" });
        reject(signal.reason);
      });
      try {
        this.post({ id, type: "call", name, input }, transfer);
      } catch (error) {
        this.pending.delete(id);
        reject(error);
      }
    });
  }

  /** End the worker and every call in progress; the next call starts a fresh one. */
  restart(reason = `The ${this.label} worker was restarted.`): void {
    this.worker?.terminate();
    this.worker = null;
    const calls = [...this.pending.values()];
    this.pending.clear();
    for (const call of calls) call.reject(new WorkerLost(reason));
  }

  private post(request: Request, transfer: Transferable[] = []): void {
    this.worker ??= this.start();
    this.worker.postMessage(request, transfer);
  }

  private start(): Worker {
    const worker = this.create();
    worker.onmessage = ({ data }: MessageEvent<Reply>) => this.receive(data);
    worker.onerror = (event) => {
      event.preventDefault();
      const detail = event.message || "its code could not be loaded";
      this.restart(`The ${this.label} worker stopped: ${detail}.`);
    };
    worker.onmessageerror = () => this.restart(`The ${this.label} worker sent a message that could not be read.`);
    return worker;
  }

  private receive(reply: Reply): void {
    const call = this.pending.get(reply.id);
    if (!call || reply.type === "ready") return;
    if (reply.type === "progress") {
      call.onProgress?.(reply.progress as never);
      return;
    }
    this.pending.delete(reply.id);
    if (reply.type === "result") call.resolve(reply.result as never);
    else call.reject(new WorkerFailure(reply.failure));
  }
}
