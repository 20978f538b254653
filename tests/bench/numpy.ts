import { availableParallelism } from "node:os";
import { NUMPY_SCRIPT } from "./paths";
import { findPython, PythonPeer } from "./python";

/** Scores to make; the names are those of numpy_product.py. */
export interface NumpyProduct {
  users: number;
  products: number;
  factors: number;
  /** True to have the ten best of each user found, too. */
  picked: boolean;
}

/** NumPy with one thread, and with as many as it takes by itself. */
export interface NumpyPeers {
  version: string;
  /** Pairs a second with one thread and by default. */
  rates(what: NumpyProduct): Promise<{ one: number; byDefault: number }>;
  stop(): void;
}

type Peer = PythonPeer<{ version: string }, NumpyProduct, { pairsPerSecond: number }>;

/** Null where no python3 has NumPy. */
export async function startNumpy(): Promise<NumpyPeers | null> {
  const python = findPython("numpy");
  if (!python) return null;
  const start = (threads: number): Promise<Peer> =>
    PythonPeer.start(python, [NUMPY_SCRIPT], { OPENBLAS_NUM_THREADS: String(threads) });
  // What it takes by itself is a thread a processor.
  const peers = [await start(1), await start(availableParallelism())];
  return {
    version: peers[0].hello.version,
    async rates(what) {
      const [one, byDefault] = [await peers[0].ask(what), await peers[1].ask(what)];
      return { one: one.pairsPerSecond, byDefault: byDefault.pairsPerSecond };
    },
    stop() {
      for (const peer of peers) peer.stop();
    },
  };
}
