import { FIRST_VIEWS, type Filter } from "../../../src/engine/explore/types";
import { dataClient, WorkerClient } from "../../../src/workers/clients";
import type {
  BenchCalls,
  EngineCalls,
  ExploreCalls,
  PeerCalls,
  ReadTimes,
  RecommendCalls,
  SerialCalls,
  StockCalls,
} from "./protocol";

const engine = new WorkerClient<EngineCalls>(
  "engine",
  () => new Worker(new URL("./engine.worker.ts", import.meta.url), { type: "module" }),
);
const stock = new WorkerClient<StockCalls>(
  "stock",
  () => new Worker(new URL("./stock.worker.ts", import.meta.url), { type: "module" }),
);
const peer = new WorkerClient<PeerCalls>(
  "peer",
  () => new Worker(new URL("./peer.worker.ts", import.meta.url), { type: "module" }),
);
const serial = new WorkerClient<SerialCalls>(
  "serial",
  () => new Worker(new URL("./serial.worker.ts", import.meta.url), { type: "module" }),
);
const explore = new WorkerClient<ExploreCalls>(
  "explore",
  () => new Worker(new URL("./explore.worker.ts", import.meta.url), { type: "module" }),
);
const recommend = new WorkerClient<RecommendCalls>(
  "recommend",
  () => new Worker(new URL("./recommend.worker.ts", import.meta.url), { type: "module" }),
);

declare global {
  interface Window {
    /** Ask one of the bench's workers; for the driver, which sees to the types (see openPage.ts). */
    bench(worker: keyof BenchCalls, name: string, input: unknown): Promise<unknown>;
  }
}

/** The file that the driver put into the page's input. */
function chosenFile(): File {
  const file = document.querySelector("input")?.files?.[0];
  if (!file) throw new Error("The page has no file.");
  return file;
}

async function read(): Promise<ReadTimes> {
  const start = performance.now();
  let previewMs = Number.NaN;
  const source = { kind: "files" as const, files: [chosenFile()] };
  const { report } = await dataClient.call(
    "read",
    { source, options: {}, remembered: {} },
    {
      onProgress({ type }) {
        if (type === "preview") previewMs = performance.now() - start;
      },
    },
  );
  return { previewMs, readyMs: performance.now() - start, ratings: report.accepted, readers: report.readers };
}

async function steps(filters: readonly Filter[]): Promise<number[]> {
  await dataClient.call("survey", { views: FIRST_VIEWS });
  const times: number[] = [];
  for (const filter of filters) {
    const start = performance.now();
    await dataClient.call("explore", { filter });
    times.push(performance.now() - start);
  }
  return times;
}

/** What the driver asks of the page itself. */
function ofPage(name: string, input: unknown): Promise<unknown> {
  if (name === "read") return read();
  if (name === "steps") return steps((input as { filters: Filter[] }).filters);
  return peer.call("load", { file: chosenFile() });
}

const callers: { [Name in keyof BenchCalls]: (name: string, input: unknown) => Promise<unknown> } = {
  engine: (name, input) => engine.call(name as keyof EngineCalls, input as never),
  stock: (name, input) => stock.call(name as keyof StockCalls, input as never),
  peer: (name, input) => peer.call(name as keyof PeerCalls, input as never),
  serial: () => serial.call("time", { file: chosenFile() }),
  explore: (name, input) =>
    explore.call(name as keyof ExploreCalls, (name === "load" ? { file: chosenFile() } : input) as never),
  recommend: (name, input) =>
    recommend.call(name as keyof RecommendCalls, (name === "load" ? { file: chosenFile() } : input) as never),
  page: ofPage,
};

window.bench = (worker, name, input) => callers[worker](name, input);
