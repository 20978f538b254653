import type { ErrorFigures } from "../../../src/engine/evaluate/types";
import type { CustomerAnswer, ListView } from "../../../src/engine/recommend/types";
import type { EpochRecord, RunResult } from "../../../src/engine/train/types";
import { pack } from "../../../src/engine/workspace/pack";
import type { AutosaveHost } from "../../../src/features/keep/autosave/autosaveStorage";
import { createAppStore } from "../../../src/features/studio/store";
import { DEFAULT_SETTINGS } from "../../../src/models/registry";
import type { ModelSnapshot } from "../../../src/models/snapshot";
import type { Calls, Reply, Request } from "../../../src/workers/call";
import { WorkerClient } from "../../../src/workers/clients";
import type { DataCalls, RatingsSource, ReadOutcome, RecommendCalls, TrainCalls } from "../../../src/workers/protocol";
import { datasetSummary, previewOf, readReport } from "../../setup/reading";
import { selection, survey } from "./explored";

type CallRequest = Extract<Request, { type: "call" }>;

/** Stands where a Worker stands: keeps what the page posted, and answers when the test says so. */
export class FakeWorker<C extends Calls> {
  onmessage: ((event: { data: Reply }) => void) | null = null;
  onerror: ((event: { message: string; preventDefault(): void }) => void) | null = null;
  readonly posted: Request[] = [];
  readonly transferred: Transferable[][] = [];
  readonly client: WorkerClient<C>;
  terminations = 0;
  private readonly answered = new Set<number>();

  constructor(label: string) {
    this.client = new WorkerClient<C>(label, () => this as unknown as Worker);
  }

  postMessage(request: Request, transfer: Transferable[]): void {
    this.posted.push(request);
    this.transferred.push(transfer);
  }

  terminate(): void {
    this.terminations++;
  }

  /** Every call of this name so far, with its input. */
  calls<Name extends keyof C & string>(name: Name): { id: number; input: C[Name]["input"] }[] {
    return this.posted.filter((request): request is CallRequest => request.type === "call" && request.name === name);
  }

  cancelled(): number[] {
    return this.posted.filter(({ type }) => type === "cancel").map(({ id }) => id);
  }

  progress<Name extends keyof C & string>(name: Name, progress: C[Name]["progress"]): void {
    this.receive({ id: this.waiting(name), type: "progress", progress });
  }

  /** Answer the oldest unanswered call of this name, and let the page take it in. */
  async answer<Name extends keyof C & string>(name: Name, result: C[Name]["result"]): Promise<void> {
    const id = this.waiting(name);
    this.answered.add(id);
    this.receive({ id, type: "result", result });
    await settle();
  }

  async fail<Name extends keyof C & string>(name: Name, failure: string, message: string): Promise<void> {
    const id = this.waiting(name);
    this.answered.add(id);
    this.receive({ id, type: "failure", failure: { name: failure, message, stack: "", cause: null } });
    await settle();
  }

  /** Break the worker itself. */
  async die(message: string): Promise<void> {
    for (const { id } of this.posted) this.answered.add(id);
    this.onerror?.({ message, preventDefault() {} });
    await settle();
  }

  private waiting(name: keyof C & string): number {
    const call = this.calls(name).find(({ id }) => !this.answered.has(id));
    if (!call) throw new Error(`No call ${name} waits for an answer.`);
    return call.id;
  }

  private receive(reply: Reply): void {
    this.onmessage?.({ data: reply });
  }
}

/** Let everything that follows from a reply happen. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

export function studio(host?: AutosaveHost) {
  const data = new FakeWorker<DataCalls>("data");
  const train = new FakeWorker<TrainCalls>("training");
  const recommend = new FakeWorker<RecommendCalls>("recommendation");
  const store = createAppStore({ data: data.client, train: train.client, recommend: recommend.client }, host);

  /** Read a source to its end, look through it, and let both workers take their columns. */
  async function open(name: string): Promise<void> {
    const done = store.getState().openSource(textSource(name));
    await data.answer("read", outcome(name));
    await done;
    await train.answer("load", null);
    await recommend.answer("load", null);
    await recommend.answer("findUsers", { matches: [{ id: "anna", ratings: 3 }], total: 1 });
    await data.answer("survey", survey());
    await data.answer("explore", selection());
  }

  return { data, train, recommend, store, open };
}

export function textSource(name: string): RatingsSource {
  return { kind: "text", name, text: "user,product,rating\nanna,lamp,5\n" };
}

