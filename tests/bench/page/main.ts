import { WorkerClient } from "../../../src/workers/clients";
import type { BenchCalls, EngineCalls, StockCalls } from "./protocol";

const engine = new WorkerClient<EngineCalls>(
  "engine",
  () => new Worker(new URL("./engine.worker.ts", import.meta.url), { type: "module" }),
);
const stock = new WorkerClient<StockCalls>(
  "stock",
  () => new Worker(new URL("./stock.worker.ts", import.meta.url), { type: "module" }),
);

declare global {
  interface Window {
    /** Ask one of the bench's workers; for the driver, which sees to the types (see openPage.ts). */
    bench(worker: keyof BenchCalls, name: string, input: unknown): Promise<unknown>;
  }
}

window.bench = (worker, name, input) =>
  worker === "engine"
    ? engine.call(name as keyof EngineCalls, input as never)
    : stock.call(name as keyof StockCalls, input as never);
