/**
 * p-values of several tests made at once, so adjusted that the chance of any false finding stays below the level they are
 * held against: step-down, each times the number of tests that are left (Holm 1979, "A Simple Sequentially Rejective
 * Multiple Test Procedure").
 */
export function holm(p: readonly number[]): number[] {
  const order = p.map((_, i) => i).sort((a, b) => p[a] - p[b]);
  const adjusted = new Array<number>(p.length);
  let least = 0;
  for (const [rank, i] of order.entries()) {
    least = Math.max(least, Math.min(1, (p.length - rank) * p[i]));
    adjusted[i] = least;
  }
  return adjusted;
}
