import type { ReadOptions } from "../../engine/dataset/types";
import { buffersOf } from "../../workers/buffers";
import type { RatingsSource, ReadOutcome } from "../../workers/protocol";
import type { Clients } from "./context";
import { isWorkerLost } from "./failures";

type Holder = "train" | "recommend";
type Given = Pick<ReadOutcome, "forTraining" | "forRecommending">;

/**
 * Hands the Dataset's columns to the two workers that compute with them. The page keeps no copy: when a worker was
 * lost, the data worker hands them out once more.
 */
export class Columns {
  private readonly loading: Record<Holder, Promise<unknown> | null> = { train: null, recommend: null };
  private source: { source: RatingsSource; options: ReadOptions } | null = null;

  constructor(private readonly clients: Clients) {}

  /** Move the columns of a fresh reading to both workers. */
  give(source: RatingsSource, outcome: ReadOutcome): void {
    this.source = { source, options: outcome.report.options };
    this.giveTo("train", outcome);
    this.giveTo("recommend", outcome);
  }

  /** Resolves once the worker holds the columns; rejects with a sentence when it cannot. */
  async ready(holder: Holder): Promise<void> {
    if (!this.loading[holder] && this.source) {
      const { source } = this.source;
      const outcome = await this.again();
      if (!this.loading[holder] && this.source.source === source) this.giveTo(holder, outcome);
    }
    await this.loading[holder];
  }

  /** The worker was started anew, without columns. */
  forget(holder: Holder): void {
    this.loading[holder] = null;
  }

  /** After a failed call: a worker that was lost has lost its columns too. */
  noteFailure(holder: Holder, error: unknown): void {
    if (isWorkerLost(error)) this.loading[holder] = null;
  }

  /** The columns once more: from the data worker's Dataset, or from the source where that worker was lost too. */
  private async again(): Promise<Given> {
    const { source, options } = this.source!;
    try {
      return await this.clients.data.call("columns", null);
    } catch {
      return this.clients.data.call("read", { source, options, remembered: {} });
    }
  }

  private giveTo(holder: Holder, { forTraining, forRecommending }: Given): void {
    const { train, recommend } = this.clients;
    const loading =
      holder === "train"
        ? train.call("load", { columns: forTraining }, { transfer: buffersOf(forTraining) })
        : recommend.call("load", { columns: forRecommending }, { transfer: buffersOf(forRecommending) });
    this.loading[holder] = loading;
    loading.catch(() => {
      if (this.loading[holder] === loading) this.loading[holder] = null;
    });
  }
}
