import { describe, expect, test } from "vitest";
import { GROUP_HUES, PALETTES, type Palette, STEP_HUES } from "../../src/theme/colors";

/** Relative luminance of an sRGB colour, WCAG 2.2. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((start) => {
    const c = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast ratio of two colours, WCAG 2.2. */
function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

describe.each(Object.entries(PALETTES))("on the %s ground", (scheme, palette: Palette) => {
  test("the outline of every point of a map has at least 3:1", () => {
    for (const { line } of [...GROUP_HUES[scheme as "light"], ...STEP_HUES[scheme as "light"]]) {
      expect(contrast(line, palette.ground), line).toBeGreaterThanOrEqual(3);
    }
  });

  test.each(["ink", "muted"] as const)("%s text has at least 4.5:1", (name) => {
    for (const ground of [palette.ground, palette.raised]) {
      expect(contrast(palette[name], ground)).toBeGreaterThanOrEqual(4.5);
    }
  });

  const hues = [
    "neutral",
    "behind",
    "training",
    "validation",
    "baseline",
    "female",
    "male",
    "both",
    "unknown",
  ] as const;
  test.each(hues)("a mark for %s has at least 3:1", (name) => {
    expect(contrast(palette[name].line, palette.ground)).toBeGreaterThanOrEqual(3);
  });

  test.each(["good", "bad"] as const)("the words for %s have at least 4.5:1", (name) => {
    for (const ground of [palette.ground, palette[name].fill]) {
      expect(contrast(palette[name].line, ground)).toBeGreaterThanOrEqual(4.5);
    }
  });
});
