import type { PartReader } from "../engine/read/reading/parts";
import { WorkerClient } from "./client";
import type { ReaderCalls } from "./protocol";
import ReaderWorker from "./reader.worker?worker";

/**
 * Files from this size on, in bytes, are worth other readers: a reader takes a third of a second to begin the first time,
 * which a first visit should not wait for.
 */
export const WORTH_READERS = 8 * 1024 * 1024;

/** More readers than this wait for the one that puts their parts together. */
const MOST_READERS = 3;

/** How many readers this browser can run at once, the data worker among them: one where a worker may start no other. */
function usableCores(): number {
  return "Worker" in globalThis ? navigator.hardwareConcurrency : 1;
}

/**
 * Readers beside the data worker, one for each further core. They start when they are first asked, and stay: the
 * browser has their code compiled when the next file comes, which is a third of a second less for it.
 */
export function startReaders(cores = usableCores()): PartReader[] {
  return Array.from({ length: Math.min(MOST_READERS, cores - 1) }, () => {
    const client = new WorkerClient<ReaderCalls>("reading", () => new ReaderWorker({ name: "reader" }));
    return { read: (request, onProgress, signal) => client.call("read", { request }, { onProgress, signal }) };
  });
}
