import { binOf, deviation, yearIndex } from "./design";
import type { Sampler } from "./sampler";
import type { RatingRows } from "./types";

const DOUBLE = 8;

/** The sampler's values as the means of what each user and product would be drawn from next, in standard units. */
export class Centre {
  private readonly user: number;
  private readonly product: number;

  constructor(private readonly sampler: Sampler) {
    const { memory, user, product } = sampler;
    const columns = sampler.years.priors.length;
    this.user = memory.allocate(DOUBLE * user.keys * columns);
    this.product = memory.allocate(DOUBLE * product.keys * columns);
  }

  /** Take the state after a sweep; valid until the next. */
  take(): { user: number; product: number } {
    const { user, product, memory, years } = this.sampler;
    for (const [side, copy] of [
      [user, this.user],
      [product, this.product],
    ] as const) {
      const size = side.keys * years.priors.length;
      memory.doubles(copy, size).set(memory.doubles(side.total, size));
      memory.kernels.addScaled(size, copy, side.ahead, 1);
    }
    return { user: this.user, product: this.product };
  }
}

/** Bias that a user or product code is predicted with, in standard units. */
export interface Biases {
  ofUser(code: number): number;
  ofProduct(code: number): number;
}

/** Those of the state after a sweep, valid until the next: own values as their means, or (0) as they were drawn. */
export function biasesOf(sampler: Sampler, means: 0 | 1 = 1): Biases {
  const { memory, design, userBias, productBias, bins } = sampler;
  const [userTotal, userAhead] = [userBias.total, userBias.ahead].map((at) => memory.doubles(at, userBias.keys));
  const [total, ahead] = [productBias.total, productBias.ahead].map((at) => memory.doubles(at, productBias.keys));
  const ofBin = memory.doubles(bins.values, bins.count);
  const unknown = productBias.own.priors[0].mean;
  return {
    ofUser: (code) => userTotal[code] + means * userAhead[code] + ofBin[binOf(design.userCounts[code])],
    ofProduct: (code) => total[code] + (design.productCounts[code] > 0 ? means * ahead[code] : unknown),
  };
}

/** Rows to be predicted after each sweep, and the running mean of what is predicted for them. */
export class HeldPart {
  readonly size: number;
  private readonly at: { entity: number; product: number; year: number; out: number };
  private readonly year: Int32Array;
  private readonly deviations: Float64Array | null;
  private readonly sums: Float64Array;
  private count = 0;
  private readonly drawnMean: Float64Array;
  private readonly drawnSquares: Float64Array;
  private drawn = 0;

  constructor(
    private readonly sampler: Sampler,
    private readonly rows: RatingRows,
  ) {
    const { memory, design } = sampler;
    const { user, product, time } = rows;
    this.size = user.length;
    const integers = (values: Int32Array) => {
      const pointer = memory.allocate(4 * values.length);
      memory.integers(pointer, values.length).set(values);
      return pointer;
    };
    this.year = user.map((_, i) => yearIndex(design.years, time ? time[i] : Number.NaN));
    const { drift } = design;
    this.deviations =
      drift && time ? Float64Array.from(user, (code, i) => deviation(time[i] - drift.meanDate[code])) : null;
    this.at = {
      entity: integers(user.map((code) => design.entityOf[code])),
      product: integers(product),
      year: integers(this.year),
      out: memory.allocate(DOUBLE * this.size),
    };
    this.sums = new Float64Array(this.size);
    this.drawnMean = new Float64Array(this.size);
    this.drawnSquares = new Float64Array(this.size);
  }

  /** Predict from the sampler's state, in standard units; valid until the next call. */
  predict(vectors: { user: number; product: number }, { ofUser, ofProduct }: Biases): Float64Array {
    const { memory, offset, user, product, years, yearBias, drift, design } = this.sampler;
    const out = memory.doubles(this.at.out, this.size);
    const ofYear = memory.doubles(yearBias.values, yearBias.count);
    const ofDrift = drift && this.deviations ? memory.doubles(drift.values, drift.count) : null;
    for (let i = 0; i < this.size; i++) {
      const code = this.rows.user[i];
      out[i] = offset + ofUser(code) + ofProduct(this.rows.product[i]) + ofYear[this.year[i]];
      if (ofDrift) out[i] += ofDrift[code] * this.deviations![i];
    }
    for (let k = 0; k < years.priors.length; k++) {
      memory.kernels.addProducts(
        this.size,
        this.at.entity,
        vectors.user + DOUBLE * k * user.keys,
        design.years.count > 0 ? this.at.year : 0,
        years.values + DOUBLE * k * years.count,
        this.at.product,
        vectors.product + DOUBLE * k * product.keys,
        this.at.out,
      );
    }
    return out;
  }

  /** Count a prediction for the running mean. */
  add(predicted: Float64Array): void {
    for (let i = 0; i < this.size; i++) this.sums[i] += predicted[i];
    this.count++;
  }

  /** Count a prediction from drawn values for the variance. */
  addDrawn(predicted: Float64Array): void {
    this.drawn++;
    for (let i = 0; i < this.size; i++) {
      const before = predicted[i] - this.drawnMean[i];
      this.drawnMean[i] += before / this.drawn;
      this.drawnSquares[i] += before * (predicted[i] - this.drawnMean[i]);
    }
  }

  /** Variance of the drawn predictions. */
  get variance(): Float64Array {
    return this.drawnSquares.map((squares) => squares / Math.max(1, this.drawn - 1));
  }

  /** Begin the running mean anew. */
  clear(): void {
    this.sums.fill(0);
    this.count = 0;
  }

  get mean(): Float64Array {
    return this.sums.map((sum) => sum / this.count);
  }
}
