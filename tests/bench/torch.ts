import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createInterface, type Interface } from "node:readline";
import type { ModelName } from "../../src/engine/model/types";
import { TORCH_SCRIPT } from "./paths";

const PYTHONS = ["python3", "/usr/bin/python3"];

/** Threads that only wait give the processor away: on a machine with other work, PyTorch is several times faster so. */
const ENVIRONMENT = { ...process.env, OMP_WAIT_POLICY: "PASSIVE" };

/** One epoch to run; the names are those of torch_epoch.py. */
export interface TorchEpoch {
  model: ModelName;
  threads: number;
  factors: number;
  hidden: number[];
  batchSize: number;
}

/** A Python that has PyTorch, or null. */
export function findTorch(): string | null {
  return PYTHONS.find((python) => spawnSync(python, ["-c", "import torch"]).status === 0) ?? null;
}

/** PyTorch with the ratings loaded, one epoch at a time; see torch_epoch.py. */
export class TorchPeer {
  private constructor(
    private readonly process: ChildProcess,
    private readonly lines: AsyncIterator<string>,
    readonly version: string,
    /** Ratings of its training part. */
    readonly train: number,
  ) {}

  /** Rejects when the script fails; it has then said why on stderr. */
  static async start(python: string, file: string): Promise<TorchPeer> {
    const child = spawn(python, [TORCH_SCRIPT, file], { stdio: ["pipe", "pipe", "inherit"], env: ENVIRONMENT });
    const reader: Interface = createInterface({ input: child.stdout });
    const lines = reader[Symbol.asyncIterator]();
    const { version, train } = await readReply<{ version: string; train: number }>(lines);
    return new TorchPeer(child, lines, version, train);
  }

  /** Ratings a second of an epoch with a new model. */
  async epoch(what: TorchEpoch): Promise<number> {
    this.process.stdin!.write(`${JSON.stringify(what)}\n`);
    return (await readReply<{ ratingsPerSecond: number }>(this.lines)).ratingsPerSecond;
  }

  stop(): void {
    this.process.stdin!.end();
  }
}

async function readReply<Reply>(lines: AsyncIterator<string>): Promise<Reply> {
  const { value, done } = await lines.next();
  if (done) throw new Error("The PyTorch side of the bench ended early.");
  return JSON.parse(value) as Reply;
}