export function outcome(name: string): ReadOutcome {
  const columns = (["user", "product", "rating"] as const).map((role) => ({
    name: role,
    role,
    guessedFrom: "header" as const,
    confidence: "sure" as const,
  }));
  const report = readReport({
    file: name,
    bytes: 33,
    columns,
    read: 1,
    accepted: 1,
    rejected: 0,
    merged: 0,
    repeated: 0,
    rejectedBy: {},
    readMs: 1,
  });
  const vocabulary = () => ({ bytes: new Uint8Array(4), offsets: new Uint32Array([0, 4]) });
  const ratingColumns = () => ({ user: new Int32Array(1), product: new Int32Array(1), rating: new Float32Array([5]) });
  return {
    summary: datasetSummary({
      name,
      bytes: 33,
      ratings: 1,
      users: 1,
      products: 1,
      ratingLow: 5,
      ratingHigh: 5,
      ratingMean: 5,
      timed: null,
      timeSpan: null,
    }),
    report,
    preview: previewOf(report, [["anna", "lamp", "5"]]),
    forTraining: {
      feedback: "explicit",
      size: 1,
      users: 1,
      products: 1,
      ...ratingColumns(),
      time: null,
      split: null,
      sides: [],
    },
    forRecommending: {
      feedback: "explicit",
      titles: null,
      size: 1,
      users: vocabulary(),
      products: vocabulary(),
      ...ratingColumns(),
      time: null,
      productSegments: {},
      userSegments: {},
    },
  };
}

export function snapshot(): ModelSnapshot {
  return {
    model: "dot-product-bias",
    factors: 1,
    hidden: [],
    range: [0.5, 5.5],
    userRows: new Int32Array([1]),
    productRows: new Int32Array([1]),
    width: 2,
    users: new Float32Array(4),
    products: new Float32Array(4),
    dense: [],
  };
}

export function result(bestEpoch = 1): RunResult {
  const figures = errors(1, 1.1, 0.9);
  const none = errors(0, null, null);
  return {
    split: { method: "random", train: 8, validation: 1, test: 1, newUserShare: 0 },
    backend: { name: "wasm", renderer: null, reason: "chosen" },
    run: {
      model: "dot-product-bias",
      seed: 42,
      settings: DEFAULT_SETTINGS,
      parameters: 8,
      sides: [],
      epochs: [epochRecord(1)],
      bestEpoch,
      ratingsPerSecond: 1000,
      trainMs: 10,
      stopped: false,
      notes: [],
    },
    validation: figures,
    validationRanking: null,
    test: {
      ...figures,
      known: figures,
      new: none,
      knownProducts: figures,
      newProducts: none,
      ranking: null,
      ratingOrder: null,
      segments: [],
      biasTests: [],
    },
    conformal: null,
    baselines: [],
    comparison: null,
    verdict: null,
    lists: null,
    rivals: [],
  };
}

function errors(n: number, rmse: number | null, mae: number | null): ErrorFigures {
  return { n, rmse, mae, interval: null, maeInterval: null };
}

/** What a training call returns when it ends well. */
export function trained(bestEpoch = 1): TrainCalls["train"]["result"] {
  const trace = { part: new Int32Array([0]), predicted: new Float32Array([4.5]), ndcg: new Float32Array([0.25]) };
  return { result: result(bestEpoch), best: pack(snapshot()), trace, packedTrace: pack(trace), earlier: null };
}

export function epochRecord(epoch: number): EpochRecord {
  return {
    epoch,
    trainLoss: 1.5,
    validationLoss: 1.4,
    validationRmse: 1.18,
    validationKnown: 1.18,
    validationNew: null,
    validationNdcg10: null,
    ms: 10,
  };
}

export function customer(id: string, product = "lamp"): CustomerAnswer {
  return {
    id,
    known: true,
    history: [],
    ...listOf(product),
  };
}

/** A list of one product, the most popular one. */
export function listOf(product: string): ListView {
  const about = { title: "", category: "", brand: "", ratings: 1, mean: 5, popularityRank: 1, isPopular: true };
  const recommendations = [
    { product, score: 4.5, predicted: 4.5, interval: null, likely: null, because: [], ...about },
  ];
  return {
    kind: "rating",
    recommendations,
    popular: recommendations,
    overlap: 1,
    unknownOverlap: 1,
    excluded: { rated: 0, listed: 0, filtered: 0 },
    nothingLeft: null,
    other: null,
  };
}
