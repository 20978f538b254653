import type { PointView } from "../../../charts/points/types";

/** From the map's units to pixels before anybody zoomed: x · scale + left, top - y · scale. */
export interface Fit {
  scale: number;
  left: number;
  top: number;
}

/** How the fit is zoomed and moved, as d3-zoom says it. */
export interface Zoomed {
  k: number;
  x: number;
  y: number;
}

/** Of the smaller side, on each side of the points. */
const MARGIN = 0.06;
/** Points beyond this share at either end of an axis are let go: one far out would make the others small. */
const TAIL = 0.002;

/** The fit that shows the points, all but the farthest few of many. */
export function fitTo(xy: Float32Array, shown: (point: number) => boolean, width: number, height: number): Fit {
  const [left, right] = ends(xy, 0, shown);
  const [low, high] = ends(xy, 1, shown);
  const margin = MARGIN * Math.min(width, height);
  const across = (width - 2 * margin) / Math.max(right - left, 1e-6);
  const up = (height - 2 * margin) / Math.max(high - low, 1e-6);
  const scale = Math.max(1e-6, Math.min(across, up, Math.min(width, height)));
  return { scale, left: width / 2 - (scale * (left + right)) / 2, top: height / 2 + (scale * (low + high)) / 2 };
}

function ends(xy: Float32Array, from: 0 | 1, shown: (point: number) => boolean): [number, number] {
  const values: number[] = [];
  for (let i = 0; 2 * i < xy.length; i++) if (shown(i)) values.push(xy[2 * i + from]);
  if (values.length === 0) return [-1, 1];
  const sorted = Float32Array.from(values).sort();
  const tail = Math.floor(TAIL * sorted.length);
  return [sorted[tail], sorted[sorted.length - 1 - tail]];
}

export function zoomedFit(fit: Fit, { k, x, y }: Zoomed): Fit {
  return { scale: fit.scale * k, left: fit.left * k + x, top: fit.top * k + y };
}

/** Width of a point: less the more there are, a little more when zoomed in. */
export function pointSize(count: number, k: number): number {
  const base =
    count <= 400 ? 11 : count <= 2000 ? 9 : count <= 6000 ? 7 : count <= 12_000 ? 6 : count <= 40_000 ? 4 : 3;
  return Math.min(18, base * Math.max(1, k) ** 0.35);
}

/** Pixels of a point. */
export function toScreen({ scale, left, top }: Fit, xy: Float32Array, point: number): [x: number, y: number] {
  return [left + xy[2 * point] * scale, top - xy[2 * point + 1] * scale];
}

export function cameraView(fit: Fit, size: number, width: number, height: number, ratio: number): PointView {
  return { ...fit, size, width, height, ratio };
}
