/** Points in two dimensions with what they stand for, ascending. */
export interface Placed {
  codes: Int32Array;
  xy: Float32Array;
}

/** Move the points so that their centre is 0 and their mean squared distance from it is 1, in place. */
export function toUnitSize(xy: Float32Array): void {
  const count = xy.length / 2;
  let [x, y, square] = [0, 0, 0];
  for (let i = 0; i < xy.length; i += 2) {
    x += xy[i] / count;
    y += xy[i + 1] / count;
  }
  for (let i = 0; i < xy.length; i += 2) square += ((xy[i] - x) ** 2 + (xy[i + 1] - y) ** 2) / count;
  const scale = square > 0 ? 1 / Math.sqrt(square) : 1;
  for (let i = 0; i < xy.length; i += 2) {
    xy[i] = (xy[i] - x) * scale;
    xy[i + 1] = (xy[i + 1] - y) * scale;
  }
}

/**
 * Turn the points, or turn and mirror them, in place, so that those that are in both lie as near as can be to where they
 * were (orthogonal Procrustes problem, Schönemann 1966). Both are centred. In two dimensions the best rotation by θ
 * gains Σ over the points of a cos θ + b sin θ, the best reflection c cos θ + d sin θ; the larger amplitude wins.
 */
export function alignTo(placed: Placed, before: Placed): void {
  let [a, b, c, d] = [0, 0, 0, 0];
  const { codes, xy } = placed;
  for (let i = 0, j = 0; i < codes.length && j < before.codes.length; ) {
    if (codes[i] < before.codes[j]) i++;
    else if (codes[i] > before.codes[j]) j++;
    else {
      const [x, y, toX, toY] = [xy[2 * i], xy[2 * i + 1], before.xy[2 * j++], before.xy[2 * j - 1]];
      a += x * toX + y * toY;
      b += x * toY - y * toX;
      c += x * toX - y * toY;
      d += x * toY + y * toX;
      i++;
    }
  }
  const [turns, mirrors] = [Math.hypot(a, b), Math.hypot(c, d)];
  if (Math.max(turns, mirrors) === 0) return;
  const isMirrored = mirrors > turns;
  const [cos, sin] = isMirrored ? [c / mirrors, d / mirrors] : [a / turns, b / turns];
  for (let i = 0; i < xy.length; i += 2) {
    const [x, y] = [xy[i], isMirrored ? -xy[i + 1] : xy[i + 1]];
    xy[i] = cos * x - sin * y;
    xy[i + 1] = sin * x + cos * y;
  }
}
