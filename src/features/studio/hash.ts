import { SIDE_ROLES } from "../../domain/roles";
import { type RunSettings, SETTING_NAMES, SETTINGS } from "../../domain/settings";
import { FIRST_VIEWS, type Filter, type Pair, TIME_UNITS, type Views } from "../../engine/explore/types";
import { DEFAULT_SETTINGS, defaultsOf, FIRST_DEFAULT_MODEL } from "../../models/registry";
import { formatFilter, parseFilter } from "../explore/store/filter";
import { SCREENS, type Screen, TABS, type Tab } from "../frame/viewSlice";
import { oneOf, orAuto, readSetting, type TextForm, writeSetting } from "./settingText";

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

const pair: TextForm<Pair | "auto"> = orAuto({
  write: (roles) => roles.join("-"),
  read(text) {
    const [rows, columns, more] = text.split("-").map((name) => SIDE_ROLES.find((role) => role === name));
    return rows && columns && rows !== columns && !more ? [rows, columns] : undefined;
  },
});

/** What Explore shows, each by its own name. */
const VIEW_FIELDS: { [Name in keyof Views]: TextForm<Views[Name]> } = {
  unit: orAuto(oneOf(TIME_UNITS)),
  boxes: pair,
  bias: pair,
};

const VIEW_NAMES = Object.keys(VIEW_FIELDS) as (keyof Views)[];

function writeView<Name extends keyof Views>(name: Name, value: Views[Name]): string {
  const field: TextForm<Views[Name]> = VIEW_FIELDS[name];
  return field.write(value);
}

/** A parameter of a link; the signs that divide a filter are as good there as anywhere. */
function parameter(key: string, text: string): string {
  return `${key}=${encodeURIComponent(text).replace(/%(3A|3B|2C)/g, decodeURIComponent)}`;
}

/** A view to write a link to; what Explore shows is all, as it is shown first, where it is left out. */
type NamedView = Pick<View, "screen" | "settings"> & Partial<View>;

/**
 * The link's hash for a view, such as `#/train?model=collabnn&seed=7`: what Explore shows, the model, what differs
 * from its defaults, and the split unless it is random.
 */
export function formatHash({ screen, settings, tab = TABS[0], filter = {}, views = FIRST_VIEWS }: NamedView): string {
  const defaults = defaultsOf(settings.model);
  const differs = <Name extends keyof RunSettings>(name: Name) =>
    writeSetting(name, settings[name]) !== writeSetting(name, defaults[name]);
  const changed = SETTING_NAMES.filter((name) => name !== "model" && differs(name));
  const isDefault = changed.length === 0 && settings.model === DEFAULT_SETTINGS.model;
  // Before files brought splits of their own, a link that names settings but no split meant the random one.
  const isNamed = (name: keyof RunSettings) =>
    name === "split" ? settings.split !== "random" : changed.includes(name);
  const names = isDefault ? [] : SETTING_NAMES.filter((name) => name === "model" || isNamed(name));
  const named = names.map((name) => parameter(SETTINGS[name].link, writeSetting(name, settings[name])));
  const viewed = VIEW_NAMES.flatMap((name) => {
    const text = writeView(name, views[name]);
    return text === writeView(name, FIRST_VIEWS[name]) ? [] : [parameter(name, text)];
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
    const text = parameters.get(SETTINGS[name].link);
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
    readSetting(name, parameters.get(SETTINGS[name].link) ?? "");
  // Version 0.1 left its default model out of a link; since then a link that names a setting names its model.
  const unnamed = namesSettings(hash) ? FIRST_DEFAULT_MODEL : DEFAULT_SETTINGS.model;
  const settings = { ...defaultsOf(read("model") ?? unnamed) };
  if (namesSettings(hash)) settings.split = "random";
  function take<Name extends keyof RunSettings>(name: Name): void {
    const value = read(name);
    if (value !== undefined) settings[name] = value;
  }
  SETTING_NAMES.forEach(take);
  const views = { ...FIRST_VIEWS };
  function look<Name extends keyof Views>(name: Name): void {
    const field: TextForm<Views[Name]> = VIEW_FIELDS[name];
    views[name] = field.read(parameters.get(name) ?? "") ?? views[name];
  }
  VIEW_NAMES.forEach(look);
  const filter = parseFilter(parameters.get("filter") ?? "");
  const screen = SCREENS.find((name) => name === path) ?? "data";
  const tab = TABS.find((name) => name === parameters.get("tab")) ?? TABS[0];
  return { screen, tab, settings, filter, views };
}
