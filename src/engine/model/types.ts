/** All predict ratings but `pooled-history`, which ranks products by what a user has rated. */
export const MODEL_NAMES = ["dot-product", "dot-product-bias", "collabnn", "hybrid", "pooled-history"] as const;
export type ModelName = (typeof MODEL_NAMES)[number];

export const BACKEND_NAMES = ["webgl", "wasm", "cpu"] as const;
export type BackendName = (typeof BACKEND_NAMES)[number];
