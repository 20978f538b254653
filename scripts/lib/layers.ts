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

export type Layer =
  | "models"
  | "engine"
  | "workers"
  | "store"
  | "theme"
  | "ui"
  | "frame"
  | "charts"
  | "screens"
  | "offline"
  | "app";

export const LAYERS: Record<Layer, LayerRule> = {
  models: { values: [], types: [], packages: "engine" },
  engine: { values: ["models"], types: ["models"], packages: "engine" },
  workers: { values: ["engine", "models"], types: ["engine", "models"], packages: "engine" },
  store: { values: ["workers"], types: ["engine", "workers"], packages: "page" },
  theme: { values: [], types: [], packages: "page" },
  ui: { values: ["theme"], types: ["engine", "store"], packages: "page" },
  charts: { values: ["theme", "ui"], types: ["engine", "store"], packages: "page" },
  frame: { values: ["store", "theme", "ui"], types: ["engine"], packages: "page" },
  screens: { values: ["store", "theme", "ui", "frame", "charts"], types: ["engine"], packages: "page" },
  offline: { values: ["store", "theme", "ui"], types: [], packages: "page" },
  app: { values: ["store", "theme", "ui", "frame", "screens", "offline"], types: ["engine"], packages: "page" },
};

/** Packages that parse or calculate; a name that ends in a slash stands for all that begin with it. */
export const ENGINE_PACKAGES = ["fflate", "@tensorflow/", "ml-matrix", "valibot"];

/** The only files of workers that the page runs; the rest is what runs inside a worker. */
export const PAGE_FILES_OF_WORKERS = [
  "src/workers/buffers.ts",
  "src/workers/clients.ts",
  "src/workers/client.ts",
  "src/workers/protocol.ts",
];

/** The only files that start workers, as modules that end in ?worker. */
export const WORKER_STARTERS = ["src/workers/clients.ts", "src/workers/readers.ts"];

/** The part of src that a file belongs to: its folder, and the app for files directly in src. */
export function layerOf(path: string): Layer {
  if (path.startsWith("src/ui/frame/")) return "frame";
  const [, folder = "", ...rest] = path.split("/");
  if (rest.length === 0) return "app";
  if (!(folder in LAYERS)) throw new Error(`${path} lies in a folder that the one-way import rule does not know.`);
  return folder as Layer;
}
