import type { RunSettings } from "../../engine/training/types";
import { formatCount } from "../../ui/format";

/** What a knob's text came to: a change of the settings, or a sentence that says what to mend. */
export type Parsed = { change: Partial<RunSettings> } | { problem: string };

/** What the loaded data allow. */
export interface Ratings {
  ratingLow: number;
  ratingHigh: number;
}

/** One setting that is typed as text. What it takes, a link to a view takes too. */
export interface Knob {
  key: keyof RunSettings;
  label: string;
  /** What it does, in plain words. */
  hint: string;
  show(settings: RunSettings): string;
  parse(text: string, ratings: Ratings | null): Parsed;
}

const LARGEST_SEED = 2 ** 32 - 1;
const LARGEST_BATCH = 2 ** 20;

/** The number that the whole text is; NaN when it is none. A decimal comma counts as a point. */
function numberOf(text: string): number {
  return text.trim() === "" ? Number.NaN : Number(text.trim().replace(",", "."));
}

function isWhole(value: number, low: number, high: number): boolean {
  return Number.isInteger(value) && value >= low && value <= high;
}

function isAuto(text: string): boolean {
  return text.trim().toLowerCase() === "auto";
}

/** A knob for a whole number within bounds. */
function wholeKnob(
  key: "factors" | "epochs" | "seed",
  low: number,
  high: number,
  words: Pick<Knob, "label" | "hint">,
): Knob {
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

/** A knob for any number within bounds. */
function decimalKnob(
  key: "learningRate" | "weightDecay",
  low: number,
  high: number,
  words: Pick<Knob, "label" | "hint"> & { problem: string },
): Knob {
  const { problem, ...shown } = words;
  return {
    key,
    ...shown,
    show: (settings) => String(settings[key]),
    parse(text) {
      const value = numberOf(text);
      return value >= low && value <= high ? { change: { [key]: value } } : { problem };
    },
  };
}

/** Widths of hidden layers, from the embeddings on: "100, 50". No text is no hidden layer. */
function parseHidden(text: string): Parsed {
  const widths = text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(Number);
  if (widths.length <= 6 && widths.every((width) => isWhole(width, 1, 4096))) return { change: { hidden: widths } };
  return { problem: "Up to six widths from 1 to 4,096, such as 100, 50." };
}

function parseBatchSize(text: string): Parsed {
  if (isAuto(text)) return { change: { batchSize: "auto" } };
  const value = numberOf(text);
  if (isWhole(value, 1, LARGEST_BATCH)) return { change: { batchSize: value } };
  return { problem: `auto, or a whole number from 1 to ${formatCount(LARGEST_BATCH)}.` };
}

/** "auto", or two ends that hold every rating: "0 to 5.5", "0, 5.5" or "0 5.5". */
function parseRange(text: string, ratings: Ratings | null): Parsed {
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

export const FACTORS = wholeKnob("factors", 1, 1024, {
  label: "Factors",
  hint: "Tastes learnt per user and product. More fit finer detail and overfit sooner.",
});
export const HIDDEN: Knob = {
  key: "hidden",
  label: "Hidden layers",
  hint: "Widths of the network's layers, in order.",
  show: ({ hidden }) => hidden.join(", "),
  parse: parseHidden,
};
export const EPOCHS = wholeKnob("epochs", 1, 1000, {
  label: "Epochs",
  hint: "Passes over the training ratings.",
});
export const BATCH_SIZE: Knob = {
  key: "batchSize",
  label: "Batch size",
  hint: "Ratings per step, or auto. Larger is faster, with fewer updates.",
  show: ({ batchSize }) => String(batchSize),
  parse: parseBatchSize,
};
export const LEARNING_RATE = decimalKnob("learningRate", Number.MIN_VALUE, 10, {
  label: "Peak learning rate",
  hint: "Largest step size; it warms up to this, then fades.",
  problem: "A number above 0, at most 10, such as 0.005.",
});
export const WEIGHT_DECAY = decimalKnob("weightDecay", 0, 100, {
  label: "Weight decay",
  hint: "Pulls weights towards zero, against overfitting.",
  problem: "A number from 0 to 100, such as 0.1.",
});
export const RANGE: Knob = {
  key: "range",
  label: "Rating range",
  hint: "Ends of the predictions, or auto: half a step beyond the ratings.",
  show: ({ range }) => (range === "auto" ? "auto" : `${range[0]} to ${range[1]}`),
  parse: parseRange,
};
export const SEED = wholeKnob("seed", 0, LARGEST_SEED, {
  label: "Seed",
  hint: "Same file, settings, seed and device: same result.",
});

/** The knobs that these settings use, in the order of the form. */
export function knobsFor(settings: Pick<RunSettings, "model">): Knob[] {
  const network = settings.model === "collabnn" ? [HIDDEN] : [];
  return [FACTORS, ...network, EPOCHS, BATCH_SIZE, LEARNING_RATE, WEIGHT_DECAY, RANGE, SEED];
}
