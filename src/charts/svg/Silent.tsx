import type { ReactNode } from "react";

const HIDDEN = { "aria-hidden": true };

/** Axes, grids and legends: a screen reader is told by the chart's label and its marks' words instead. */
export function Silent({ children }: { children: ReactNode }) {
  return <g {...HIDDEN}>{children}</g>;
}
