import { type Shared, sharedOnce } from "./design";
import type { Prior } from "./priors";
import type { SamplerMemory } from "./types";

/** Precision of a factor's prior to begin with, as its starting standard deviation; of a bias's, which waits. */
export const START = 0.1;
export const FACTOR_PRECISION = 1 / START ** 2;
export const BIAS_PRECISION = 4;
/** Of the vectors that every user and every product has: they are one value each, and tell nothing of a prior. */
const EVERY_PRECISION = 1;
/** Bytes of a value. */
export const DOUBLE = 8;

/** Values of one group: in columns one after the other, of `count` each, with a prior for each column. */
export interface Group {
  values: number;
  count: number;
  priors: Prior[];
  hasMean: boolean;
}

export interface OwnGroup extends Group {
  /** Mask of the keys that have a value; 0 for all. */
  has: number;
}

export interface SharedGroup extends Group {
  starts: number;
  members: number;
  weights: number;
}

/** One side of the dot product: its keys are entities or products. */
export interface Side {
  keys: number;
  own: OwnGroup;
  history: SharedGroup | null;
  features: SharedGroup[];
  every: SharedGroup;
  /** Columns by key: own and history; these and features; the conditional means of own less the draws. */
  core: number;
  total: number;
  ahead: number;
}

/** The bias of one side, by user or product code. */
export interface BiasSide {
  keys: number;
  own: OwnGroup;
  features: SharedGroup[];
  total: number;
  ahead: number;
}

/** Puts what the sampler holds into its memory. */
export class GroupMaker {
  constructor(private readonly memory: SamplerMemory) {}

  side(factors: number, keys: number, mask: Int32Array, history: Shared, features: Shared[]): Side {
    return {
      keys,
      own: this.own(keys, factors, FACTOR_PRECISION, mask, false),
      history: history.size > 0 ? this.shared(history, factors, FACTOR_PRECISION, true) : null,
      features: features.map((feature) => this.shared(feature, factors, FACTOR_PRECISION, false)),
      every: this.shared(sharedOnce(new Int32Array(keys), 1), factors, EVERY_PRECISION, false),
      core: this.memory.allocate(DOUBLE * keys * factors),
      total: this.memory.allocate(DOUBLE * keys * factors),
      ahead: this.memory.allocate(DOUBLE * keys * factors),
    };
  }

  /** The mask of own values is where a count is above 0. */
  biasSide(keys: number, counts: Int32Array, features: Shared[], hasMean: boolean): BiasSide {
    return {
      keys,
      own: this.own(
        keys,
        1,
        BIAS_PRECISION,
        counts.map((n) => Math.min(1, n)),
        hasMean,
      ),
      features: features.map((feature) => this.shared(feature, 1, BIAS_PRECISION, false)),
      total: this.memory.allocate(DOUBLE * keys),
      ahead: this.memory.allocate(DOUBLE * keys),
    };
  }

  own(count: number, columns: number, precision: number, mask: Int32Array, hasMean: boolean): OwnGroup {
    const values = this.memory.allocate(DOUBLE * count * columns);
    return { values, count, priors: priorsOf(columns, precision), hasMean, has: this.integers(mask) };
  }

  shared({ size, starts, members, weights }: Shared, columns: number, precision: number, hasMean: boolean) {
    return {
      values: this.memory.allocate(DOUBLE * size * columns),
      count: size,
      priors: priorsOf(columns, precision),
      hasMean,
      starts: this.integers(starts),
      members: this.integers(members),
      weights: this.doubles(weights),
    } satisfies SharedGroup;
  }

  integers(values: Int32Array): number {
    const pointer = this.memory.allocate(4 * values.length);
    this.memory.integers(pointer, values.length).set(values);
    return pointer;
  }

  doubles(values: Float64Array): number {
    const pointer = this.memory.allocate(DOUBLE * values.length);
    this.memory.doubles(pointer, values.length).set(values);
    return pointer;
  }
}

function priorsOf(columns: number, precision: number): Prior[] {
  return Array.from({ length: columns }, () => ({ mean: 0, precision }));
}
