import type { Feedback } from "../../../domain/roles";
import type { ModelName, RunSettings } from "../../../domain/settings";
import { SETTING_NAMES } from "../../../domain/settings";
import { splitMethodOf } from "../../../domain/split";
import type { DatasetSummary } from "../../../engine/read/types";
import { DEFAULT_SETTINGS, defaultsOf, isRanking, RANKING_MODELS } from "../../../models/registry";
import type { LoadedData } from "../../data/store/dataState";
import { writeSetting } from "../../studio/settingText";
import type { SetSlice, Values } from "../../studio/slice";

export interface SettingsSlice {
  settings: RunSettings;
  /** The model that had to give way because the loaded data have no ratings; null where none had to. */
  replacedModel: ModelName | null;
  setSettings(change: Partial<RunSettings>): void;
}

/** The settings with this change. With another model come its defaults for all that stood at the old model's. */
export function changeSettings(settings: RunSettings, change: Partial<RunSettings>): RunSettings {
  const model = change.model ?? settings.model;
  const changed = { ...settings };
  function follow<Name extends keyof RunSettings>(name: Name): void {
    const untouched = writeSetting(name, settings[name]) === writeSetting(name, defaultsOf(settings.model)[name]);
    if (untouched) changed[name] = defaultsOf(model)[name];
  }
  if (model !== settings.model) SETTING_NAMES.forEach(follow);
  return { ...changed, ...change };
}

/** The settings that a Run on these data is asked for with: how they are split is said. */
export function settled(settings: RunSettings, { splitParts }: Pick<DatasetSummary, "splitParts">): RunSettings {
  return { ...settings, split: splitMethodOf(settings.split, splitParts) };
}

type ModelSettings = Values<SettingsSlice>;

/**
 * The settings as far as data of this kind can be trained with them. Where nothing is rated, a model that ranks takes
 * the place of one that predicts ratings, and every row is relevant. With rated data the model that had to give way
 * comes back; what was set meanwhile stays.
 */
export function fitSettings({ settings, replacedModel }: ModelSettings, feedback: Feedback): ModelSettings {
  if (feedback === "explicit") {
    return {
      settings: replacedModel ? changeSettings(settings, { model: replacedModel }) : settings,
      replacedModel: null,
    };
  }
  const ranks = isRanking(settings.model);
  if (ranks && settings.relevantFrom === "auto") return { settings, replacedModel };
  const model = ranks ? settings.model : RANKING_MODELS[0].name;
  return {
    settings: changeSettings(settings, { model, relevantFrom: "auto" }),
    replacedModel: ranks ? replacedModel : settings.model,
  };
}

/** The settings that a link names, as far as the loaded data can be trained with them. */
export function settingsOfLink(settings: RunSettings, data: LoadedData | null): ModelSettings {
  const named = { settings, replacedModel: null };
  return data ? fitSettings(named, data.summary.feedback) : named;
}

/** Settings of the next Run, and their first values. */
export function createSettingsSlice(set: SetSlice<SettingsSlice>): SettingsSlice {
  return {
    settings: DEFAULT_SETTINGS,
    replacedModel: null,
    setSettings: (change) =>
      set(({ settings, replacedModel }) => ({
        settings: changeSettings(settings, change),
        // Who chooses another model does not want the one before back.
        replacedModel: (change.model ?? settings.model) === settings.model ? replacedModel : null,
      })),
  };
}
