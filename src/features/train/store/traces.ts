import type { RunSettings } from "../../../domain/settings";
import type { PlacedTrace } from "../../../engine/evaluate/types";
import type { Predictions } from "../../../engine/explore/types";
import type { RunOrigin } from "../../../engine/workspace/types";
import type { Rival } from "../../../workers/protocol";
import { parseFilter } from "../../explore/store/filter";
import { onSameGround, onSameRatings, onSameUsers } from "./comparable";

/** Each earlier Run costs memory and a bootstrap; beyond this many the newest are worth comparing with. */
const MOST_KEPT = 12;

/** What decides which ratings a Run is tested on. */
interface Tested {
  settings: RunSettings;
  earlier: RunOrigin | null;
}

interface KeptTrace extends Tested {
  trace: PlacedTrace;
}

/**
 * What finished Runs predicted for their test parts, by the Run's id. Hundreds of thousands of numbers that nothing
 * draws, so they live outside the store.
 */
export class Traces {
  private readonly kept = new Map<number, KeptTrace>();

  keep(run: number, { settings, earlier }: Tested, trace: PlacedTrace): void {
    this.kept.set(run, { settings, earlier, trace });
    const [oldest] = this.kept.keys();
    if (this.kept.size > MOST_KEPT && oldest !== undefined) this.kept.delete(oldest);
  }

  /**
   * The Runs that such a Run can be compared with row by row. Where the lists were measured on other
   * users, that part of a trace is left out.
   */
  rivalsOf({ settings, earlier }: Tested): Rival[] {
    return [...this.kept]
      .filter(([, kept]) => onSameGround(kept.earlier, earlier) && onSameRatings(kept.settings, settings))
      .map(([run, kept]) => ({
        run,
        predicted: kept.trace.predicted,
        ndcg: onSameUsers(kept.settings, settings) ? kept.trace.ndcg : null,
      }));
  }

  /** What a Run predicted for its test part; null where it predicts no ratings, or is no longer kept. */
  predictionsOf(run: number): Predictions | null {
    const kept = this.kept.get(run);
    if (!kept?.trace.predicted) return null;
    return { only: parseFilter(kept.settings.only), places: kept.trace.part, predicted: kept.trace.predicted };
  }

  clear(): void {
    this.kept.clear();
  }
}
