/** The generated samples by size; see engine/read/sample. */
export const SAMPLE_PRESETS = ["demo", "sparse", "full"] as const;
export type SamplePreset = (typeof SAMPLE_PRESETS)[number];
