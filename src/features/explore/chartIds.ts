import type { SideRole } from "../../domain/roles";

/** The cards of Explore that can be gone to. */
export type ChartName =
  | SideRole
  | "boxes"
  | "time"
  | "distribution"
  | "userActivity"
  | "productActivity"
  | "error"
  | "bias"
  | "biasByYear"
  | "means"
  | "findings";

/** The id of a chart's card, by which it is found on the page. */
export function chartId(name: ChartName): string {
  return `chart-${name}`;
}

/** Scroll to a chart's card and focus it; false where it is not on the page. */
export function goToChart(name: ChartName): boolean {
  const card = document.getElementById(chartId(name));
  if (!card) return false;
  const isStill = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  card.scrollIntoView({ behavior: isStill ? "auto" : "smooth", block: "start" });
  card.focus({ preventScroll: true });
  return true;
}
