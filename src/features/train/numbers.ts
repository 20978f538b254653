import { boundsText, isWithin, type RunSettings, type Takes } from "../../domain/settings";
import { dayStart } from "../../domain/split";

/** What a knob's text came to: a change of the settings, or a sentence that says what to mend. */
type Parsed = { change: Partial<RunSettings> } | { problem: string };

/** What the loaded data allow. */
interface Ratings {
  ratingLow: number;
  ratingHigh: number;
  /** First and last known time, in seconds since 1970. */
  timeSpan?: [number, number] | null;
}

/** A setting as the text of its field. */
export interface Typing {
  show(settings: RunSettings): string;
  parse(text: string, ratings: Ratings | null): Parsed;
}

/** How a setting is shown in its field, and what a text in it comes to. */
export function typing(key: keyof RunSettings, takes: Takes, example: string): Typing {
  const good = (value: unknown): Parsed => ({ change: { [key]: value } });
  switch (takes.kind) {
    case "whole":
    case "number":
      return numberTyping(key, takes, example, good);
    case "rating":
      return {
        show: (settings) => String(settings[key]),
        parse: (text, ratings) => parseRating(text, ratings, takes, example, good),
      };
    case "widths":
      return {
        show: ({ hidden }) => hidden.join(", "),
        parse: (text) => parseWidths(text, takes, example, good),
      };
    case "range":
      return { show: showRange, parse: (text, ratings) => parseRange(text, ratings, example) };
    case "date":
      return {
        show: ({ cutDate }) => cutDate,
        parse: (text, ratings) => parseDay(text.trim(), ratings, example, good),
      };
    default:
      throw new Error(`${key} is chosen, not typed.`);
  }
}

/** The number that the whole text is; NaN when it is none. A decimal comma counts as a point. */
function numberOf(text: string): number {
  return text.trim() === "" ? Number.NaN : Number(text.trim().replace(",", "."));
}

function isAuto(text: string): boolean {
  return text.trim().toLowerCase() === "auto";
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A number within bounds; `auto`, or no text for nothing, where it may be that. */
function numberTyping(
  key: keyof RunSettings,
  takes: Extract<Takes, { kind: "whole" | "number" }>,
  example: string,
  good: (value: unknown) => Parsed,
): Typing {
  const other = takes.kind === "whole" ? takes.or : undefined;
  const bounds = boundsText(takes.kind === "whole" ? { ...takes, of: undefined } : takes);
  const such = example ? `, such as ${example}.` : ".";
  const words = { auto: `auto, or ${bounds}`, none: `Empty for off, or ${bounds}` };
  const problem = `${other ? words[other] : capital(bounds)}${such}`;
  return {
    show: (settings) => (settings[key] === null ? "" : String(settings[key])),
    parse(text) {
      if (other === "auto" && isAuto(text)) return good("auto");
      if (other === "none" && text.trim() === "") return good(null);
      const value = numberOf(text);
      return isWithin(takes, value) ? good(value) : { problem };
    },
  };
}

/** Widths of hidden layers, from the embeddings on: "100, 50". No text is no hidden layer. */
function parseWidths(
  text: string,
  takes: Extract<Takes, { kind: "widths" }>,
  example: string,
  good: (value: unknown) => Parsed,
): Parsed {
  const widths = text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(Number);
  if (widths.length <= takes.most && widths.every((width) => isWithin(takes, width))) return good(widths);
  return { problem: `${capital(boundsText(takes))}, such as ${example}.` };
}

/** "auto", or two ends that hold every rating: "0 to 5.5", "0, 5.5" or "0 5.5". */
function parseRange(text: string, ratings: Ratings | null, example: string): Parsed {
  if (isAuto(text)) return { change: { range: "auto" } };
  const ends = /^\s*(-?\d+(?:\.\d+)?)\s*(?:to|[,;–\s])\s*(-?\d+(?:\.\d+)?)\s*$/.exec(text);
  if (!ends) return { problem: `auto, or two numbers such as ${example}.` };
  const [low, high] = [Number(ends[1]), Number(ends[2])];
  if (low >= high) return { problem: "The first end must be below the second." };
  if (ratings && (low > ratings.ratingLow || high < ratings.ratingHigh)) {
    return { problem: `The range must hold every rating, ${ratings.ratingLow} to ${ratings.ratingHigh}.` };
  }
  return { change: { range: [low, high] } };
}

/** No text, or a day at which the times of the ratings can be cut. */
function parseDay(text: string, ratings: Ratings | null, example: string, good: (value: unknown) => Parsed): Parsed {
  if (text === "") return good("");
  const start = dayStart(text);
  if (Number.isNaN(start)) return { problem: `Empty, or a day such as ${example}.` };
  const [first, last] = ratings?.timeSpan ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  if (start > first && start <= last) return good(text);
  return { problem: `A day after ${dayOf(first)}, at the latest ${dayOf(last)}.` };
}

function dayOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}

/** "auto", or a rating of the scale. */
function parseRating(
  text: string,
  ratings: Ratings | null,
  takes: Extract<Takes, { kind: "rating" }>,
  example: string,
  good: (value: unknown) => Parsed,
): Parsed {
  if (isAuto(text)) return good("auto");
  const value = numberOf(text);
  if (!isWithin(takes, value)) return { problem: `auto, or a rating such as ${example}.` };
  if (ratings && (value < ratings.ratingLow || value > ratings.ratingHigh)) {
    return { problem: `auto, or a rating from ${ratings.ratingLow} to ${ratings.ratingHigh}.` };
  }
  return good(value);
}

function showRange({ range }: RunSettings): string {
  return range === "auto" ? "auto" : `${range[0]} to ${range[1]}`;
}
