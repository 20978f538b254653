/** How wide an interval around a predicted rating is, by the user's number of training ratings; see engine/evaluate/conformal.ts. */
export interface Conformal {
  /** Probability that the interval holds the rating. */
  level: number;
  /** Each number of ratings is in one group; `to` is null in the last. `n` residuals gave the `halfWidth`. */
  groups: { from: number; to: number | null; n: number; halfWidth: number }[];
}

/** What a finished Run knows of how far its predictions are off. */
export interface Intervals {
  table: Conformal;
  /** Training ratings of each user code, 255 where there are more. */
  trained: Uint8Array;
}

/** The half width for a user with this many training ratings. */
export function halfWidthOf({ groups }: Conformal, ratings: number): number {
  return groups.find((group) => isWithin(group, ratings))!.halfWidth;
}

function isWithin({ from, to }: Conformal["groups"][number], ratings: number): boolean {
  return ratings >= from && (to === null || ratings <= to);
}
