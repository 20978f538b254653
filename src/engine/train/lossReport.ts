import type { TrainingEvent } from "./types";

const INTERVAL_MS = 80;

/** What a Run tells of its steps: each batch loss once, and how fast it goes, some twelve times a second. */
export class LossReport {
  private epochSum = 0;
  private epochSteps = 0;
  /** Losses not told yet, the first of them of step `told`. */
  private waiting: number[] = [];
  private last = 0;

  constructor(
    /** Index of the next step to be told. */
    private told: number,
    private readonly tell: (event: TrainingEvent) => void,
  ) {}

  /** Mean batch loss of the epoch so far. */
  get epochMean(): number {
    return this.epochSum / this.epochSteps;
  }

  get due(): boolean {
    return performance.now() - this.last > INTERVAL_MS;
  }

  beginEpoch(): void {
    this.epochSum = 0;
    this.epochSteps = 0;
  }

  add(loss: number): void {
    this.epochSum += loss;
    this.epochSteps++;
    this.waiting.push(loss);
  }

  send(progress: Omit<Extract<TrainingEvent, { type: "progress" }>, "type">): void {
    if (this.waiting.length > 0) {
      const loss = Float32Array.from(this.waiting);
      this.waiting = [];
      this.tell({ type: "batches", firstStep: this.told, loss });
      this.told += loss.length;
    }
    this.tell({ type: "progress", ...progress });
    this.last = performance.now();
  }
}
