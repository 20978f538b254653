import type { Split } from "../../src/engine/evaluate/part";
import { CUTS } from "../../src/engine/read/sample/spec";
import { ratingMoments } from "../../src/engine/read/sample/truth";
import { type Evidence, evidenceOf } from "./evidence";
import { GibbsChain } from "./gibbs";
import type { Regime } from "./regimes";

/** Sweeps of each chain that are thrown away, and that are kept. */
export interface Sweeps {
  burnIn: number;
  kept: number;
}

/** What the best possible prediction reaches on the test part, and whether the sampling can be believed. */
export interface OracleFigures {
  test: number;
  rmse: number;
  /** Of the two chains, each alone. */
  chains: { first: number; second: number };
  /** What unfinished averaging adds to `rmse`, estimated from how far the two chains' predictions lie apart. */
  excess: number;
  /** The RMSE that the posterior itself expects, and how many standard errors the squared error lies above it. */
  expectedRmse: number;
  z: number;
  /** The RMSE of somebody who knows every opinion before its noise. */
  truth: number;
}

export const SWEEPS: Sweeps = { burnIn: 60, kept: 200 };

/** What the oracle says of each test rating, sorted by user, by two chains. */
export function askOracle(evidence: Evidence, sweeps: Sweeps): [Float64Array, Float64Array] {
  const chain = (seed: number) => {
    const gibbs = new GibbsChain(evidence, seed);
    for (let sweep = 0; sweep < sweeps.burnIn + sweeps.kept; sweep++) gibbs.sweep(sweep >= sweeps.burnIn);
    return gibbs.probabilities();
  };
  return [chain(1), chain(2)];
}

/** Ask two chains, and compare what they say together with what the test ratings were. Minutes at most. */
export function oracleFigures(regime: Regime, split: Split, sweeps = SWEEPS): OracleFigures {
  const evidence = evidenceOf(regime.dataset, split.train, split.test, regime.meet);
  const { rating } = evidence.test;
  const chains = askOracle(evidence, sweeps);
  const [one, other] = chains.map(expectations);
  const both = chains[0].map((probability, i) => (probability + chains[1][i]) / 2);
  const predicted = expectations(both);
  const squares = predicted.map((value, i) => (value - rating[i]) ** 2);
  const variances = variancesOf(both);
  const rmse = Math.sqrt(mean(squares));
  const surprise = squares.map((square, i) => square - variances[i]);
  const apart = mean(one.map((value, i) => (value - other[i]) ** 2));
  return {
    test: rating.length,
    rmse,
    chains: { first: rmseOf(one, rating), second: rmseOf(other, rating) },
    // Each chain's average is off by a variance v, so they are 2v apart and their own average is off by v / 2.
    excess: apart / 4 / (2 * rmse),
    expectedRmse: Math.sqrt(mean(variances)),
    z: mean(surprise) / (deviation(surprise) / Math.sqrt(surprise.length)),
    truth: truthRmse(regime, split),
  };
}

/** RMSE on the test part of somebody who knows every opinion before its noise. */
export function truthRmse({ dataset, opinions }: Regime, { test }: Split): number {
  return rmseOf(
    Float64Array.from(test, (row) => ratingMoments(opinions[row]).mean),
    Float32Array.from(test, (row) => dataset.rating[row]),
  );
}

/** Expected rating from the probabilities of lying above each cut. */
export function expectations(probabilities: Float64Array): Float64Array {
  return perRating(probabilities, (above) => 1 + above.reduce((sum, probability) => sum + probability, 0));
}

/** Variance of the rating by the same probabilities: r² grows by 2k + 1 where r passes from k to k + 1. */
function variancesOf(probabilities: Float64Array): Float64Array {
  return perRating(probabilities, (above) => {
    const expected = 1 + above.reduce((sum, probability) => sum + probability, 0);
    return 1 + above.reduce((sum, probability, i) => sum + probability * (2 * i + 3), 0) - expected * expected;
  });
}

function perRating(probabilities: Float64Array, value: (above: Float64Array) => number): Float64Array {
  const cuts = CUTS.length;
  return Float64Array.from({ length: probabilities.length / cuts }, (_, i) =>
    value(probabilities.subarray(i * cuts, (i + 1) * cuts)),
  );
}

export function rmseOf(predicted: Float64Array, actual: Float32Array): number {
  return Math.sqrt(mean(predicted.map((value, i) => (value - actual[i]) ** 2)));
}

export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}

/** Sample standard deviation. */
export function deviation(values: ArrayLike<number>): number {
  const middle = mean(values);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] - middle) ** 2;
  return Math.sqrt(sum / (values.length - 1));
}
