export type Place = readonly [x: number, y: number];

/** True for a place inside of a closed line, by how often a ray from it crosses the line (even-odd rule). */
export function isInside(x: number, y: number, line: readonly Place[]): boolean {
  let inside = false;
  for (let i = 0, j = line.length - 1; i < line.length; j = i++) {
    const [[ax, ay], [bx, by]] = [line[i], line[j]];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}
