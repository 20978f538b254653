import type { SideRole } from "../../engine/dataset/types";

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
