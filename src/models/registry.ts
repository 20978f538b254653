import type { ModelName, RunSettings } from "../domain/settings";
import { bayesian } from "./bayesian/definition";
import { blend } from "./blend/definition";
import { collabnn } from "./collabnn/definition";
import type { ModelDefinition, RankingDefinition, RatingDefinition } from "./definition";
import { dotProduct } from "./dot-product/definition";
import { dotProductBias } from "./dot-product-bias/definition";
import { hybrid } from "./hybrid/definition";
import { itemItem } from "./item-item/definition";
import { pooledHistory } from "./pooled-history/definition";

/** The models by what they learn, the one to begin with first. */
export const RATING_MODELS: readonly RatingDefinition[] = [
  blend,
  bayesian,
  hybrid,
  collabnn,
  dotProductBias,
  dotProduct,
];
export const RANKING_MODELS: readonly RankingDefinition[] = [itemItem, pooledHistory];

const MODELS: readonly ModelDefinition[] = [...RATING_MODELS, ...RANKING_MODELS];
const BY_NAME: ReadonlyMap<string, ModelDefinition> = new Map(MODELS.map((model) => [model.name, model]));

export const MODEL_NAMES: readonly ModelName[] = MODELS.map(({ name }) => name);

/** What the page begins with. */
export const DEFAULT_SETTINGS: RunSettings = RATING_MODELS[0].defaults;

/** The model that links and documents of version 0.1 mean where they name none. */
export const FIRST_DEFAULT_MODEL: ModelName = hybrid.name;

/** The definition of the model of this name. Throws for a name that no model has. */
export function modelOf(name: ModelName): ModelDefinition {
  const found = BY_NAME.get(name);
  if (!found) throw new Error(`There is no model "${name}".`);
  return found;
}

/** The same for a model that predicts ratings. */
export function ratingModelOf(name: ModelName): RatingDefinition {
  const found = modelOf(name);
  if (found.learns !== "ratings") throw new Error(`${name} predicts no ratings.`);
  return found;
}

/** The ranking models that can be fitted beside a rating model, so that a Run makes lists of both. */
export const RANKERS: readonly ModelName[] = RANKING_MODELS.filter(({ closedForm }) => closedForm).map(
  ({ name }) => name,
);

/** True for a model whose score is a dot product of two rows, with biases or without, and nothing else. */
export function isPlainProduct(name: ModelName): boolean {
  const model = modelOf(name);
  return model.learns === "ratings" && model.hasDot && model.reads === "none" && model.network === false;
}

/** The model whose steps a Run takes: the model itself, or the member of a blend that is trained by steps. */
export function steppedModelOf(name: ModelName): ModelName {
  const model = modelOf(name);
  return model.learns === "ratings" && typeof model.trainedBy === "object" ? model.trainedBy.blendWith : name;
}

/** True for a model that is sampled: its epochs are sweeps, and what predicts is their mean. */
export function isSampled(name: ModelName): boolean {
  const model = modelOf(name);
  return model.learns === "ratings" && model.trainedBy === "sampling";
}

/** What the model is trained with unless a person says otherwise. */
export function defaultsOf(name: ModelName): RunSettings {
  return modelOf(name).defaults;
}

/** True for a model without epochs, which is solved in closed form. */
export function isSolvedAtOnce(name: ModelName): boolean {
  const model = modelOf(name);
  return model.learns === "lists" && model.closedForm;
}

/** True for a model that ranks products and predicts no rating. */
export function isRanking(name: ModelName): boolean {
  return modelOf(name).learns === "lists";
}
