/** What all charts share: small muted text, hairlines, no motion. */
export const AXIS_TEXT = { fontSize: 12, fill: "var(--muted)" };
export const LABEL_TEXT = { fontSize: 12, fill: "var(--ink)" };
export const HAIRLINE = "var(--hairline)";

/** Colours by meaning; each is a variable of the palette. */
export type Meaning = "neutral" | "female" | "male" | "both" | "unknown";

/** The colour of a gender as readings write it; other values have none of their own. */
export function genderMeaning(label: string): Meaning {
  const meanings: Record<string, Meaning> = { "": "unknown", Female: "female", Male: "male", "Female&Male": "both" };
  return meanings[label] ?? "neutral";
}

/** Area and outline of a mark; unknown is hatched with the chart's pattern, so that it is told apart without colour. */
export function markStyle(meaning: Meaning, hatch: string): { fill: string; stroke: string } {
  return {
    fill: meaning === "unknown" ? `url(#${hatch})` : `var(--${meaning}-fill)`,
    stroke: `var(--${meaning})`,
  };
}

/** Pixels that a text of 12 px Inter takes, roughly; enough to leave room for labels. */
export function textWidth(text: string): number {
  return Math.ceil(text.length * 6.6);
}
