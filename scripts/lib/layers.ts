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
  | "domain"
  | "backends"
  | "models"
  | "engine"
  | "workers"
  | "theme"
  | "ui"
  | "charts"
  | "features"
  | "offline"
  | "app";

export const LAYERS: Record<Layer, LayerRule> = {
  domain: { values: [], types: [], packages: "engine" },
  backends: { values: ["domain"], types: ["domain"], packages: "engine" },
  models: { values: ["domain", "backends"], types: ["domain", "backends"], packages: "engine" },
  engine: {
    values: ["domain", "backends", "models"],
    types: ["domain", "backends", "models"],
    packages: "engine",
  },
  workers: { values: ["domain", "models", "engine"], types: ["domain", "models", "engine"], packages: "engine" },
  theme: { values: [], types: [], packages: "page" },
  ui: { values: ["theme", "domain"], types: ["domain", "engine"], packages: "page" },
  charts: { values: ["theme", "ui", "domain"], types: ["domain", "engine"], packages: "page" },
  features: {
    values: ["domain", "models", "workers", "theme", "ui", "charts"],
    types: ["domain", "models", "engine", "workers"],
    packages: "page",
  },
  offline: { values: ["features", "theme", "ui"], types: ["features"], packages: "page" },
  app: { values: ["features", "theme", "ui", "charts", "offline"], types: ["engine"], packages: "page" },
};

/** Packages that parse or calculate; a name that ends in a slash stands for all that begin with it. */
export const ENGINE_PACKAGES = ["fflate", "fzstd", "hyparquet", "saxen", "@tensorflow/", "ml-matrix", "valibot"];

/** The only files of workers that the page runs; the rest is what runs inside a worker. */
export const PAGE_FILES_OF_WORKERS = [
  "src/workers/buffers.ts",
  "src/workers/call.ts",
  "src/workers/clients.ts",
  "src/workers/client.ts",
  "src/workers/protocol.ts",
];

/** What a model is, in plain values: all that the page takes of the models, and all that these files take is domain's. */
export const DEFINITIONS = /^src\/models\/(registry|definition|[\w-]+\/definition)(\.ts)?$/;

/** The only files that start workers, as modules that end in ?worker. */
export const WORKER_STARTERS = ["src/workers/clients.ts", "src/workers/readers.ts"];

/** The part of src that a file belongs to: its folder, and the app for files directly in src. */
export function layerOf(path: string): Layer {
  const [, folder = "", ...rest] = path.split("/");
  if (rest.length === 0) return "app";
  if (!(folder in LAYERS)) throw new Error(`${path} lies in a folder that the one-way import rule does not know.`);
  return folder as Layer;
}

/** The folders of the engine: each may import from those in the rows before its own. */
export const ENGINE_ORDER = [
  ["linear"],
  ["statistics", "read"],
  ["explore", "recommend"],
  ["evaluate"],
  ["train"],
  ["workspace"],
  ["export"],
];

/** On which step of ENGINE_ORDER a file of the engine lies; null for any other file. Throws for a folder that it lacks. */
export function engineStepOf(path: string): { folder: string; step: number } | null {
  const [, layer, folder, ...rest] = path.split("/");
  if (layer !== "engine" || !folder || rest.length === 0) return null;
  const step = ENGINE_ORDER.findIndex((folders) => folders.includes(folder));
  if (step < 0) throw new Error(`${path} lies in a folder that the order of the engine does not know.`);
  return { folder, step };
}
