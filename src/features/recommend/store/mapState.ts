import { PRODUCT_SEGMENTS } from "../../../domain/roles";
import type {
  MapColour,
  MapGroups,
  MapLook,
  MapName,
  MapNeighbour,
  MapPicture,
} from "../../../engine/recommend/map/types";
import type { Values } from "../../studio/slice";

/** The map after one epoch of one Run. */
export interface MapFrame {
  run: number;
  epoch: number;
  /** True for the finished Run's best epoch. */
  final: boolean;
  picture: MapPicture;
}

export interface MapSlice {
  mapLook: MapLook;
  mapColour: MapColour;
  /** Of one Run and one look, of the same points, oldest first; at most the last 60. */
  mapFrames: readonly MapFrame[];
  /** Of the points of the frames; null until they were divided. */
  mapGroups: MapGroups | null;
  mapPending: boolean;
  /** Share that is done of a UMAP under way. */
  mapProgress: number | null;
  /** Why there is no map: a sentence. */
  mapError: string | null;
  mapQuery: string;
  mapMatches: MapName[];
  mapMatchesTotal: number;
  /** Of points that were asked about, by code. */
  mapNames: ReadonlyMap<number, MapName>;
  /** The chosen point; its neighbours are null while they are awaited. */
  mapSelected: { code: number; neighbours: MapNeighbour[] | null } | null;
  /** Draw with the model that answers now. A UMAP of the same Run is kept until it is asked for `anew`. */
  drawMap(anew?: "anew"): Promise<void>;
  /** Stop a UMAP and go back to PCA. */
  cancelMap(): void;
  setMapLook(change: Partial<MapLook>): void;
  setMapColour(colour: MapColour): void;
  findOnMap(query: string): Promise<void>;
  nameOnMap(codes: readonly number[]): void;
  selectOnMap(code: number | null): Promise<void>;
  /** Choose a product on the Map tab of Recommend; from anywhere. */
  showOnMap(product: string): void;
}

/** What products are coloured by first. */
export const FIRST_COLOUR: MapColour = PRODUCT_SEGMENTS[0];

/** What a visit looks at first. */
export const firstMapLook: Pick<MapSlice, "mapLook" | "mapColour"> = {
  mapLook: { kind: "products", method: "pca" },
  mapColour: FIRST_COLOUR,
};

/** No map yet of the loaded data. */
export const emptyMap: Omit<Values<MapSlice>, keyof typeof firstMapLook> = {
  mapFrames: [],
  mapGroups: null,
  mapPending: false,
  mapProgress: null,
  mapError: null,
  mapQuery: "",
  mapMatches: [],
  mapMatchesTotal: 0,
  mapNames: new Map(),
  mapSelected: null,
};
