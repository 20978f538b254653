import type { TestErrors } from "../../engine/recommend/map/groups";
import type {
  MapColour,
  MapGroups,
  MapKind,
  MapLook,
  MapName,
  MapNeighbour,
  MapPicture,
} from "../../engine/recommend/map/types";
import type { Likeness } from "../../engine/recommend/products/types";
import type { Call } from "../call";

/** What the page asks about the map of products, users or brands; all but `drawMap` about what was drawn last. */
export type MapCalls = {
  /** Progress is the share that is done. Other calls are answered meanwhile. */
  drawMap: Call<MapLook, number, MapPicture>;
  /** `errors` is what a Run predicted for its test part, to colour by error. */
  mapGroups: Call<{ kind: MapKind; codes: Int32Array; by: MapColour; errors: TestErrors | null }, never, MapGroups>;
  mapNames: Call<{ kind: MapKind; codes: number[] }, never, MapName[]>;
  findOnMap: Call<{ kind: MapKind; query: string; limit: number }, never, { matches: MapName[]; total: number }>;
  /** Nearest first: by cosine in all dimensions, or by item-item weights where there are any. */
  mapNeighbours: Call<{ kind: MapKind; code: number; count: number; by: Likeness }, never, MapNeighbour[]>;
};
