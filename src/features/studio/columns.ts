import type { Filter } from "../../engine/explore/types";
import type { ReadOptions } from "../../engine/read/types";
import { buffersOf } from "../../workers/buffers";
import type { DataCalls, RatingsSource, ReadOutcome } from "../../workers/protocol";
import { formatFilter } from "../explore/store/filter";
import type { Clients } from "./clients";
import { isWorkerLost } from "./failures";

type Holder = "train" | "recommend";
type Given = Pick<ReadOutcome, "forTraining" | "forRecommending">;

/**
 * Hands the Dataset's columns to the two workers that compute with them. The page keeps no copy: when a worker was
 * lost, the data worker hands them out once more.
 */
export class WorkerColumns {
  private readonly loading: Record<Holder, Promise<unknown> | null> = { train: null, recommend: null };
  private source: { source: RatingsSource; options: ReadOptions } | null = null;
  /** How often the recommendation worker was given its columns: each time it knows nothing else. */
  timesGiven = 0;
  /** The filter, as text, whose ratings the training worker holds or was to be given last. */
  private trainedOn = "";
  /** Called when a data worker that was lost holds the Dataset again, and nothing else of what it was told. */
  onReadAgain: () => void = () => {};

  constructor(private readonly clients: Clients) {}

  /** Move the columns of a fresh reading to both workers. */
  give(source: RatingsSource, outcome: ReadOutcome): void {
    this.source = { source, options: outcome.report.options };
    this.trainedOn = "";
    this.giveTo("train", outcome);
    this.giveTo("recommend", outcome);
  }

  /**
   * Resolves once the worker holds the columns, the training worker those of the ratings that pass `only`; rejects with
   * a sentence when it cannot.
   */
  async ready(holder: Holder, only: Filter = {}): Promise<void> {
    const text = formatFilter(only);
    if (holder === "train" && text !== this.trainedOn) {
      this.loading.train = null;
      this.trainedOn = text;
    }
    if (!this.loading[holder] && this.source) {
      const { source } = this.source;
      const outcome = await this.again(only);
      // Meanwhile other ratings may have been asked for: those of a search that was cancelled are not the Run's.
      const isWanted = holder !== "train" || text === this.trainedOn;
      if (!this.loading[holder] && this.source.source === source && isWanted) this.giveTo(holder, outcome);
    }
    await this.loading[holder];
  }

  /** Read the source once more in a data worker that was lost with what it held. */
  async readAgain(): Promise<void> {
    const { source } = this;
    if (!source) return;
    await this.clients.data.call("read", { ...source, remembered: {} });
    if (source === this.source) this.onReadAgain();
  }

  /** Training columns of the ratings that pass, for whoever keeps them to himself. */
  async copy(only: Filter): Promise<Given["forTraining"]> {
    return (await this.again(only)).forTraining;
  }

  /** Users and products with a rating that passes, by code. */
  members(filter: Filter): Promise<DataCalls["members"]["result"]> {
    return this.fromDataset(() => this.clients.data.call("members", { filter }));
  }

  /** The Dataset, packed. */
  packed(): Promise<Blob> {
    return this.fromDataset(() => this.clients.data.call("packed", null));
  }

  /** The worker was started anew, without columns. */
  forget(holder: Holder): void {
    this.loading[holder] = null;
  }

  /** After a failed call: a worker that was lost has lost its columns too. */
  noteFailure(holder: Holder, error: unknown): void {
    if (isWorkerLost(error)) this.loading[holder] = null;
  }

  /** The columns once more. */
  private again(only: Filter): Promise<Given> {
    return this.fromDataset(() => this.clients.data.call("columns", { only }));
  }

  /** What the data worker answers from its Dataset; the source is read again where that was lost too. */
  async fromDataset<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof Error && error.name === "AbortError") throw error;
      await this.readAgain();
      return ask();
    }
  }

  private giveTo(holder: Holder, { forTraining, forRecommending }: Given): void {
    const { train, recommend } = this.clients;
    const loading =
      holder === "train"
        ? train.call("load", { columns: forTraining }, { transfer: buffersOf(forTraining) })
        : recommend.call("load", { columns: forRecommending }, { transfer: buffersOf(forRecommending) });
    if (holder === "recommend") this.timesGiven++;
    this.loading[holder] = loading;
    loading.catch(() => {
      if (this.loading[holder] === loading) this.loading[holder] = null;
    });
  }
}
