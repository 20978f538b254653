import { Matrix } from "ml-matrix";
import { type Cut, cutSamples } from "./cut";
import { binOf, type Design, LEAST_HISTORY } from "./design";
import type { Samples } from "./samples";
import type { BayesianOptions, BayesianSnapshot, SideFeature } from "./types";

/** Columns of a row: factors and the bias, padded to a multiple of 4. */
function paddedWidth(columns: number): number {
  return Math.ceil(columns / 4) * 4;
}

/** The rows of the samples of one side, side by side, and what they are weighted with. */
function gramOf(stack: readonly Float32Array[], common: readonly Float32Array[], weights: ArrayLike<number>): Matrix {
  const factors = stack[0].length / weights.length;
  const columns = stack.length * factors;
  const row = new Float64Array(columns);
  const sums = new Float64Array(columns * columns);
  for (let key = 0; key < weights.length; key++) {
    if (weights[key] === 0) continue;
    readRow(stack, key, factors, row);
    for (let at = 0; at < columns; at++) row[at] += common[Math.floor(at / factors)][at % factors];
    for (let i = 0; i < columns; i++) {
      const weighted = weights[key] * row[i];
      for (let j = i, at = i * columns + i; j < columns; j++, at++) sums[at] += weighted * row[j];
    }
  }
  const gram = new Matrix(columns, columns);
  for (let i = 0; i < columns; i++) {
    for (let j = i; j < columns; j++) {
      gram.set(i, j, sums[i * columns + j]);
      gram.set(j, i, sums[i * columns + j]);
    }
  }
  return gram;
}

function readRow(stack: readonly Float32Array[], key: number, factors: number, row: Float64Array): void {
  for (let s = 0, at = 0; s < stack.length; s++) {
    for (let k = 0; k < factors; k++, at++) row[at] = stack[s][key * factors + k];
  }
}

/** What all samples come to, in rating units. */
export function bayesianSnapshot(
  samples: Samples,
  design: Design,
  unit: { mean: number; deviation: number },
  features: readonly SideFeature[],
  { rank, factors }: BayesianOptions,
): BayesianSnapshot {
  const { count } = samples;
  const { mean, deviation } = unit;
  const entityWeight = new Float64Array(design.entities);
  const { entity, weight } = design.cells;
  for (let cell = 0; cell < entity.length; cell++) entityWeight[entity[cell]] += weight[cell];
  const newest = design.years.count > 0 ? design.years.count - 1 : design.years.count;
  const common = samples.everyUser.map((every, s) =>
    every.map((value, k) => value + samples.years[s][newest * factors + k]),
  );
  const cut = cutSamples(
    gramOf(samples.users, common, entityWeight),
    gramOf(samples.products, samples.everyProduct, design.productCounts),
    samples.userPrior,
    rank,
  );
  const width = paddedWidth(cut.rank + 1);
  const scale = Math.sqrt(deviation);
  const row = new Float64Array(count * factors);
  /** Writes the row of a key of a stack at the position of a table. */
  const write = (table: Float32Array, at: number, stack: readonly Float32Array[], key: number, by: Float64Array) => {
    readRow(stack, key, factors, row);
    project(row, by, cut.rank, scale, table, at * width);
  };
  const bias = (sums: Float64Array, at: number) => (deviation * sums[at]) / count;
  const users = new Float32Array(design.userCounts.length * width);
  const countBias = samples.bins.map((sum) => (deviation * sum) / count);
  for (let code = 0; code < design.userCounts.length; code++) {
    const key = design.entityOf[code];
    if (design.ownEntity[key]) write(users, code, samples.users, key, cut.ofUser);
    users[code * width + cut.rank] = bias(samples.userBias, code) + countBias[binOf(design.userCounts[code])];
  }
  const products = new Float32Array(design.productCounts.length * width);
  const unknownBias = (deviation * samples.unknownProduct) / count;
  for (let code = 0; code < design.productCounts.length; code++) {
    write(products, code, samples.products, code, cut.ofProduct);
    const known = design.productCounts[code] > 0;
    products[code * width + cut.rank] = known ? bias(samples.productBias, code) : unknownBias;
  }
  const [unknownUser, unknownProduct] = [new Float32Array(width), new Float32Array(width)];
  unknownUser[cut.rank] = countBias[0];
  unknownProduct[cut.rank] = unknownBias;
  const firstRow: number[] = [];
  let next = 1;
  for (const { size } of features) {
    firstRow.push(next);
    next += size;
  }
  const [everyUser, everyProduct, firstYear] = [next, next + 1, next + 2];
  const sides = new Float32Array((firstYear + design.years.count) * width);
  const seen = { user: 0, product: 0 };
  for (const [f, { of, size }] of features.entries()) {
    const at = seen[of]++;
    const [stacks, sums, by] =
      of === "user"
        ? [samples.userFeatures, samples.userFeatureBias[at], cut.ofUser]
        : [samples.productFeatures, samples.productFeatureBias[at], cut.ofProduct];
    const stack = stacks.map((sample) => sample[at]);
    for (let value = 0; value < size; value++) {
      write(sides, firstRow[f] + value, stack, value, by);
      sides[(firstRow[f] + value) * width + cut.rank] = bias(sums, value);
    }
  }
  write(sides, everyUser, samples.everyUser, 0, cut.ofUser);
  write(sides, everyProduct, samples.everyProduct, 0, cut.ofProduct);
  for (let year = 0; year < design.years.count; year++) {
    write(sides, firstYear + year, samples.years, year, cut.ofUser);
    sides[(firstYear + year) * width + cut.rank] = bias(samples.yearBias, year);
  }
  const hasInputs = samples.inputs.length > 0;
  const inputs = new Float32Array(hasInputs ? products.length : 0);
  if (hasInputs) {
    for (let code = 0; code < design.productCounts.length; code++)
      write(inputs, code, samples.inputs, code, cut.ofUser);
  }
  const variance = (deviation ** 2 * samples.variance) / count;
  return {
    rank: cut.rank,
    width,
    offset: mean + (deviation * samples.offset) / count,
    users,
    products,
    unknownUser,
    unknownProduct,
    sides,
    firstRow,
    everyUser,
    everyProduct,
    years: Int32Array.from({ length: design.years.count }, (_, year) => firstYear + year),
    firstYear: design.years.first,
    inputs,
    leastHistory: LEAST_HISTORY,
    userPull: pullOf(cut, variance, deviation, (deviation ** 2 * samples.userBiasVariance) / count),
    countBias,
    sigma: Math.sqrt(variance),
    drift: Float32Array.from(samples.drift ?? [], (sum) => (deviation * sum) / count),
    meanDate: design.drift?.meanDate ?? new Float64Array(),
  };
}

function pullOf({ variance, rank }: Cut, noise: number, deviation: number, biasVariance: number): Float64Array {
  const pulls = Float64Array.from({ length: rank + 1 }, (_, k) => noise / Math.max(1e-9, deviation * variance[k]));
  pulls[rank] = noise / biasVariance;
  return pulls;
}

function project(
  row: Float64Array,
  by: Float64Array,
  rank: number,
  scale: number,
  table: Float32Array,
  first: number,
): void {
  for (let k = 0; k < rank; k++) {
    let sum = 0;
    for (let at = 0; at < row.length; at++) sum += row[at] * by[at * rank + k];
    table[first + k] = scale * sum;
  }
}
