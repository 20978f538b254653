import type { RunSettings } from "../domain/settings";

/** What decides a model's shape. */
export interface ModelShape {
  model: string;
  factors: number;
  /** Widths of the hidden layers of the models that have a network. */
  hidden: number[];
  /** Side features that the model reads. */
  features?: number;
}

/** What the drawing of a model shows. */
export type ModelDrawing = "dot" | "network" | "features" | "history";

/** What is said of a model's drawing to those who cannot see it. */
export interface DrawnShape {
  factors: number;
  hidden: readonly number[];
  /** Names of the side features in use. */
  ofUser: readonly string[];
  ofProduct: readonly string[];
  /** What users have done with products: "rated", or "chosen". */
  done: string;
}

/** Everything about a model that its name decides: what page, command line, engine and files read of it. */
interface CommonDefinition {
  name: string;
  label: string;
  /** One plain sentence. */
  hint: string;
  /** What it is trained with unless a person says otherwise. */
  defaults: RunSettings;
  /** Settings that it never reads. */
  unread: readonly (keyof RunSettings)[];
  /** Which side features it may read. */
  reads: "all" | "of products" | "none";
  /** True where it has hidden layers; `optional` where it may do without. */
  network: boolean | "optional";
  /** Help for the settings that only its optional network reads. */
  networkHints?: Partial<Record<keyof RunSettings, string>>;
  /** Numbers that training holds for each weight that predicts: 2 where it is a mean and a variance. */
  numbersPerWeight: 1 | 2;
  /** Floats of an embedding row come in groups of so many. */
  rowGroup: 4 | 8;
  drawing: ModelDrawing;
  /** The model in one sentence. */
  describe(shape: DrawnShape): string;
  /** How a score is computed, in the names of the exported tensors. */
  formula: string;
}

/** A model that predicts ratings. */
export interface RatingDefinition extends CommonDefinition {
  learns: "ratings";
  /**
   * How it is trained: by gradient steps, epoch by epoch; by sampling, sweep by sweep; or as a blend, whose member of this
   * name is trained by steps first.
   */
  trainedBy: "steps" | "sampling" | { blendWith: string };
  /** True where an embedding row ends with a bias. */
  hasBias: boolean;
  /** True where the factors of either side are multiplied. */
  hasDot: boolean;
  /** Inputs of the network, in factors, beside those of its side features. */
  networkInputs: number;
  /** True where the last layer starts at zero: it adds nothing until it has learnt something. */
  startsSilent: boolean;
  /**
   * What a fold-in pulls the factors and the bias with, towards the mean of the trained rows, where training decays rows by
   * the step and not by the rating, so that there is no prior to take over; null where the snapshot brings its own.
   * Searched in tests/bench/quality.md.
   */
  pull: { factors: number; bias: number } | null;
  /** Ratings of an automatic batch, before they are rounded to a power of two; null for the common rule. */
  batchOf: ((trainingRatings: number) => number) | null;
  /** Epochs that so many training ratings are worth at most; left out where as many as are asked for. */
  mostEpochs?: (trainingRatings: number) => number;
  /** Share of the epochs over which its pull against overfitting grows, and the losses may rise. */
  warmUp: number;
}

/** A model that learns which products are chosen together, and predicts no rating. */
export interface RankingDefinition extends CommonDefinition {
  learns: "lists";
  /** True where it is solved at once, without steps, so that it can be fitted beside a rating model. */
  closedForm: boolean;
}

export type ModelDefinition = RatingDefinition | RankingDefinition;

/** The words that the sentence of a model of two tables begins with. */
export function bothTables({ factors }: Pick<DrawnShape, "factors">): string {
  return `User and product embeddings of ${factors} factors`;
}

export const ONTO_THE_RANGE = "then a sigmoid onto the rating range";

export function layersText(hidden: readonly number[]): string {
  return hidden.length > 0 ? `layers of ${hidden.join(", ")}` : "one linear layer";
}

/** "product", or "product with category, brand". */
export function together(id: string, sides: readonly string[]): string {
  return sides.length > 0 ? `${id} with ${sides.join(", ")}` : id;
}
