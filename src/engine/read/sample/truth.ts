import { CUTS, EFFECTS, TASTES } from "./spec";

/**
 * How far a product is to a user's taste: u · v / √TASTES, with a variance of 1.
 * @param ofUsers TASTES numbers per user; `ofProducts` per product
 */
export function tasteOf(
  ofUsers: ArrayLike<number>,
  user: number,
  ofProducts: ArrayLike<number>,
  product: number,
): number {
  let taste = 0;
  for (let i = 0; i < TASTES; i++) taste += ofUsers[user * TASTES + i] * ofProducts[product * TASTES + i];
  return taste / Math.sqrt(TASTES);
}

/** The rating of a latent opinion. */
export function ratingOf(opinion: number): number {
  let rating = 1;
  for (const cut of CUTS) if (opinion > cut) rating++;
  return rating;
}

/**
 * Expected value and variance of the rating when the opinion before noise is known, exactly: the rating is
 * 1 + the number of cuts below opinion + noise, and P(noise > cut - opinion) is the normal tail.
 */
export function ratingMoments(opinion: number): { mean: number; variance: number } {
  let mean = 1;
  let square = 1;
  CUTS.forEach((cut, i) => {
    const above = normalTail((cut - opinion) / EFFECTS.noise);
    mean += above;
    // r² grows by (k + 1)² - k² where r passes from k to k + 1, with k = i + 1.
    square += above * (2 * i + 3);
  });
  return { mean, variance: square - mean * mean };
}

/**
 * The lowest RMSE that any prediction can expect on these ratings: that of the expectation under the full truth.
 * @param opinions latent opinion before noise, per rating.
 */
export function bestRmse(opinions: Float32Array): number {
  let sum = 0;
  for (const opinion of opinions) sum += ratingMoments(opinion).variance;
  return Math.sqrt(sum / opinions.length);
}

/** P(Z > z) for a standard normal Z; error below 7.5e-8 (Abramowitz & Stegun 26.2.17). */
function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI)) * series;
}
