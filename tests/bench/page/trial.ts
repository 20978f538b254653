import { adamWStep } from "../../../src/backends/adamw";
import type { Backend } from "../../../src/backends/backend";
import type { Batch, Learner } from "../../../src/models/learner";
import { createLearner } from "../../../src/models/learners";
import { MEASUREMENTS, median } from "../statistics";
import type { Workload } from "./protocol";
import { learnerOptions, makeBatches } from "./workload";

/** A learner in training on a workload, stepped as the Trainer steps it. */
export class Trial {
  private readonly batches: Batch[];
  private done = 0;

  private constructor(
    readonly learner: Learner,
    private readonly workload: Workload,
  ) {
    this.batches = makeBatches(workload);
  }

  static async create(backend: Backend, workload: Workload): Promise<Trial> {
    return new Trial(await createLearner(backend, learnerOptions(workload)), workload);
  }

  step(): void {
    const { batches, workload, done } = this;
    const point = { learningRate: 1e-3, momentum: 0.9 };
    this.learner.step(batches[done % batches.length], adamWStep(done, point, 0.1, workload.batchSize));
    this.done++;
  }

  /** Take steps until all their losses are there; milliseconds a step. */
  async run(steps: number): Promise<number> {
    const { learner } = this;
    const start = performance.now();
    for (let i = 0; i < steps; i++) {
      this.step();
      await learner.takeLosses(learner.queue);
    }
    await learner.takeLosses(0);
    return (performance.now() - start) / steps;
  }

  /** Milliseconds a step: the median of several runs of this many. */
  async medianRun(steps: number): Promise<number> {
    const runs: number[] = [];
    for (let i = 0; i < MEASUREMENTS; i++) runs.push(await this.run(steps));
    return median(runs);
  }
}
