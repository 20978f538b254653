import type { Sampler } from "./sampler";

const DOUBLE = 8;

/** Sums over the kept samples of what adds up, and the vectors of each, in standard units. */
export class Samples {
  count = 0;
  offset = 0;
  /** Σ noise variance. */
  variance = 0;
  /** Vectors, [key × factors] a sample: of users without their features, of products, and so on. */
  readonly users: Float32Array[] = [];
  readonly products: Float32Array[] = [];
  /** Of the values of each feature, the user's first; of every user and product; of years; of histories' products. */
  readonly userFeatures: Float32Array[][] = [];
  readonly productFeatures: Float32Array[][] = [];
  readonly everyUser: Float32Array[] = [];
  readonly everyProduct: Float32Array[] = [];
  readonly years: Float32Array[] = [];
  readonly inputs: Float32Array[] = [];
  /** Prior variance of a user's own factors by column. */
  readonly userPrior: Float64Array[] = [];
  readonly userBias: Float64Array;
  readonly productBias: Float64Array;
  readonly userFeatureBias: Float64Array[];
  readonly productFeatureBias: Float64Array[];
  readonly yearBias: Float64Array;
  readonly bins: Float64Array;
  readonly drift: Float64Array | null;
  unknownProduct = 0;
  /** Σ prior variance of a user's bias. */
  userBiasVariance = 0;

  constructor(private readonly sampler: Sampler) {
    const { userBias, productBias, yearBias, bins, drift } = sampler;
    this.userBias = new Float64Array(userBias.keys);
    this.productBias = new Float64Array(productBias.keys);
    this.userFeatureBias = userBias.features.map(({ count }) => new Float64Array(count));
    this.productFeatureBias = productBias.features.map(({ count }) => new Float64Array(count));
    this.yearBias = new Float64Array(yearBias.count);
    this.bins = new Float64Array(bins.count);
    this.drift = drift && new Float64Array(drift.count);
  }

  /** Keep the state after a sweep: own values as their conditional means. */
  keep(): void {
    const { sampler } = this;
    const { memory, user, product, userBias, productBias, years, yearBias, bins, drift } = sampler;
    this.count++;
    this.offset += sampler.offset;
    this.variance += 1 / sampler.noise;
    this.users.push(this.rows(user.core, user.keys, user.ahead));
    this.products.push(this.rows(product.core, product.keys, product.ahead));
    this.userFeatures.push(user.features.map(({ values, count }) => this.rows(values, count)));
    this.productFeatures.push(product.features.map(({ values, count }) => this.rows(values, count)));
    this.everyUser.push(this.rows(user.every.values, 1));
    this.everyProduct.push(this.rows(product.every.values, 1));
    this.years.push(this.rows(years.values, years.count));
    if (user.history) this.inputs.push(this.rows(user.history.values, user.history.count));
    this.userPrior.push(Float64Array.from(user.own.priors, ({ precision }) => 1 / precision));
    const add = (sums: Float64Array, pointer: number) => {
      const values = memory.doubles(pointer, sums.length);
      for (let i = 0; i < sums.length; i++) sums[i] += values[i];
    };
    for (const [sums, of] of [
      [this.userBias, userBias],
      [this.productBias, productBias],
    ] as const) {
      add(sums, of.own.values);
      add(sums, of.ahead);
    }
    for (const [f, { values }] of userBias.features.entries()) add(this.userFeatureBias[f], values);
    for (const [f, { values }] of productBias.features.entries()) add(this.productFeatureBias[f], values);
    add(this.yearBias, yearBias.values);
    add(this.bins, bins.values);
    if (drift) add(this.drift!, drift.values);
    this.unknownProduct += productBias.own.priors[0].mean;
    this.userBiasVariance += 1 / userBias.own.priors[0].precision;
  }

  /** Columns of the sampler as rows × factors. */
  private rows(columns: number, keys: number, ahead = 0): Float32Array {
    const { memory, years } = this.sampler;
    const factors = years.priors.length;
    const rows = new Float32Array(keys * factors);
    for (let k = 0; k < factors; k++) {
      const column = memory.doubles(columns + DOUBLE * k * keys, keys);
      const more = ahead > 0 ? memory.doubles(ahead + DOUBLE * k * keys, keys) : null;
      for (let key = 0; key < keys; key++) rows[key * factors + k] = column[key] + (more ? more[key] : 0);
    }
    return rows;
  }
}
