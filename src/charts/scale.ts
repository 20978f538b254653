/** The smallest 1, 2 or 5 times a power of ten that is at least `least`. */
export function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5, 10].find((f) => f * power >= least * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** Decimals that write multiples of this step exactly. */
export function decimalsOf(step: number): number {
  return Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
}

/** The whole multiples of `step` from at most `low` to at least `high`, at least two. */
export function multiples(low: number, high: number, step: number): number[] {
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  const decimals = decimalsOf(step);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toFixed(decimals)));
}

/** Ticks of an axis that holds these values, at about `most` places; one without extent is given some. */
export function axisTicks(low: number, high: number, most = 5): number[] {
  const extent = high - low;
  if (!Number.isFinite(extent)) return [0, 1];
  return multiples(low, high, niceStep((extent > 0 ? extent : Math.abs(high) * 0.02 || 1) / most));
}

/** A scale's two ends. */
export type Domain = [low: number, high: number];

export function domainOf(ticks: readonly number[]): Domain {
  return [ticks[0] ?? 0, ticks.at(-1) ?? 1];
}

/** Where a value stands between the ends, as an SVG percentage; beyond an end it stands on it. */
export function position(value: number, [low, high]: Domain): string {
  const share = high > low ? (value - low) / (high - low) : 0.5;
  return `${(100 * Math.min(1, Math.max(0, share))).toFixed(2)}%`;
}
