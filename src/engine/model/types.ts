/** All predict ratings but `pooled-history`, which ranks products by what a user has rated. */
export const MODEL_NAMES = ["dot-product", "dot-product-bias", "collabnn", "hybrid", "pooled-history"] as const;
export type ModelName = (typeof MODEL_NAMES)[number];

/**
 * Share of the steps over which the pull of the priors of `hybrid` grows to its full strength, and before which they are
 * not estimated: a column that is switched off before it has found its taste does not come back, and priors that hardly
 * pull would be estimated too wide.
 */
export const PRIOR_WARM_UP = 0.6;

export const BACKEND_NAMES = ["webgl", "wasm", "cpu"] as const;
export type BackendName = (typeof BACKEND_NAMES)[number];
