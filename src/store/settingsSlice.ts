import { DEFAULT_SETTINGS } from "../engine/training/types";
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

/** Settings of the next Run, the screen in view and the look. */
export function createSettingsSlice(set: (change: Partial<State> | ((state: State) => Partial<State>)) => void) {
  const slice: SettingsSlice = {
    settings: DEFAULT_SETTINGS,
    screen: "data",
    colorScheme: rememberedScheme(),
    setSettings: (change) => set((state) => ({ settings: { ...state.settings, ...change } })),
    setScreen: (screen) => set({ screen }),
    setColorScheme: (colorScheme) => {
      rememberScheme(colorScheme);
      set({ colorScheme });
    },
  };
  return slice;
}
