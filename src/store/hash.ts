import {
  BACKEND_NAMES,
  DEFAULT_SETTINGS,
  MODEL_NAMES,
  type RunSettings,
  SPLIT_METHODS,
} from "../engine/training/types";
import { SCREENS, type Screen } from "./state";

/** What a link to a view says. Settings that it leaves out are the defaults. */
export interface View {
  screen: Screen;
  settings: RunSettings;
}

/** How one setting is written in the link; `read` gives undefined for a text that it cannot be. */
interface Field<Value> {
  key: string;
  write(value: Value): string;
  read(text: string): Value | undefined;
}

const NUMBER = "-?\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?";

function oneOf<Value extends string>(key: string, values: readonly Value[]): Field<Value> {
  return { key, write: String, read: (text) => values.find((value) => value === text) };
}

function number(key: string, low: number, high: number, whole: boolean): Field<number> {
  const pattern = new RegExp(`^${NUMBER}$`);
  return {
    key,
    write: String,
    read(text) {
      const value = pattern.test(text) ? Number(text) : Number.NaN;
      return value >= low && value <= high && (!whole || Number.isInteger(value)) ? value : undefined;
    },
  };
}

/** A field that may also be `auto`. */
function orAuto<Value>(field: Field<Value>): Field<Value | "auto"> {
  return {
    key: field.key,
    write: (value) => (value === "auto" ? "auto" : field.write(value)),
    read: (text) => (text === "auto" ? "auto" : field.read(text)),
  };
}

const width = number("", 1, 4096, true);
const hidden: Field<number[]> = {
  key: "hidden",
  write: (widths) => widths.join("-") || "none",
  read(text) {
    if (text === "none") return [];
    const widths = text.split("-").map(width.read);
    return widths.length <= 6 && widths.every((value) => value !== undefined) ? widths : undefined;
  },
};

const range: Field<[number, number]> = {
  key: "range",
  write: ([low, high]) => `${low}-${high}`,
  read(text) {
    const match = new RegExp(`^(${NUMBER})-(${NUMBER})$`).exec(text);
    const [low, high] = [Number(match?.[1]), Number(match?.[2])];
    return low < high && Number.isFinite(low) && Number.isFinite(high) ? [low, high] : undefined;
  },
};

/** In the order in which a link names them. */
const FIELDS: { [Name in keyof RunSettings]: Field<RunSettings[Name]> } = {
  model: oneOf("model", MODEL_NAMES),
  factors: number("factors", 1, 1024, true),
  hidden,
  epochs: number("epochs", 1, 1000, true),
  batchSize: orAuto(number("batch", 1, 2 ** 20, true)),
  learningRate: number("lr", Number.MIN_VALUE, 10, false),
  weightDecay: number("wd", 0, 100, false),
  range: orAuto(range),
  split: oneOf("split", SPLIT_METHODS),
  seed: number("seed", 0, 2 ** 32 - 1, true),
  backend: oneOf("backend", ["auto", ...BACKEND_NAMES]),
};
const NAMES = Object.keys(FIELDS) as (keyof RunSettings)[];

/** The link's hash for a view, such as `#/train?model=collabnn&seed=7`; only settings that differ from the default. */
export function formatHash({ screen, settings }: View): string {
  function write<Name extends keyof RunSettings>(name: Name): string[] {
    const field: Field<RunSettings[Name]> = FIELDS[name];
    const text = field.write(settings[name]);
    return text === field.write(DEFAULT_SETTINGS[name]) ? [] : [`${field.key}=${encodeURIComponent(text)}`];
  }
  const query = NAMES.flatMap(write).join("&");
  return `#/${screen}${query && `?${query}`}`;
}

/** The view that a hash names. An unknown screen is Data; an unknown or impossible setting is ignored. */
export function parseHash(hash: string): View {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const parameters = new URLSearchParams(query);
  const settings = { ...DEFAULT_SETTINGS };
  function read<Name extends keyof RunSettings>(name: Name): void {
    const field: Field<RunSettings[Name]> = FIELDS[name];
    const value = field.read(parameters.get(field.key) ?? "");
    if (value !== undefined) settings[name] = value;
  }
  NAMES.forEach(read);
  return { screen: SCREENS.find((screen) => screen === path) ?? "data", settings };
}
