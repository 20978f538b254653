import type { ModelName } from "../../src/domain/settings";
import { TORCH_SCRIPT } from "./paths";
import { findPython, PythonPeer } from "./python";

/** Threads that only wait give the processor away: on a machine with other work, PyTorch is several times faster so. */
const ENVIRONMENT = { OMP_WAIT_POLICY: "PASSIVE" };

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
  return findPython("torch");
}

/** `train` counts the ratings of its training part. */
type Peer = PythonPeer<{ version: string; train: number }, TorchEpoch, { ratingsPerSecond: number }>;

/** PyTorch with the ratings loaded, one epoch at a time; see torch_epoch.py. */
export class TorchPeer {
  private constructor(private readonly peer: Peer) {}

  /** Rejects when the script fails; it has then said why on stderr. */
  static async start(python: string, file: string): Promise<TorchPeer> {
    return new TorchPeer(await PythonPeer.start(python, [TORCH_SCRIPT, file], ENVIRONMENT));
  }

  get version(): string {
    return this.peer.hello.version;
  }

  /** Ratings a second of an epoch with a new model. */
  async epoch(what: TorchEpoch): Promise<number> {
    return (await this.peer.ask(what)).ratingsPerSecond;
  }

  stop(): void {
    this.peer.stop();
  }
}
