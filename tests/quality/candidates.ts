import type { ModelName, RunSettings } from "../../src/domain/settings";
import { defaultsOf, isRanking, MODEL_NAMES } from "../../src/models/registry";

/** Something to be trained on every regime. */
export interface Candidate {
  name: string;
  settings: RunSettings;
}

export const RECIPE = "recipe";

/** The models that predict ratings. */
const RATING_MODELS = MODEL_NAMES.filter((model) => !isRanking(model));
export const CANDIDATE_NAMES: readonly string[] = [RECIPE, ...RATING_MODELS];

/** The reference recipe (fastai's `EmbeddingDotBias` by `fit_one_cycle`), every setting written out. */
const RECIPE_SETTINGS: RunSettings = {
  ...defaultsOf("dot-product-bias"),
  factors: 32,
  batchSize: 64,
  epochs: 5,
  patience: null,
  schedule: "one-cycle",
  learningRate: 5e-3,
  weightDecay: 0.1,
  range: "auto",
};

/**
 * A candidate by its name: the recipe, or a model by its defaults with these overrides.
 * @throws for a name that is none.
 */
export function candidate(name: string, overrides: Partial<RunSettings>): Candidate {
  if (name === RECIPE) return { name, settings: RECIPE_SETTINGS };
  if (!CANDIDATE_NAMES.includes(name)) {
    throw new Error(`There is no model "${name}"; models: ${CANDIDATE_NAMES.join(", ")}.`);
  }
  return { name, settings: { ...defaultsOf(name as ModelName), ...overrides } };
}

/**
 * Settings from `key=value` texts; a value is JSON, or else text as it stands.
 * @throws for a key that is no setting.
 */
export function overridesFrom(texts: readonly string[]): Partial<RunSettings> {
  const entries = texts.map((text): [string, unknown] => {
    const at = text.indexOf("=");
    const key = text.slice(0, at);
    if (at < 0 || !(key in defaultsOf("hybrid"))) {
      throw new Error(`"${text}" sets nothing; settings: ${Object.keys(defaultsOf("hybrid")).join(", ")}.`);
    }
    return [key, parsed(text.slice(at + 1))];
  });
  return Object.fromEntries(entries);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
