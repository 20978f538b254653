import { WorkerClient } from "./client";
import DataWorker from "./data.worker?worker";
import type { DataCalls, RecommendCalls, TrainCalls } from "./protocol";
import RecommendWorker from "./recommend.worker?worker";
import TrainWorker from "./train.worker?worker";

export { WorkerClient, WorkerFailure } from "./client";

export const dataClient = new WorkerClient<DataCalls>("data", () => new DataWorker({ name: "data" }));
export const trainClient = new WorkerClient<TrainCalls>("training", () => new TrainWorker({ name: "train" }));
export const recommendClient = new WorkerClient<RecommendCalls>(
  "recommendation",
  () => new RecommendWorker({ name: "recommend" }),
);
