import type { RecommendCalls } from "../../../workers/protocol";
import { formatFilter } from "../../explore/store/filter";
import type { Context } from "../../studio/context";
import { isWorkerLost, sentence } from "../../studio/failures";
import type { CachedModel } from "../../train/store/modelCache";

type Told = "among" | "exclusion" | "other";

/**
 * Asks the recommendation worker, which is told before each question what it must know beside columns and model: among
 * whom to look, what to leave out, and with which other model to compare. A worker that was started anew is told again.
 */
export class Asking {
  /** Product ids to leave out, as they were pasted. */
  exclusion = "";
  /** The model of the Run to compare with. */
  other: CachedModel | null = null;
  /** What the worker was told last, and in which of its loads; nothing is what a fresh one knows. */
  private readonly told: Record<Told, { what: unknown; load: number }> = {
    among: { what: null, load: 0 },
    exclusion: { what: null, load: 0 },
    other: { what: null, load: 0 },
  };

  constructor(private readonly context: Context) {}

  /** Resolves once the worker holds the columns and knows how to answer. */
  async ready(): Promise<void> {
    const { clients, columns, get } = this.context;
    await columns.ready("recommend");
    const { among } = get();
    await this.tell("among", formatFilter(among) || null, async (what) => {
      const members = what === null ? null : await columns.members(among);
      await clients.recommend.call("among", { members });
    });
    await this.tell("exclusion", this.exclusion || null, async (text) => {
      const exclusion = await clients.recommend.call("setExclusion", { text: text ?? "" });
      this.context.set({ exclusion: text === null ? null : exclusion });
    });
    await this.tell("other", this.other, async (other) => {
      await clients.recommend.call("otherModel", { model: other?.model ?? null });
    });
  }

  async ask<Name extends keyof RecommendCalls & string>(
    name: Name,
    input: RecommendCalls[Name]["input"],
    options?: { signal?: AbortSignal; onProgress?: (event: RecommendCalls[Name]["progress"]) => void },
  ): Promise<RecommendCalls[Name]["result"]> {
    await this.ready();
    return this.context.clients.recommend.call(name, input, options);
  }

  /** After a failed call: what a lost worker held is gone. */
  note(error: unknown): void {
    const { columns, set } = this.context;
    columns.noteFailure("recommend", error);
    if (isWorkerLost(error)) set({ explorerModel: null });
  }

  /** Say on the page that a call failed. */
  fail(error: unknown): void {
    this.note(error);
    this.context.set({ recommendError: sentence(error), customerPending: false });
  }

  /** Other data: nothing of what was said about those before holds. */
  forget(): void {
    this.exclusion = "";
    this.other = null;
  }

  private async tell<What>(told: Told, what: What | null, say: (what: What | null) => Promise<void>): Promise<void> {
    const load = this.context.columns.timesGiven;
    const last = this.told[told];
    if (last.what === what && (what === null || last.load === load)) return;
    await say(what);
    this.told[told] = { what, load };
  }
}
