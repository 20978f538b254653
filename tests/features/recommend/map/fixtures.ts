import type { MapGroups, MapName, MapPicture } from "../../../../src/engine/recommend/map/types";
import type { MapFrame } from "../../../../src/features/recommend/store/mapState";

/** Five products on a map. */
export function picture(change: Partial<MapPicture> = {}): MapPicture {
  return {
    kind: "products",
    method: "pca",
    codes: Int32Array.of(0, 1, 2, 4, 7),
    xy: Float32Array.of(-1, 1, 1, 1, 1, -1, -1, -1, 0, 0),
    total: 8,
    isCut: false,
    dimensions: 16,
    variance: [0.3, 0.15],
    ...change,
  };
}

export function frame(epoch = 2, change: Partial<MapFrame> = {}): MapFrame {
  return { run: 1, epoch, final: false, picture: picture(), ...change };
}

export function groups(): MapGroups {
  return {
    by: "category",
    groups: Uint8Array.of(1, 1, 2, 1, 0),
    labels: ["Headphones", "Home Audio"],
    counts: [3, 1],
    others: { points: 0, values: 0 },
    unknown: 1,
  };
}

export function mapName(code: number, title = ""): MapName {
  return { code, id: `B${code}`, title, ratings: 10 + code, about: ["Headphones"] };
}
