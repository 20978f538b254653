import type { PointHue, Rgb } from "../../../charts/points/types";
import type { MapGroups } from "../../../engine/recommend/map/types";
import { GROUP_HUES, type Hue, PALETTES, STEP_HUES } from "../../../theme/colors";

export type Scheme = "light" | "dark";

/** Hues by group: without one, each label's, all others'. */
export function huesOf({ by, labels }: Pick<MapGroups, "by" | "labels">, scheme: Scheme): Hue[] {
  const { neutral, unknown, behind } = PALETTES[scheme];
  if (by === "none") return [neutral];
  const isOrder = by === "error";
  const steps = STEP_HUES[scheme];
  const named = labels.map((_, i) =>
    isOrder ? steps[Math.round((i * (steps.length - 1)) / Math.max(1, labels.length - 1))] : GROUP_HUES[scheme][i],
  );
  return [unknown, ...named, { fill: behind.fill, line: behind.line }];
}

function rgb(hex: string): Rgb {
  const part = (from: number) => Number.parseInt(hex.slice(from, from + 2), 16) / 255;
  return [part(1), part(3), part(5)];
}

export function pointHues(hues: readonly Hue[]): PointHue[] {
  return hues.map(({ fill, line }) => ({ fill: rgb(fill), line: rgb(line) }));
}
