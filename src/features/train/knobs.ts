import type { Feedback } from "../../domain/roles";
import type { ModelName, RunSettings } from "../../domain/settings";
import { isRanking, modelOf } from "../../models/registry";
import { writeSetting } from "../studio/hash";
import {
  autoWholeKnob,
  decimalKnob,
  parseHidden,
  parsePatience,
  parseRange,
  parseRelevantFrom,
  showRange,
  wholeKnob,
} from "./numbers";

/** What a knob's text came to: a change of the settings, or a sentence that says what to mend. */
export type Parsed = { change: Partial<RunSettings> } | { problem: string };

/** What the loaded data allow. */
export interface Ratings {
  ratingLow: number;
  ratingHigh: number;
}

/** One setting that is typed as text. What it takes, a link to a view takes too. */
export interface Knob {
  key: keyof RunSettings;
  label: string;
  /** What it does, in plain words. */
  hint: string;
  /** Stands in the empty field where empty means something. */
  placeholder?: string;
  show(settings: RunSettings): string;
  parse(text: string, ratings: Ratings | null): Parsed;
}

const LARGEST_SEED = 2 ** 32 - 1;

export const FACTORS = autoWholeKnob("factors", 1, 1024, {
  label: "Factors",
  hint: "Tastes learnt per user and product, or auto. More overfit sooner.",
});
export const HIDDEN: Knob = {
  key: "hidden",
  label: "Hidden layers",
  hint: "Widths of the network’s layers, in order.",
  placeholder: "none",
  show: ({ hidden }) => hidden.join(", "),
  parse: parseHidden,
};
export const MINIMUM_RATINGS = wholeKnob("minimumRatings", 1, 1000, {
  label: "Minimum ratings",
  hint: "Half of the ratings of users with fewer train the unknown user.",
});
export const DROPOUT = decimalKnob("dropout", (value) => value >= 0 && value <= 0.9, {
  label: "Dropout",
  hint: "Share of a layer left out at each step, against overfitting.",
  problem: "A number from 0 to 0.9, such as 0.1.",
});
export const EPOCHS = wholeKnob("epochs", 1, 1000, {
  label: "Epochs",
  hint: "Passes over the training part.",
});
export const PATIENCE: Knob = {
  key: "patience",
  label: "Early stopping",
  hint: "Epochs to wait for a better one; empty for off.",
  placeholder: "off",
  show: ({ patience }) => (patience === null ? "" : String(patience)),
  parse: parsePatience,
};
export const BATCH_SIZE = autoWholeKnob("batchSize", 1, 2 ** 20, {
  label: "Batch size",
  hint: "How much a step trains on, or auto. Larger is faster, with fewer updates.",
});
export const LEARNING_RATE = decimalKnob("learningRate", (value) => value > 0 && value <= 10, {
  label: "Learning rate",
  hint: "The largest step size.",
  problem: "A number above 0, at most 10, such as 0.005.",
});
export const WEIGHT_DECAY = decimalKnob("weightDecay", (value) => value >= 0 && value <= 100, {
  label: "Weight decay",
  hint: "Pulls weights towards zero, against overfitting.",
  problem: "A number from 0 to 100, such as 0.1.",
});
export const RANGE: Knob = {
  key: "range",
  label: "Rating range",
  hint: "Ends of the predictions; auto is half a step beyond the ratings.",
  show: showRange,
  parse: parseRange,
};
export const RELEVANT_FROM: Knob = {
  key: "relevantFrom",
  label: "Relevant from",
  hint: "A top 10 should hold products rated so; auto is 4 of 1 to 5.",
  show: ({ relevantFrom }) => String(relevantFrom),
  parse: parseRelevantFrom,
};
export const SEED = wholeKnob("seed", 0, LARGEST_SEED, {
  label: "Seed",
  hint: "Same file, settings, seed and device: same result.",
});

/** The parts of the form. `advanced` is out of sight until it is asked for. */
export type KnobGroup = "size" | "training" | "measured" | "advanced";

function isNetwork(model: ModelName): boolean {
  return modelOf(model).network !== false;
}

/** The knobs that this model uses on data of this kind, by the form's parts, in their order. */
export function knobGroups({ model }: Pick<RunSettings, "model">, feedback: Feedback): Record<KnobGroup, Knob[]> {
  const { unread } = modelOf(model);
  const ofFeatures = [MINIMUM_RATINGS, DROPOUT].filter(({ key }) => !unread.includes(key));
  const range = isRanking(model) ? [] : [RANGE];
  // Where nothing is rated, whatever was chosen is relevant.
  const relevant = feedback === "explicit" ? [RELEVANT_FROM] : [];
  return {
    size: [FACTORS, ...(isNetwork(model) ? [HIDDEN] : [])],
    training: [EPOCHS, PATIENCE, LEARNING_RATE],
    measured: [SEED],
    advanced: [...ofFeatures, BATCH_SIZE, WEIGHT_DECAY, ...range, ...relevant],
  };
}

/** Every knob that this model uses on data of this kind. */
export function knobsFor(settings: Pick<RunSettings, "model">, feedback: Feedback): Knob[] {
  const { size, training, measured, advanced } = knobGroups(settings, feedback);
  return [...size, ...training, ...measured, ...advanced];
}

/** What a knob does for this model, or why it now does nothing. */
export function hintOf({ key, hint }: Knob, settings: Pick<RunSettings, "model" | "hidden">): string {
  const ofNetwork = modelOf(settings.model).networkHints?.[key];
  if (!ofNetwork) return hint;
  return isUnused(key, settings) ? "Of the network: no effect without hidden layers." : ofNetwork;
}

/** True for a setting that a Run with these settings does not read: a difference in it is none. */
export function isUnused(key: keyof RunSettings, { model, hidden }: Pick<RunSettings, "model" | "hidden">): boolean {
  const { unread, networkHints = {} } = modelOf(model);
  return unread.includes(key) || (hidden.length === 0 && key in networkHints);
}

/** True where a link would say the same: the order in which side features were ticked means nothing. */
function isSameSetting(key: keyof RunSettings, a: RunSettings, b: RunSettings): boolean {
  return writeSetting(key, a[key]) === writeSetting(key, b[key]);
}

/** The settings that a Run with `settings` reads and that are not as in `defaults`. */
export function changedFrom(defaults: RunSettings, settings: RunSettings): (keyof RunSettings)[] {
  const keys = Object.keys(defaults) as (keyof RunSettings)[];
  return keys.filter((key) => !isUnused(key, settings)).filter((key) => !isSameSetting(key, settings, defaults));
}
