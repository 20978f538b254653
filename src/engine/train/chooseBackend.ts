import { type AdamWStep, adamWStep } from "../../backends/adamw";
import { type Backend, whileAlive } from "../../backends/backend";
import { DeviceLost } from "../../backends/webgl/device";
import type { BackendName } from "../../domain/names";
import { Random } from "../../domain/random";
import type { Batch, LearnerOptions } from "../../models/learner";
import { assertFits, createLearner, openProvenBackend } from "../../models/learners";
import { TrainingError } from "./types";

export interface ChosenBackend {
  backend: Backend;
  /** Why this one, in words for the page. */
  reason: string;
}

/** What a backend is tried with: a learner that takes the same step again and again. */
export interface Trial {
  batchSize: number;
  /** Throws when the backend cannot hold the model. */
  assertFits(backend: Backend): void;
  open(backend: Backend): Promise<{
    step(adamw: AdamWStep): void;
    takeLosses(leave: number): Promise<Float32Array>;
    dispose(): void;
  }>;
}

/** A step's cost does not depend on the table's rows, so a trial needs no more of them than this. */
const TRIAL_ROWS = 20_000;
/** Rounds of a trial, of which the fastest counts: a slow one says more about what else the machine was doing. */
const ROUNDS = 5;
/** Enough steps a round that the wait for a GPU at its end does not count. */
const ROUND_MS = 25;
const MOST_STEPS_A_ROUND = 20;
/** A first look this many times slower than another backend's best is answer enough. */
const HOPELESS = 10;

/**
 * Open the backend that the settings name, or for `auto` the one that takes the shortest time for a few real steps
 * of this model. The plain CPU is tried only where wasm, which computes the same faster, cannot be used.
 * Throws TrainingError when none can.
 */
export function chooseBackend(wanted: BackendName | "auto", options: LearnerOptions): Promise<ChosenBackend> {
  return chooseBackendBy(wanted, ratingTrial(options));
}

/** The same for any model, by what it is tried with. */
export async function chooseBackendBy(wanted: BackendName | "auto", trial: Trial): Promise<ChosenBackend> {
  if (wanted !== "auto") {
    try {
      const backend = await openProvenBackend(wanted);
      trial.assertFits(backend);
      return { backend, reason: "as chosen in the settings" };
    } catch (error) {
      if (error instanceof DeviceLost) throw error;
      const message = `The ${wanted} backend cannot be used here: ${(error as Error).message} Choose auto.`;
      throw new TrainingError(message, { cause: error });
    }
  }
  const trials: { name: BackendName; ms: number }[] = [];
  const refusals: string[] = [];
  for (const name of ["wasm", "webgl", "cpu"] as const) {
    if (name === "cpu" && trials.some((trial) => trial.name === "wasm")) continue;
    try {
      const backend = await openProvenBackend(name);
      trial.assertFits(backend);
      const fastest = Math.min(...trials.map(({ ms }) => ms));
      const ms = await whileAlive(backend, timeStep(backend, trial, fastest));
      trials.push({ name, ms });
    } catch (error) {
      refusals.push(`${name} is not usable: ${(error as Error).message}`);
    }
  }
  if (trials.length === 0) throw new TrainingError(`This browser cannot train a model. ${refusals.join(" ")}`);
  trials.sort((a, b) => a.ms - b.ms);
  const times = trials.map(({ name, ms }) => `${name} ${Number(ms.toPrecision(2))} ms a step`).join(", ");
  const reason = trials.length > 1 ? `the fastest here: ${times}` : `the only one usable here: ${times}`;
  return { backend: await openProvenBackend(trials[0].name), reason: [reason, ...refusals].join("; ") };
}

/**
 * Milliseconds of one step of this model on random ids, after steps that compile. A backend that is clearly slower than
 * `toBeat` is not timed any further.
 */
async function timeStep(backend: Backend, { batchSize, open }: Trial, toBeat: number): Promise<number> {
  const learner = await open(backend);
  try {
    const step = adamWStep(0, { learningRate: 1e-3, momentum: 0.9 }, 0, batchSize);
    const run = async (steps: number) => {
      const start = performance.now();
      for (let i = 0; i < steps; i++) learner.step(step);
      await learner.takeLosses(0);
      return (performance.now() - start) / steps;
    };
    await run(1);
    const roughly = await run(1);
    if (roughly > HOPELESS * toBeat) return roughly;
    const steps = Math.min(MOST_STEPS_A_ROUND, Math.ceil(ROUND_MS / roughly));
    let fastest = roughly;
    for (let round = 0; round < ROUNDS; round++) fastest = Math.min(fastest, await run(steps));
    return fastest;
  } finally {
    learner.dispose();
  }
}

function ratingTrial(options: LearnerOptions): Trial {
  const userRows = Math.min(options.userRows, TRIAL_ROWS);
  const productRows = Math.min(options.productRows, TRIAL_ROWS);
  const { hybrid } = options;
  const fewer = hybrid && {
    ...hybrid,
    userBias: hybrid.userBias.slice(0, userRows),
    productBias: hybrid.productBias.slice(0, productRows),
    userCounts: hybrid.userCounts.slice(0, userRows),
    productCounts: hybrid.productCounts.slice(0, productRows),
  };
  return {
    batchSize: options.batchSize,
    assertFits: (backend) => assertFits(backend, options),
    async open(backend) {
      const learner = await createLearner(backend, { ...options, userRows, productRows, hybrid: fewer });
      const batch = randomBatch({ ...options, userRows, productRows });
      return {
        step: (adamw) => learner.step(batch, adamw),
        takeLosses: (leave) => learner.takeLosses(leave),
        dispose: () => learner.dispose(),
      };
    },
  };
}

function randomBatch({ batchSize: size, userRows, productRows, hybrid }: LearnerOptions): Batch {
  const random = new Random(1, "backend trial");
  const firstRow = hybrid?.firstRow ?? [0];
  const features = firstRow.length - 1;
  const sideRow = (feature: number) =>
    firstRow[feature] + random.integer(Math.max(1, firstRow[feature + 1] - firstRow[feature]));
  return {
    users: Int32Array.from({ length: size }, () => random.integer(userRows)),
    products: Int32Array.from({ length: size }, () => random.integer(productRows)),
    sides: Int32Array.from({ length: size * features }, (_, i) => sideRow(i % features)),
    ratings: new Float32Array(size).fill(1),
    shares: new Float32Array(size).fill(1 / size),
  };
}
