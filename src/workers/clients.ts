import { WorkerClient } from "./client";
import type { DataCalls, RecommendCalls, TrainCalls } from "./protocol";

export { WorkerClient, WorkerFailure } from "./client";

export const dataClient = new WorkerClient<DataCalls>(
  "data",
  () => new Worker(new URL("./data.worker.ts", import.meta.url), { type: "module", name: "data" }),
);
export const trainClient = new WorkerClient<TrainCalls>(
  "training",
  () => new Worker(new URL("./train.worker.ts", import.meta.url), { type: "module", name: "train" }),
);
export const recommendClient = new WorkerClient<RecommendCalls>(
  "recommendation",
  () => new Worker(new URL("./recommend.worker.ts", import.meta.url), { type: "module", name: "recommend" }),
);
