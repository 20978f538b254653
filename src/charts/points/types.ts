/** Red, green and blue from 0 to 1. */
export type Rgb = readonly [number, number, number];

/** What a group's points look like; the group's number says its shape. */
export interface PointHue {
  fill: Rgb;
  line: Rgb;
}

/** How a point is drawn: as it is, behind the others, or not at all. */
export const PLAIN_POINT = 0;
export const FADED_POINT = 1;
export const HIDDEN_POINT = 2;

/** From the points' own units to pixels: x · scale + left, and top - y · scale. */
export interface PointView {
  width: number;
  height: number;
  /** Device pixels of a pixel. */
  ratio: number;
  scale: number;
  left: number;
  top: number;
  /** Width of a point in pixels. */
  size: number;
}

/** Draws many points on a canvas. */
export interface PointRenderer {
  readonly kind: "webgl" | "canvas";
  /** Where the points are, and where they were: drawn between the two. Both have x and y of each point in turn. */
  setPositions(to: Float32Array, from: Float32Array): void;
  /** Group of each point: 0 without one, then those of the hues; one beyond the last hue for all others. */
  setGroups(groups: Uint8Array): void;
  setStates(states: Uint8Array): void;
  /** Without a group, of each group, of all others. */
  setHues(hues: readonly PointHue[]): void;
  /** `share` of the way from where they were, 0 to 1; of the points only every so-manieth, 1 for all. */
  draw(view: PointView, share: number, every: number): void;
  /** Wait until what was drawn is there. */
  finish(): void;
  dispose(): void;
}

/** Shapes of the groups, by their number; beyond them, and without a group, a point is a disc. */
export const SHAPES = [
  "disc",
  "disc",
  "square",
  "triangle",
  "diamond",
  "plus",
  "triangle down",
  "cross",
  "ring",
] as const;
