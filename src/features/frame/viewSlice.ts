import type { SetSlice } from "../studio/slice";

export const SCREENS = ["data", "explore", "train", "recommend", "report"] as const;
export type Screen = (typeof SCREENS)[number];

/** The parts of the Recommend screen. */
export const TABS = ["customer", "new", "products", "map", "compare", "bulk"] as const;
export type Tab = (typeof TABS)[number];

export interface ViewSlice {
  screen: Screen;
  /** The part of the Recommend screen in view. */
  tab: Tab;
  colorScheme: "light" | "dark" | "auto";
  setScreen(screen: Screen): void;
  setTab(tab: Tab): void;
  setColorScheme(scheme: "light" | "dark" | "auto"): void;
}

const SCHEME_KEY = "collabnn-color-scheme";

/** The remembered choice, `auto` where storage is closed to the page. */
function rememberedScheme(): ViewSlice["colorScheme"] {
  try {
    const scheme = localStorage.getItem(SCHEME_KEY);
    return scheme === "light" || scheme === "dark" ? scheme : "auto";
  } catch {
    return "auto";
  }
}

function rememberScheme(scheme: ViewSlice["colorScheme"]): void {
  try {
    localStorage.setItem(SCHEME_KEY, scheme);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

/** The screen in view and the look, and what a visit begins with. */
export function createViewSlice(set: SetSlice<ViewSlice>): ViewSlice {
  return {
    screen: "data",
    tab: "customer",
    colorScheme: rememberedScheme(),
    setScreen: (screen) => set({ screen }),
    setTab: (tab) => set({ tab }),
    setColorScheme: (colorScheme) => {
      rememberScheme(colorScheme);
      set({ colorScheme });
    },
  };
}
