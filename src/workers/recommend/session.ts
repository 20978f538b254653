import { Explorer } from "../../engine/recommend/explorer";
import { type RecommendColumns, RecommendError } from "../../engine/recommend/types";
import type { ModelSnapshot } from "../../engine/training/types";

/** What the recommendation worker holds: the Dataset's columns, and the model that answers. */
export class Session {
  columns: RecommendColumns | null = null;
  /** The newest weights of the Run that answers. */
  snapshot: ModelSnapshot | null = null;
  private explorer: Explorer | null = null;

  load(columns: RecommendColumns): void {
    this.columns = columns;
    this.snapshot = null;
    this.explorer = new Explorer(columns);
  }

  setModel(snapshot: ModelSnapshot): void {
    this.open().setModel(snapshot);
    this.snapshot = snapshot;
  }

  /** Throws RecommendError before a file is open. */
  open(): Explorer {
    if (!this.explorer) throw new RecommendError("There are no ratings yet. Open a file first.");
    return this.explorer;
  }
}
