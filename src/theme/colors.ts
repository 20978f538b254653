/** A hue for areas, and a twin of it for outlines, lines and text that keeps 3:1 against the ground. */
export interface Hue {
  fill: string;
  line: string;
}

/** One colour per meaning, on every screen. */
export interface Palette {
  ground: string;
  raised: string;
  ink: string;
  muted: string;
  hairline: string;
  /** Marks that stand for all ratings, without a meaning of their own. */
  neutral: Hue;
  /** All ratings behind a selection, and earlier runs. */
  behind: Hue;
  training: Hue;
  validation: Hue;
  baseline: Hue;
  female: Hue;
  male: Hue;
  both: Hue;
  unknown: Hue;
  /** Only ever beside a word or an icon that says the same. */
  good: Hue;
  bad: Hue;
}

/** Hues of Okabe and Ito, "Color universal design" (2008); the light ones have a darker twin on white. */
export const PALETTES: Record<"light" | "dark", Palette> = {
  light: {
    ground: "#ffffff",
    raised: "#fafaf9",
    ink: "#16181d",
    muted: "#5b626d",
    hairline: "#e3e4e6",
    neutral: { fill: "#4a5464", line: "#4a5464" },
    behind: { fill: "#dcdee2", line: "#8d939d" },
    training: { fill: "#0072b2", line: "#0072b2" },
    validation: { fill: "#d55e00", line: "#d55e00" },
    baseline: { fill: "#80868f", line: "#6b727c" },
    female: { fill: "#e69f00", line: "#9c6b00" },
    male: { fill: "#009e73", line: "#007d5b" },
    both: { fill: "#56b4e9", line: "#1f7cb3" },
    unknown: { fill: "#c9ccd1", line: "#80868f" },
    good: { fill: "#e9f5ee", line: "#17693a" },
    bad: { fill: "#fcefed", line: "#a8281c" },
  },
  dark: {
    ground: "#101214",
    raised: "#16191c",
    ink: "#eceef1",
    muted: "#a0a7b1",
    hairline: "#2b3036",
    neutral: { fill: "#a9b3c1", line: "#a9b3c1" },
    behind: { fill: "#343a42", line: "#69717c" },
    training: { fill: "#3d9bd9", line: "#3d9bd9" },
    validation: { fill: "#ec7a26", line: "#ec7a26" },
    baseline: { fill: "#8b929c", line: "#8b929c" },
    female: { fill: "#e69f00", line: "#f0b63a" },
    male: { fill: "#009e73", line: "#2cc096" },
    both: { fill: "#56b4e9", line: "#7cc5ee" },
    unknown: { fill: "#474d56", line: "#7c838d" },
    good: { fill: "#12261b", line: "#63c98e" },
    bad: { fill: "#2e1714", line: "#f08b7f" },
  },
};

/** The CSS variables of a palette: `--ink`, `--training`, `--training-fill` and so on. */
export function cssVariables(palette: Palette): Record<string, string> {
  return Object.fromEntries(
    Object.entries(palette).flatMap(([name, colour]: [string, string | Hue]) =>
      typeof colour === "string"
        ? [[`--${name}`, colour]]
        : [
            [`--${name}`, colour.line],
            [`--${name}-fill`, colour.fill],
          ],
    ),
  );
}

/** Hues of points that are told apart by what they are, the eight of Okabe and Ito; with a shape each, never alone. */
export const GROUP_HUES: Record<"light" | "dark", readonly Hue[]> = {
  light: [
    { fill: "#0072b2", line: "#0072b2" },
    { fill: "#e69f00", line: "#9c6b00" },
    { fill: "#009e73", line: "#007d5b" },
    { fill: "#cc79a7", line: "#a8557f" },
    { fill: "#d55e00", line: "#b34f00" },
    { fill: "#56b4e9", line: "#1f7cb3" },
    { fill: "#f0e442", line: "#8a7d00" },
    { fill: "#4a4f58", line: "#16181d" },
  ],
  dark: [
    { fill: "#3d9bd9", line: "#3d9bd9" },
    { fill: "#e69f00", line: "#f0b63a" },
    { fill: "#009e73", line: "#2cc096" },
    { fill: "#cc79a7", line: "#dd96bd" },
    { fill: "#ec7a26", line: "#ec7a26" },
    { fill: "#7cc5ee", line: "#a5d8f4" },
    { fill: "#f0e442", line: "#f0e442" },
    { fill: "#c6ccd4", line: "#eceef1" },
  ],
};

/** Hues of points in an order, from little to much: ever more of one hue, with the same outline. */
export const STEP_HUES: Record<"light" | "dark", readonly Hue[]> = {
  light: ["#f3f8fb", "#c2deee", "#85bcdb", "#3d94c5", "#005587"].map((fill) => ({ fill, line: "#0072b2" })),
  dark: ["#10202c", "#1b4057", "#2a6a92", "#3d9bd9", "#b8e0fa"].map((fill) => ({ fill, line: "#3d9bd9" })),
};
