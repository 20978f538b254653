import { StepTotals } from "./stepTotals";

/** Gives the time between calls of `lap` to pieces, each after everything before it has really been done. */
export class LapClock {
  readonly totals = new StepTotals();
  private last = 0;

  /** `settle` returns when nothing is outstanding. */
  constructor(private readonly settle: () => void) {}

  start(): void {
    this.settle();
    this.last = performance.now();
  }

  /** The time since the last call belongs to this piece. */
  lap(piece: string): void {
    this.settle();
    const now = performance.now();
    this.totals.add(piece, now - this.last);
    this.last = now;
  }
}
