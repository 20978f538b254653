import { type Domain, extentOf } from "../scale";
import { intervalAround } from "./place";

interface Point {
  mean: number;
  margin: number;
  small: boolean;
}

/**
 * What a scale of means has to hold: all means, and all intervals but those of small points, which would flatten the
 * others: they lengthen it to at most twice what the others take.
 */
export function meanDomain(points: readonly Point[], behind: readonly (number | null)[]): Domain {
  const estimates = (isSmall: boolean) =>
    points
      .filter(({ small }) => small === isSmall)
      .map(({ mean, margin }) => ({ value: mean, interval: intervalAround(mean, margin) }));
  const [low, high] = extentOf(estimates(false), [...points.map(({ mean }) => mean), ...behind]);
  const [smallLow, smallHigh] = extentOf(estimates(true));
  // Nothing is hidden by whiskers where there is nothing but them.
  const room = high > low ? (high - low) / 2 : Number.POSITIVE_INFINITY;
  return [Math.max(low - room, Math.min(low, smallLow)), Math.min(high + room, Math.max(high, smallHigh))];
}
