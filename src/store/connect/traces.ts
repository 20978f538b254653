import type { TestTrace } from "../../engine/evaluation/types";
import type { RunSettings } from "../../engine/training/types";
import type { Rival } from "../../workers/protocol";

/** Each earlier Run costs a bootstrap; beyond this many the newest are worth comparing with. */
const MOST_RIVALS = 12;

interface KeptTrace {
  settings: RunSettings;
  trace: TestTrace;
}

/**
 * What finished Runs predicted for their test parts, by the Run's id. Hundreds of thousands of numbers that nothing
 * draws, so they live outside the store.
 */
export class Traces {
  private readonly kept = new Map<number, KeptTrace>();

  keep(run: number, settings: RunSettings, trace: TestTrace): void {
    this.kept.set(run, { settings, trace });
  }

  /**
   * The Runs that a Run with these settings can be compared with row by row: same split method and seed. What counts
   * as relevant decides who is measured by ranking, so that part of a trace is left out where it differs.
   */
  rivalsOf(settings: RunSettings): Rival[] {
    return [...this.kept]
      .filter(([, kept]) => kept.settings.split === settings.split && kept.settings.seed === settings.seed)
      .slice(-MOST_RIVALS)
      .map(([run, kept]) => ({
        run,
        predicted: kept.trace.predicted,
        ndcg: kept.settings.relevantFrom === settings.relevantFrom ? kept.trace.ndcg : null,
      }));
  }

  clear(): void {
    this.kept.clear();
  }
}
