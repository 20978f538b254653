import type { RunSettings } from "../../domain/settings";
import { formatCount } from "../../ui/format";
import type { Knob, Parsed } from "./knobs";

type Words = Pick<Knob, "label" | "hint">;

/** The number that the whole text is; NaN when it is none. A decimal comma counts as a point. */
export function numberOf(text: string): number {
  return text.trim() === "" ? Number.NaN : Number(text.trim().replace(",", "."));
}

export function isWhole(value: number, low: number, high: number): boolean {
  return Number.isInteger(value) && value >= low && value <= high;
}

export function isAuto(text: string): boolean {
  return text.trim().toLowerCase() === "auto";
}

/** A knob for a whole number within bounds. */
export function wholeKnob(key: "epochs" | "seed" | "minimumRatings", low: number, high: number, words: Words): Knob {
  return {
    key,
    ...words,
    show: (settings) => String(settings[key]),
    parse(text) {
      const value = numberOf(text);
      if (isWhole(value, low, high)) return { change: { [key]: value } };
      return { problem: `A whole number from ${low} to ${formatCount(high)}.` };
    },
  };
}

/** A knob for a whole number within bounds, or `auto`. */
export function autoWholeKnob(key: "factors" | "batchSize", low: number, high: number, words: Words): Knob {
  return {
    key,
    ...words,
    show: (settings) => String(settings[key]),
    parse(text) {
      if (isAuto(text)) return { change: { [key]: "auto" } };
      const value = numberOf(text);
      if (isWhole(value, low, high)) return { change: { [key]: value } };
      return { problem: `auto, or a whole number from ${low} to ${formatCount(high)}.` };
    },
  };
}

/** A knob for any number within bounds. */
export function decimalKnob(
  key: "learningRate" | "weightDecay" | "dropout",
  isGood: (value: number) => boolean,
  words: Words & { problem: string },
): Knob {
  const { problem, ...shown } = words;
  return {
    key,
    ...shown,
    show: (settings) => String(settings[key]),
    parse(text) {
      const value = numberOf(text);
      return isGood(value) ? { change: { [key]: value } } : { problem };
    },
  };
}

/** Widths of hidden layers, from the embeddings on: "100, 50". No text is no hidden layer. */
export function parseHidden(text: string): Parsed {
  const widths = text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(Number);
  if (widths.length <= 6 && widths.every((width) => isWhole(width, 1, 4096))) return { change: { hidden: widths } };
  return { problem: "Up to six widths from 1 to 4,096, such as 100, 50." };
}

/** A number of epochs; no text is no early stopping. */
export function parsePatience(text: string): Parsed {
  if (text.trim() === "") return { change: { patience: null } };
  const value = numberOf(text);
  if (isWhole(value, 1, 1000)) return { change: { patience: value } };
  return { problem: "Empty for off, or a whole number from 1 to 1,000." };
}

/** "auto", or two ends that hold every rating: "0 to 5.5", "0, 5.5" or "0 5.5". */
export function parseRange(text: string, ratings: { ratingLow: number; ratingHigh: number } | null): Parsed {
  if (isAuto(text)) return { change: { range: "auto" } };
  const ends = /^\s*(-?\d+(?:\.\d+)?)\s*(?:to|[,;–\s])\s*(-?\d+(?:\.\d+)?)\s*$/.exec(text);
  if (!ends) return { problem: "auto, or two numbers such as 0 to 5.5." };
  const [low, high] = [Number(ends[1]), Number(ends[2])];
  if (low >= high) return { problem: "The first end must be below the second." };
  if (ratings && (low > ratings.ratingLow || high < ratings.ratingHigh)) {
    return { problem: `The range must hold every rating, ${ratings.ratingLow} to ${ratings.ratingHigh}.` };
  }
  return { change: { range: [low, high] } };
}

/** "auto", or a rating of the scale. */
export function parseRelevantFrom(text: string, ratings: { ratingLow: number; ratingHigh: number } | null): Parsed {
  if (isAuto(text)) return { change: { relevantFrom: "auto" } };
  const value = numberOf(text);
  if (!Number.isFinite(value)) return { problem: "auto, or a rating such as 4." };
  if (ratings && (value < ratings.ratingLow || value > ratings.ratingHigh)) {
    return { problem: `auto, or a rating from ${ratings.ratingLow} to ${ratings.ratingHigh}.` };
  }
  return { change: { relevantFrom: value } };
}

export function showRange({ range }: RunSettings): string {
  return range === "auto" ? "auto" : `${range[0]} to ${range[1]}`;
}
