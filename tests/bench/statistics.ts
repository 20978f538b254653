/** Measurements of each side of a comparison. */
export const MEASUREMENTS = 5;

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The value below which this share of the values lies: linear between two of them. */
export function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return low + (place - Math.floor(place)) * (high - low);
}

export interface Comparison {
  /** Medians of the two sides. */
  a: number;
  b: number;
  /** Median of a ÷ b over the pairs. */
  ratio: number;
}

/**
 * Compare two sides measured in turn, A B A B …: a machine that is busy for a while slows both of a pair, so the pairs'
 * ratios tell more than the ratio of the medians.
 */
export async function inTurn(
  a: () => Promise<number>,
  b: () => Promise<number>,
  times = MEASUREMENTS,
): Promise<Comparison> {
  const pairs: { a: number; b: number }[] = [];
  for (let i = 0; i < times; i++) pairs.push({ a: await a(), b: await b() });
  return {
    a: median(pairs.map((pair) => pair.a)),
    b: median(pairs.map((pair) => pair.b)),
    ratio: median(pairs.map((pair) => pair.a / pair.b)),
  };
}

/** Three significant figures, thousands separated. */
export function figure(value: number): string {
  return value.toLocaleString("en", { maximumSignificantDigits: 3 });
}

export function milliseconds(value: number): string {
  return `${figure(value)} ms`;
}
