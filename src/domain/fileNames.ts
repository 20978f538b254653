/**
 * A Workspace is a set of named files, the same in storage and in the ZIP archive that is saved: see docs/workspace.md.
 * The manifest says what there is; everything else is beside it.
 */
export const MANIFEST_FILE = "workspace.json";
export const DATASET_FILE = "dataset.safetensors";

/** The four files of an exported model: see docs/export.md. */
export const MODEL_FILES = {
  weights: "model.safetensors",
  users: "users.json",
  products: "products.json",
  config: "config.json",
} as const;
