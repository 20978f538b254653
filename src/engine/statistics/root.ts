const MOST_STEPS = 100;

/**
 * Where `f` is 0 between `low` and `high`, at which its signs differ, to about `precision` relative to `high`: Ridders'
 * method (1979), which straightens the curve by an exponential and never leaves the bracket.
 */
export function findRoot(f: (x: number) => number, low: number, high: number, precision = 1e-14): number {
  let [left, right] = [low, high];
  let [atLeft, atRight] = [f(left), f(right)];
  if (atLeft === 0) return left;
  if (atRight === 0) return right;
  let found = left;
  for (let step = 0; step < MOST_STEPS; step++) {
    const middle = (left + right) / 2;
    const atMiddle = f(middle);
    const scale = Math.sqrt(atMiddle * atMiddle - atLeft * atRight);
    const next = middle + ((middle - left) * Math.sign(atLeft - atRight) * atMiddle) / scale;
    const atNext = f(next);
    const isSettled = Math.abs(next - found) <= precision * Math.abs(high);
    found = next;
    if (isSettled || atNext === 0) break;
    if (atMiddle * atNext < 0) {
      [left, atLeft, right, atRight] = [middle, atMiddle, next, atNext];
    } else if (atLeft * atNext < 0) {
      [right, atRight] = [next, atNext];
    } else {
      [left, atLeft] = [next, atNext];
    }
  }
  return found;
}
