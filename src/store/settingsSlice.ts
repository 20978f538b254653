import { DEFAULT_SETTINGS, DEFAULTS_OF, type RunSettings } from "../engine/training/types";
import { SETTING_NAMES, writeSetting } from "./hash";
import type { SettingsSlice, State } from "./state";

const SCHEME_KEY = "collabnn-color-scheme";

/** The remembered choice, `auto` where storage is closed to the page. */
function rememberedScheme(): SettingsSlice["colorScheme"] {
  try {
    const scheme = localStorage.getItem(SCHEME_KEY);
    return scheme === "light" || scheme === "dark" ? scheme : "auto";
  } catch {
    return "auto";
  }
}

function rememberScheme(scheme: SettingsSlice["colorScheme"]): void {
  try {
    localStorage.setItem(SCHEME_KEY, scheme);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

/** The settings with this change. With another model come its defaults for all that stood at the old model's. */
export function changeSettings(settings: RunSettings, change: Partial<RunSettings>): RunSettings {
  const model = change.model ?? settings.model;
  const changed = { ...settings };
  function follow<Name extends keyof RunSettings>(name: Name): void {
    const untouched = writeSetting(name, settings[name]) === writeSetting(name, DEFAULTS_OF[settings.model][name]);
    if (untouched) changed[name] = DEFAULTS_OF[model][name];
  }
  if (model !== settings.model) SETTING_NAMES.forEach(follow);
  return { ...changed, ...change };
}

/** Settings of the next Run, the screen in view and the look. */
export function createSettingsSlice(set: (change: Partial<State> | ((state: State) => Partial<State>)) => void) {
  const slice: SettingsSlice = {
    settings: DEFAULT_SETTINGS,
    screen: "data",
    colorScheme: rememberedScheme(),
    setSettings: (change) => set((state) => ({ settings: changeSettings(state.settings, change) })),
    setScreen: (screen) => set({ screen }),
    setColorScheme: (colorScheme) => {
      rememberScheme(colorScheme);
      set({ colorScheme });
    },
  };
  return slice;
}
