import { isFigure } from "./place";

/** Lines between neighbours that both are figures, those at a faded one apart. */
export function linePaths(
  values: readonly (number | null)[],
  faded: readonly boolean[],
  x: (index: number) => number,
  at: (value: number) => number,
): { strong: string; faded: string } {
  const paths = { strong: "", faded: "" };
  // Which path ended at the last point, so that a line goes on rather than starting anew at every point.
  let last: keyof typeof paths | null = null;
  for (let i = 1; i < values.length; i++) {
    const [from, to] = [values[i - 1], values[i]];
    if (!isFigure(from) || !isFigure(to)) {
      last = null;
      continue;
    }
    const kind = faded[i - 1] || faded[i] ? "faded" : "strong";
    if (kind !== last) paths[kind] += `M${x(i - 1)} ${at(from)}`;
    paths[kind] += `L${x(i)} ${at(to)}`;
    last = kind;
  }
  return paths;
}
