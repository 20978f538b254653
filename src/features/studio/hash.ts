import { BACKEND_NAMES } from "../../domain/names";
import { SIDE_ROLES, type SideRole } from "../../domain/roles";
import { type RunSettings, SCHEDULES, SPLIT_METHODS } from "../../domain/settings";
import { FIRST_VIEWS, type Filter, type Pair, TIME_UNITS, type Views } from "../../engine/explore/types";
import { DEFAULT_SETTINGS, defaultsOf, MODEL_NAMES, RANKERS } from "../../models/registry";
import { filterForTraining, formatFilter, parseFilter } from "../explore/store/filter";
import { SCREENS, type Screen, TABS, type Tab } from "./state";

/** What a link to a view says. Settings that it leaves out are the defaults of its model. */
export interface View {
  screen: Screen;
  /** Of Recommend. */
  tab: Tab;
  settings: RunSettings;
  /** What Explore shows. */
  filter: Filter;
  views: Views;
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

/** A field that may also be this one value, in this word. */
function or<Value, Other>(word: string, other: Other, field: Field<Value>): Field<Value | Other> {
  return {
    key: field.key,
    write: (value) => (value === other ? word : field.write(value as Value)),
    read: (text) => (text === word ? other : field.read(text)),
  };
}

function orAuto<Value>(field: Field<Value>): Field<Value | "auto"> {
  return or("auto", "auto" as const, field);
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

/** A set: its order and repetitions mean nothing. */
const sides: Field<SideRole[]> = {
  key: "sides",
  write: (roles) => SIDE_ROLES.filter((role) => roles.includes(role)).join("-") || "none",
  read(text) {
    const roles = text === "none" ? [] : text.split("-");
    const known = SIDE_ROLES.filter((role) => roles.includes(role));
    return roles.every((role) => SIDE_ROLES.some((known) => known === role)) ? known : undefined;
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

/** A filter whose parts are in the order that links have; errors belong to a Run that is there already. */
const only: Field<string> = {
  key: "only",
  write: String,
  read(text) {
    const filter = formatFilter(filterForTraining(parseFilter(text)));
    return filter === "" && text !== "" ? undefined : filter;
  },
};

/** In the order in which a link names them. */
const FIELDS: { [Name in keyof RunSettings]: Field<RunSettings[Name]> } = {
  model: oneOf("model", MODEL_NAMES),
  ranker: oneOf("ranker", [...RANKERS, "none"]),
  factors: orAuto(number("factors", 1, 1024, true)),
  hidden,
  sides,
  minimumRatings: number("minimum", 1, 1000, true),
  dropout: number("dropout", 0, 0.9, false),
  epochs: number("epochs", 1, 1000, true),
  patience: or("none", null, number("patience", 1, 1000, true)),
  batchSize: orAuto(number("batch", 1, 2 ** 20, true)),
  schedule: oneOf("schedule", SCHEDULES),
  learningRate: number("lr", Number.MIN_VALUE, 10, false),
  weightDecay: number("wd", 0, 100, false),
  range: orAuto(range),
  relevantFrom: orAuto(number("relevant", -1e9, 1e9, false)),
  split: oneOf("split", SPLIT_METHODS),
  only,
  seed: number("seed", 0, 2 ** 32 - 1, true),
  backend: oneOf("backend", ["auto", ...BACKEND_NAMES]),
};
export const SETTING_NAMES = Object.keys(FIELDS) as (keyof RunSettings)[];

/** One setting as links and the job command write it. */
export function writeSetting<Name extends keyof RunSettings>(name: Name, value: RunSettings[Name]): string {
  const field: Field<RunSettings[Name]> = FIELDS[name];
  return field.write(value);
}

/** The setting that a text is; undefined for one that it cannot be. */
export function readSetting<Name extends keyof RunSettings>(name: Name, text: string): RunSettings[Name] | undefined {
  const field: Field<RunSettings[Name]> = FIELDS[name];
  return field.read(text);
}

const pair: Field<Pair | "auto"> = orAuto({
  key: "",
  write: (roles) => roles.join("-"),
  read(text) {
    const [rows, columns, more] = text.split("-").map((name) => SIDE_ROLES.find((role) => role === name));
    return rows && columns && rows !== columns && !more ? [rows, columns] : undefined;
  },
});

const VIEW_FIELDS: { [Name in keyof Views]: Field<Views[Name]> } = {
  unit: orAuto(oneOf("unit", TIME_UNITS)),
  boxes: { ...pair, key: "boxes" },
  bias: { ...pair, key: "bias" },
};

const VIEW_NAMES = Object.keys(VIEW_FIELDS) as (keyof Views)[];

function writeView<Name extends keyof Views>(name: Name, value: Views[Name]): string {
  const field: Field<Views[Name]> = VIEW_FIELDS[name];
  return field.write(value);
}

/** A parameter of a link; the signs that divide a filter are as good there as anywhere. */
function parameter(key: string, text: string): string {
  return `${key}=${encodeURIComponent(text).replace(/%(3A|3B|2C)/g, decodeURIComponent)}`;
}

/** A view to write a link to; what Explore shows is all, as it is shown first, where it is left out. */
type NamedView = Pick<View, "screen" | "settings"> & Partial<View>;

/**
 * The link's hash for a view, such as `#/train?model=collabnn&seed=7`: what Explore shows, the model, and what differs
 * from its defaults.
 */
export function formatHash({ screen, settings, tab = TABS[0], filter = {}, views = FIRST_VIEWS }: NamedView): string {
  const defaults = { ...defaultsOf(settings.model), model: DEFAULT_SETTINGS.model };
  const named = SETTING_NAMES.flatMap((name) => {
    const text = writeSetting(name, settings[name]);
    return text === writeSetting(name, defaults[name]) ? [] : [parameter(FIELDS[name].key, text)];
  });
  const viewed = VIEW_NAMES.flatMap((name) => {
    const text = writeView(name, views[name]);
    return text === writeView(name, FIRST_VIEWS[name]) ? [] : [parameter(VIEW_FIELDS[name].key, text)];
  });
  const filtered = formatFilter(filter);
  const query = [
    ...(tab === TABS[0] ? [] : [parameter("tab", tab)]),
    ...(filtered ? [parameter("filter", filtered)] : []),
    ...viewed,
    ...named,
  ].join("&");
  return `#/${screen}${query && `?${query}`}`;
}

/** True when a hash names a setting of the next Run. */
export function namesSettings(hash: string): boolean {
  const parameters = parametersOf(hash);
  return SETTING_NAMES.some((name) => {
    const text = parameters.get(FIELDS[name].key);
    return text !== null && readSetting(name, text) !== undefined;
  });
}

function parametersOf(hash: string): URLSearchParams {
  return new URLSearchParams(hash.split("?", 2)[1]);
}

/** The view that a hash names. An unknown screen is Data; an unknown or impossible setting is ignored. */
export function parseHash(hash: string): View {
  const [path = ""] = hash.replace(/^#\/?/, "").split("?", 1);
  const parameters = parametersOf(hash);
  const read = <Name extends keyof RunSettings>(name: Name) =>
    readSetting(name, parameters.get(FIELDS[name].key) ?? "");
  const settings = { ...defaultsOf(read("model") ?? DEFAULT_SETTINGS.model) };
  function take<Name extends keyof RunSettings>(name: Name): void {
    const value = read(name);
    if (value !== undefined) settings[name] = value;
  }
  SETTING_NAMES.forEach(take);
  const views = { ...FIRST_VIEWS };
  function look<Name extends keyof Views>(name: Name): void {
    const field: Field<Views[Name]> = VIEW_FIELDS[name];
    views[name] = field.read(parameters.get(field.key) ?? "") ?? views[name];
  }
  VIEW_NAMES.forEach(look);
  const filter = parseFilter(parameters.get("filter") ?? "");
  const screen = SCREENS.find((name) => name === path) ?? "data";
  const tab = TABS.find((name) => name === parameters.get("tab")) ?? TABS[0];
  return { screen, tab, settings, filter, views };
}
