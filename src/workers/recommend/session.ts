import type { RecommendColumns } from "../../engine/read/copies";
import { answeringOf } from "../../engine/recommend/answering";
import { RecommendExplorer } from "../../engine/recommend/explorer";
import type { RecommendModel } from "../../engine/recommend/models/types";
import { RecommendError } from "../../engine/recommend/types";
import { unpack } from "../../engine/workspace/pack";
import type { ItemItemModel } from "../../models/item-item/model";
import type { ModelSnapshot } from "../../models/snapshot";

/** What the recommendation worker holds: the Dataset's columns, and the model that answers. */
export class RecommendSession {
  columns: RecommendColumns | null = null;
  /** The newest weights of the Run that answers, and the model that they make. */
  snapshot: ModelSnapshot | null = null;
  model: RecommendModel | null = null;
  /** The weights that its lists are ordered by; null where they are not. */
  itemItem: ItemItemModel | null = null;
  private explorer: RecommendExplorer | null = null;

  load(columns: RecommendColumns): void {
    this.columns = columns;
    this.snapshot = null;
    this.model = null;
    this.itemItem = null;
    this.explorer = new RecommendExplorer(columns);
  }

  /** Answer with this model: at once, or once it is unpacked. */
  async setModel(model: ModelSnapshot | Blob): Promise<void> {
    const snapshot = model instanceof Blob ? ((await unpack(model)) as ModelSnapshot) : model;
    // Asked for after the wait: it may be another by then.
    const explorer = this.open();
    const answering = answeringOf(snapshot);
    explorer.setModel(answering);
    this.snapshot = snapshot;
    this.model = answering.model;
    this.itemItem = answering.interest?.itemItem ?? null;
  }

  async setOther(model: ModelSnapshot | Blob | null): Promise<void> {
    const snapshot = model instanceof Blob ? ((await unpack(model)) as ModelSnapshot) : model;
    this.open().setOther(snapshot && answeringOf(snapshot));
  }

  /** Throws RecommendError before a file is open. */
  open(): RecommendExplorer {
    if (!this.explorer) throw new RecommendError("There are no ratings yet. Open a file first.");
    return this.explorer;
  }
}
