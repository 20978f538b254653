import { median } from "../../statistics";

/** Milliseconds by piece and step. */
export class StepTotals {
  private readonly steps = new Map<string, number[]>();
  private current = new Map<string, number>();

  add(piece: string, ms: number): void {
    this.current.set(piece, (this.current.get(piece) ?? 0) + ms);
  }

  /** Sum of the step's pieces so far. */
  get sum(): number {
    return [...this.current.values()].reduce((sum, ms) => sum + ms, 0);
  }

  endStep(): void {
    for (const [piece, ms] of this.current) {
      const all = this.steps.get(piece);
      if (all) all.push(ms);
      else this.steps.set(piece, [ms]);
    }
    this.current = new Map();
  }

  /** Forget all steps. */
  clear(): void {
    this.steps.clear();
    this.current.clear();
  }

  /** Median of each piece over the steps, so that a step during which the machine did something else does not count. */
  medians(): { name: string; ms: number }[] {
    return [...this.steps].map(([name, all]) => ({ name, ms: median(all) }));
  }
}
