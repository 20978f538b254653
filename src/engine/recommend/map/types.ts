import type { SegmentRole } from "../../../domain/roles";

export const MAP_KINDS = ["products", "users", "brands"] as const;
export type MapKind = (typeof MAP_KINDS)[number];

export const MAP_METHODS = ["pca", "umap"] as const;
export type MapMethod = (typeof MAP_METHODS)[number];

/** What points are coloured by: their values of a segment, or nothing. */
export type MapColour = SegmentRole | "error" | "none";

/** Groups that have a colour of their own. */
export const MOST_GROUPS = 8;

/** What is drawn, and how. */
export interface MapLook {
  kind: MapKind;
  method: MapMethod;
}

/** Points in two dimensions, after one epoch. */
export interface MapPicture extends MapLook {
  /** What each point stands for: product, user or brand codes, ascending. */
  codes: Int32Array;
  /** x and y of each point, one after the other: centred, mean squared distance from the centre 1. */
  xy: Float32Array;
  /** How many there are in the file: of what the model knows of them, the most rated and most active are drawn. */
  total: number;
  /** True where there are too many to draw all. */
  isCut: boolean;
  /** Dimensions of the space that neighbours are found in. */
  dimensions: number;
  /** Of PCA: share of the variance that each axis holds. */
  variance: [number, number] | null;
}

/** Which group each point belongs to. */
export interface MapGroups {
  by: MapColour;
  /** By point: 0 for unknown, 1 to `labels.length` for a label, one more for all others. */
  groups: Uint8Array;
  labels: string[];
  /** Points of each label. */
  counts: number[];
  /** Points with another value, how many such values there are, and points of which none is known. */
  others: { points: number; values: number };
  unknown: number;
}

/** A point in words. */
export interface MapName {
  code: number;
  id: string;
  /** Empty where there is none. */
  title: string;
  /** Ratings of it or by it in the Dataset. */
  ratings: number;
  /** Category and brand of a product, where they are known. */
  about: string[];
}

/** By cosine, or by what having the point adds to the interest in it, 1 for the most: the other is null. */
export interface MapNeighbour extends MapName {
  cosine: number | null;
  share: number | null;
}
