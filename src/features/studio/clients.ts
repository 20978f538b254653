import type { WorkerClient } from "../../workers/clients";
import type { DataCalls, RecommendCalls, TrainCalls } from "../../workers/protocol";

/** The three workers as the page calls them. */
export interface Clients {
  data: WorkerClient<DataCalls>;
  train: WorkerClient<TrainCalls>;
  recommend: WorkerClient<RecommendCalls>;
}
