import type { Feedback } from "../../domain/roles";
import { type RunSettings, type SettingGroup, settingEntry } from "../../domain/settings";
import { isUnreadBySplit } from "../../domain/split";
import { modelOf } from "../../models/registry";
import { writeSetting } from "../studio/settingText";
import { type Typing, typing } from "./numbers";

/** One setting that is typed as text. What it takes, a link to a view takes too. */
export interface Knob extends Typing {
  key: keyof RunSettings;
  label: string;
  /** What it does, in plain words. */
  hint: string;
  /** Stands in the empty field where empty means something. */
  placeholder?: string;
}

/** The knob of a setting that is typed as text. */
function knobOf(key: keyof RunSettings): Knob {
  const { label, takes, typed } = settingEntry(key);
  const { hint = "", placeholder, example = "" } = typed ?? {};
  return { key, label, hint, placeholder, ...typing(key, takes, example) };
}

export const FACTORS = knobOf("factors");
export const HIDDEN = knobOf("hidden");
export const MINIMUM_RATINGS = knobOf("minimumRatings");
export const DROPOUT = knobOf("dropout");
export const EPOCHS = knobOf("epochs");
export const PATIENCE = knobOf("patience");
export const BATCH_SIZE = knobOf("batchSize");
export const LEARNING_RATE = knobOf("learningRate");
export const WEIGHT_DECAY = knobOf("weightDecay");
export const RANGE = knobOf("range");
export const RELEVANT_FROM = knobOf("relevantFrom");
export const SEED = knobOf("seed");
export const TEST_PART = knobOf("testShare");
export const CUT_DATE = knobOf("cutDate");
const FOLDS = knobOf("folds");

const KNOBS: readonly Knob[] = [
  FACTORS,
  HIDDEN,
  MINIMUM_RATINGS,
  DROPOUT,
  EPOCHS,
  PATIENCE,
  BATCH_SIZE,
  LEARNING_RATE,
  WEIGHT_DECAY,
  RANGE,
  RELEVANT_FROM,
  TEST_PART,
  CUT_DATE,
  SEED,
  FOLDS,
];

/** The knobs that this model uses on data of this kind, by the form's parts, in their order. */
export function knobGroups(
  { model, split, cutDate }: Pick<RunSettings, "model" | "split" | "cutDate">,
  feedback: Feedback,
): Record<SettingGroup, readonly Knob[]> {
  const { unread } = modelOf(model);
  // Where nothing is rated, whatever was chosen is relevant.
  const isRelevant = (key: string) => key !== "relevantFrom" || feedback === "explicit";
  const used = KNOBS.filter(
    ({ key }) => !unread.includes(key) && isRelevant(key) && !isUnreadBySplit(key, { split, cutDate }),
  );
  const of = (group: SettingGroup) => used.filter(({ key }) => settingEntry(key).typed?.group === group);
  return { size: of("size"), training: of("training"), measured: of("measured"), advanced: of("advanced") };
}

/** Every knob that this model uses on data of this kind. */
export function knobsFor(settings: Pick<RunSettings, "model" | "split" | "cutDate">, feedback: Feedback): Knob[] {
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
export function isUnused(
  key: keyof RunSettings,
  { model, hidden, split = "auto", cutDate = "" }: Pick<RunSettings, "model" | "hidden"> & Partial<RunSettings>,
): boolean {
  const { unread, networkHints = {} } = modelOf(model);
  return (
    unread.includes(key) || (hidden.length === 0 && key in networkHints) || isUnreadBySplit(key, { split, cutDate })
  );
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
