import type { ModelSnapshot } from "../../../models/snapshot";
import { buffersOf } from "../../../workers/buffers";

/** The weights of a Run after one epoch; `final` for the finished Run's best epoch, which is packed. */
export interface CachedModel {
  run: number;
  epoch: number;
  final: boolean;
  model: ModelSnapshot | Blob;
}

/**
 * What is kept of Runs that still train is copied when it is sent, and a copy of much more than this holds up the page;
 * larger models move to the worker instead. Packed models lie outside the page's memory and count nothing.
 */
const BUDGET_BYTES = 32 * 2 ** 20;

function bytesOf(model: CachedModel["model"]): number {
  return model instanceof Blob ? 0 : buffersOf(model).reduce((total, { byteLength }) => total + byteLength, 0);
}

/** The newest weights of every Run, so that the explorer can go back to an earlier one. */
export class ModelCache {
  private readonly models = new Map<number, CachedModel>();

  constructor(private readonly budget = BUDGET_BYTES) {}

  /** Keep the model, in place of its Run's earlier one. False when it does not fit. */
  keep(entry: CachedModel): boolean {
    this.models.delete(entry.run);
    if (bytesOf(entry.model) > this.budget) return false;
    this.models.set(entry.run, entry);
    return true;
  }

  of(run: number): CachedModel | undefined {
    return this.models.get(run);
  }

  clear(): void {
    this.models.clear();
  }
}
