/**
 * The one-way import rule: which part of src may import which.
 *
 * A part may import itself, the parts listed for it, and types (and the constants beside them, from a file named
 * types.ts) of the parts listed as `types`. Parsing and arithmetic stay off the main thread because the libraries
 * that do them are the engine's and the workers' alone.
 */
export interface LayerRule {
  values: Layer[];
  types: Layer[];
  /** Packages it may import: the engine's own, or any other that the page uses. */
  packages: "engine" | "page";
}

export type Layer = "engine" | "workers" | "store" | "charts" | "ui" | "screens" | "offline" | "app";

export const LAYERS: Record<Layer, LayerRule> = {
  engine: { values: [], types: [], packages: "engine" },
  workers: { values: ["engine"], types: ["engine"], packages: "engine" },
  store: { values: ["workers"], types: ["engine", "workers"], packages: "page" },
  ui: { values: [], types: ["engine", "store"], packages: "page" },
  charts: { values: ["ui"], types: ["engine", "store"], packages: "page" },
  offline: { values: [], types: [], packages: "page" },
  screens: { values: ["store", "charts", "ui"], types: ["engine"], packages: "page" },
  app: { values: ["store", "charts", "ui", "screens", "offline"], types: ["engine"], packages: "page" },
};

/** Packages that parse or calculate; a name that ends in a slash stands for all that begin with it. */
export const ENGINE_PACKAGES = ["papaparse", "fflate", "@tensorflow/"];

/** The only files of workers that the page runs; the rest is what runs inside a worker. */
export const PAGE_FILES_OF_WORKERS = ["src/workers/clients.ts", "src/workers/protocol.ts"];

/** The part of src that a file belongs to; files directly in src are the app. */
export function layerOf(path: string): Layer {
  const [, folder, ...rest] = path.split("/");
  return rest.length > 0 && folder !== undefined && folder in LAYERS ? (folder as Layer) : "app";
}
