import type { ModelSnapshot } from "../engine/training/types";
import { buffersOf } from "../workers/buffers";

/** The weights of a Run after one epoch; `final` for the finished Run's best epoch. */
export interface ShelvedModel {
  run: number;
  epoch: number;
  final: boolean;
  model: ModelSnapshot;
}

/**
 * Some dozens of Runs on the Demo sample. What is kept here is copied when it is sent, and a copy of much more than
 * this holds up the page; larger models move to the worker instead.
 */
const BUDGET_BYTES = 32 * 2 ** 20;

function bytesOf(model: ModelSnapshot): number {
  return buffersOf(model).reduce((total, { byteLength }) => total + byteLength, 0);
}

/** The newest weights of recent Runs, so that the explorer can go back to an earlier one. */
export class ModelShelf {
  private readonly models = new Map<number, ShelvedModel>();

  constructor(private readonly budget = BUDGET_BYTES) {}

  /** Keep the model, in place of its Run's earlier one; the oldest Runs make room. False when it does not fit. */
  keep(entry: ShelvedModel): boolean {
    this.models.delete(entry.run);
    const size = bytesOf(entry.model);
    if (size > this.budget) return false;
    for (const run of this.models.keys()) {
      if (this.used() + size <= this.budget) break;
      this.models.delete(run);
    }
    this.models.set(entry.run, entry);
    return true;
  }

  of(run: number): ShelvedModel | undefined {
    return this.models.get(run);
  }

  clear(): void {
    this.models.clear();
  }

  private used(): number {
    return [...this.models.values()].reduce((total, { model }) => total + bytesOf(model), 0);
  }
}
