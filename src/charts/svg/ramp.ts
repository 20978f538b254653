/** A step of the ramp from light to dark of the neutral hue. */
export interface Shade {
  fill: string;
  fillOpacity: number;
  stroke: string;
  strokeOpacity: number;
  /** The colour of a text on it, at 4.5:1 or more in both themes. */
  text: string;
}

/**
 * Opacities over the ground. Between 0.55 and 0.8 neither ink nor ground has 4.5:1 against the neutral hue, on white or
 * on black: the ramp leaps over them.
 */
const LIGHT = [0.12, 0.52] as const;
const DARK = [0.8, 1] as const;

/** The outline has 3:1 against the ground, which the lightest shades have not, and is not seen on the dark ones. */
const HUE = { fill: "var(--neutral-fill)", stroke: "var(--neutral)", strokeOpacity: 0.65 };

function between([from, to]: readonly [number, number], index: number, count: number, alone: number): number {
  return count === 1 ? alone : Number((from + ((to - from) * index) / (count - 1)).toFixed(3));
}

/** So many shades in order, the lighter half under ink, the darker half under the ground's colour. */
export function ramp(count: number): Shade[] {
  const light = Math.ceil(count / 2);
  return Array.from({ length: count }, (_, index) => {
    const isLight = index < light;
    const fillOpacity = isLight
      ? between(LIGHT, index, light, LIGHT[0])
      : between(DARK, index - light, count - light, DARK[1]);
    return { ...HUE, fillOpacity, text: isLight ? "var(--ink)" : "var(--ground)" };
  });
}
