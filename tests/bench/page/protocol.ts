import type { ModelName } from "../../../src/domain/settings";
import type { Filter } from "../../../src/engine/explore/types";

/** One shape to train: a batch's ids are drawn from `users` × `products`, whatever the size of the table. */
export interface Workload {
  model: ModelName;
  factors: number;
  batchSize: number;
  /** Distinct ids that batches draw from. */
  users: number;
  products: number;
  /** Users of the table: the ids lie spread over all of it. */
  tableUsers: number;
}

/** Milliseconds a step by piece, and with nothing held up between the pieces. */
export interface Profile {
  pieces: { name: string; ms: number }[];
  freeMs: number;
}

/** What was alive after each hundred steps. */
export interface Census {
  tensors: number[];
  textures: number[];
  buffers: number[];
}

interface Call<Input, Result> {
  input: Input;
  progress: never;
  result: Result;
}

/** The worker with this project's engine. */
export type EngineCalls = {
  /** The GPU as the engine names it; null without WebGL. */
  renderer: Call<null, string | null>;
  /** Make a learner on WebGL, by which name it is timed. */
  create: Call<{ name: string; workload: Workload }, null>;
  /** Milliseconds a step. */
  time: Call<{ name: string; steps: number }, number>;
  profile: Call<{ backend: "webgl" | "wasm"; workload: Workload; steps: number }, Profile>;
  census: Call<{ workload: Workload; hundreds: number }, Census>;
};

/** The worker with stock tfjs; it holds one model. */
export type StockCalls = {
  create: Call<{ workload: Workload }, null>;
  time: Call<{ steps: number }, number>;
};

/** What reading the page's file took, in milliseconds. */
export interface ReadTimes {
  /** Until the first records could be shown, and until the Dataset was ready with all that the page shows of it. */
  previewMs: number;
  readyMs: number;
  ratings: number;
  /** Workers that read at once. */
  readers: number;
}

/** Not a worker but the page: it reads the file in its input through the data worker, as the site does. */
export type PageCalls = {
  read: Call<null, ReadTimes>;
  /** Hand the file to the worker of peers. */
  loadPeer: Call<null, null>;
  /** Milliseconds of each filter, from the page's asking the data worker to its having the answer, after `read`. */
  steps: Call<{ filters: Filter[] }, number[]>;
};

/** The worker with other readers of CSV; its text is in memory before the clock starts. */
export type PeerCalls = {
  load: Call<{ file: File }, null>;
  time: Call<{ reader: string }, { ms: number; rows: number }>;
};

/** The worker that reads with this project's engine, alone. */
export type SerialCalls = {
  time: Call<{ file: File }, { ms: number; rows: number }>;
};

/** The worker with this project's Explorer, and a naive one beside it, over the same columns. */
export type ExploreCalls = {
  /** Ratings read. */
  load: Call<{ file: File }, number>;
  /** Make an Explorer, and look through the whole file with it; it stays for the calls after. */
  build: Call<null, { buildMs: number; surveyMs: number }>;
  /** Milliseconds of each filter, one after the other. */
  steps: Call<{ filters: Filter[] }, number[]>;
  /** The same filter by both, and whether they counted the same. */
  compare: Call<{ filter: Filter }, { oursMs: number; theirsMs: number; agree: boolean }>;
};

/** A model whose weights are drawn as a trained one's are spread: speed does not know what they have learnt. */
export interface DrawnModel {
  model: "dot-product-bias" | "collabnn" | "hybrid";
  factors: number;
  hidden: number[];
}

/** The worker with this project's recommendations. */
export type RecommendCalls = {
  /** Users and products read. */
  load: Call<{ file: File }, { users: number; products: number }>;
  /** Answer with this model from then on; milliseconds from its snapshot to its being ready. */
  model: Call<DrawnModel, number>;
  // Of each call in turn, in milliseconds.
  /** Lists of ten for users spread over the file. */
  lists: Call<{ users: number }, number[]>;
  /** Why the first product of their list, for the most active users that have at most 50 ratings. */
  reasons: Call<{ users: number }, { ms: number[]; ratings: number[] }>;
  /** The same for customers who are not in the file and gave so many ratings. */
  newReasons: Call<{ customers: number; ratings: number }, number[]>;
  newLists: Call<{ customers: number; ratings: number }, number[]>;
  /** Ids of users as they are typed, a letter at a time, and texts of each length that are in none. */
  search: Call<{ ids: number }, { query: string; ms: number; total: number }[]>;
  /** Pairs of a user and a product a second: scores alone, the ten best of each user, and their lines as a file. */
  bulk: Call<{ users: number; what: "scores" | "best" | "file" }, number>;
};

export interface BenchCalls {
  engine: EngineCalls;
  stock: StockCalls;
  page: PageCalls;
  peer: PeerCalls;
  serial: { time: Call<null, { ms: number; rows: number }> };
  explore: Omit<ExploreCalls, "load"> & { load: Call<null, number> };
  recommend: Omit<RecommendCalls, "load"> & { load: Call<null, { users: number; products: number }> };
}
