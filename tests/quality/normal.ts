import type { Random } from "../../src/domain/random";

/** P(Z > z) for a standard normal Z; error below 7.5e-8 (Abramowitz & Stegun 26.2.17). */
export function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI)) * series;
}

/**
 * A standard normal draw that lies in [low, high] (Robert 1995, "Simulation of truncated normal variables"): an open
 * end by a normal or a shifted exponential proposal, a closed interval, meant to be a few σ wide at most, by a uniform
 * one.
 */
export function truncatedNormal(low: number, high: number, random: Random): number {
  if (high === Number.POSITIVE_INFINITY) return above(low, random);
  if (low === Number.NEGATIVE_INFINITY) return -above(-high, random);
  const nearest = Math.max(low, Math.min(high, 0));
  for (;;) {
    const draw = low + (high - low) * random.next();
    if (random.next() <= Math.exp((nearest * nearest - draw * draw) / 2)) return draw;
  }
}

/** Below this many σ a normal proposal is accepted more often than an exponential one. */
const EXPONENTIAL_FROM = 0.45;

function above(low: number, random: Random): number {
  if (low < EXPONENTIAL_FROM) {
    for (;;) {
      const draw = random.normal();
      if (draw >= low) return draw;
    }
  }
  const rate = (low + Math.sqrt(low * low + 4)) / 2;
  for (;;) {
    const draw = low - Math.log(1 - random.next()) / rate;
    if (random.next() <= Math.exp(-((draw - rate) ** 2) / 2)) return draw;
  }
}
