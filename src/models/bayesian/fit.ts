import { designOf } from "./design";
import { biasesOf, Centre, HeldPart } from "./held";
import { Sampler } from "./sampler";
import { Samples } from "./samples";
import { bayesianSnapshot } from "./snapshot";
import type {
  BayesianData,
  BayesianFit,
  BayesianHooks,
  BayesianOptions,
  BayesianSnapshot,
  RatingRows,
  SamplerMemory,
  StartingRows,
  SweepReport,
} from "./types";

/**
 * A Bayesian factorization by Gibbs sampling (Salakhutdinov & Mnih 2008), with the histories of both sides (Koren 2008,
 * "Factorization meets the neighborhood", and its mirror for products), features and times:
 *
 *   rating ≈ offset + biases of user, product, features, year and number of ratings + drift of the user + A · B
 *   A = own + Σ over the user's products of y / √n + year + features,  B = own + Σ over the product's users of z / √n + features
 *
 * All values have normal priors, by group and column, which are drawn anew with the noise at each sweep. Updates are a
 * coordinate at a time and cost O(ratings × factors) a sweep. Codes are those of the data; ratings may come in any order
 * and unit. To refit on more rows call it again with the sweeps found. `start` are rows to start from.
 * Everything comes from the seed; rejects with what `breathe` rejects with.
 */
export async function fitBayesian(
  data: BayesianData,
  options: BayesianOptions,
  hooks: BayesianHooks,
  memory: SamplerMemory,
  start: StartingRows | null = null,
): Promise<BayesianFit> {
  const training = byUser(data.training, data.users);
  const { mean, deviation } = unitOf(training.rating);
  const standard = new Float64Array(training.user.length).map((_, at) => (training.rating[at] - mean) / deviation);
  const design = designOf({ ...data, training }, options.histories);
  const sampler = new Sampler(memory, design, { rows: training, standard }, options, start);
  const centre = new Centre(sampler);
  const parts = data.held.map((rows) => new HeldPart(sampler, rows));
  const samples = new Samples(sampler);
  const rows = standard.length;
  const meanErrors = new Float64Array(rows);
  let counted = 0;
  const reports: SweepReport[] = [];
  for (let sweep = 0; sweep < options.sweeps; sweep++) {
    sampler.sweep(sweep);
    if (sweep === options.burnIn) {
      meanErrors.fill(0);
      counted = 0;
      for (const part of parts) part.clear();
    }
    const errors = memory.doubles(sampler.errors, rows);
    counted++;
    let squares = 0;
    for (let i = 0; i < rows; i++) {
      meanErrors[i] += errors[i];
      squares += meanErrors[i] ** 2;
    }
    const vectors = centre.take();
    const biases = biasesOf(sampler);
    for (const part of parts) part.add(part.predict(vectors, biases));
    if (sweep >= options.burnIn && (sweep - options.burnIn) % options.thinning === 0) keep();
    const report: SweepReport = {
      sweep: sweep + 1,
      sweeps: options.sweeps,
      kept: sweep >= options.burnIn,
      trainRmse: (deviation * Math.sqrt(squares / rows)) / counted,
      heldRmse: parts.map((part, at) => rmse(part.mean, data.held[at], mean, deviation)),
      sigma: deviation / Math.sqrt(sampler.noise),
    };
    reports.push(report);
    hooks.onSweep?.(report);
    await hooks.breathe();
    if (!hooks.isStopped?.()) continue;
    if (samples.count === 0) keep();
    break;
  }
  const held = parts.map((part) => part.mean.map((value) => mean + deviation * value));
  const heldVariance = parts.map((part) => part.variance.map((value) => deviation ** 2 * value));
  let made: BayesianSnapshot | null = null;
  return {
    get snapshot() {
      made ??= bayesianSnapshot(samples, design, { mean, deviation }, data.features, options);
      return made;
    },
    held,
    heldVariance,
    reports,
  };

  function keep(): void {
    samples.keep();
    const drawn = { user: sampler.user.total, product: sampler.product.total };
    for (const part of parts) part.addDrawn(part.predict(drawn, biasesOf(sampler, 0)));
  }
}

function rmse(predicted: Float64Array, { rating }: RatingRows, mean: number, deviation: number): number {
  let squares = 0;
  for (let i = 0; i < predicted.length; i++) squares += (mean + deviation * predicted[i] - rating[i]) ** 2;
  return Math.sqrt(squares / predicted.length);
}

/** The rows in order of their users, so that what is summed by user lies together. */
function byUser({ user, product, rating, time }: RatingRows, users: number): RatingRows {
  const next = new Int32Array(users + 1);
  for (const code of user) next[code + 1]++;
  for (let code = 0; code < users; code++) next[code + 1] += next[code];
  const order = new Int32Array(user.length);
  for (let i = 0; i < user.length; i++) order[next[user[i]]++] = i;
  return {
    user: order.map((i) => user[i]),
    product: order.map((i) => product[i]),
    rating: new Float64Array(order.length).map((_, at) => rating[order[at]]),
    time: time && new Float64Array(order.length).map((_, at) => time[order[at]]),
  };
}

function unitOf(ratings: ArrayLike<number>): { mean: number; deviation: number } {
  let [sum, squares] = [0, 0];
  for (let i = 0; i < ratings.length; i++) sum += ratings[i];
  const mean = sum / ratings.length;
  for (let i = 0; i < ratings.length; i++) squares += (ratings[i] - mean) ** 2;
  return { mean, deviation: Math.sqrt(squares / ratings.length) || 1 };
}
