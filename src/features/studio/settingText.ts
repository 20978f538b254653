import { SIDE_ROLES, type SideRole } from "../../domain/roles";
import { isWithin, type RunSettings, SETTING_NAMES, settingEntry, type Takes } from "../../domain/settings";
import { dayStart } from "../../domain/split";
import { MODEL_NAMES, RANKERS } from "../../models/registry";
import { filterForTraining, formatFilter, parseFilter } from "../explore/store/filter";

/** How a value is written in a link; `read` gives undefined for a text that it cannot be. */
export interface TextForm<Value> {
  write(value: Value): string;
  read(text: string): Value | undefined;
}

const NUMBER = "-?\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?";
const NUMBER_ALONE = new RegExp(`^${NUMBER}$`);
const RANGE = new RegExp(`^(${NUMBER})-(${NUMBER})$`);

export function oneOf<Value extends string>(values: readonly Value[]): TextForm<Value> {
  return { write: String, read: (text) => values.find((value) => value === text) };
}

function number(takes: Extract<Takes, { low: number }>): TextForm<number> {
  return {
    write: String,
    read(text) {
      const value = NUMBER_ALONE.test(text) ? Number(text) : Number.NaN;
      return isWithin(takes, value) ? value : undefined;
    },
  };
}

/** A form that may also be this one value, in this word. */
function or<Value, Other>(word: string, other: Other, form: TextForm<Value>): TextForm<Value | Other> {
  return {
    write: (value) => (value === other ? word : form.write(value as Value)),
    read: (text) => (text === word ? other : form.read(text)),
  };
}

export function orAuto<Value>(form: TextForm<Value>): TextForm<Value | "auto"> {
  return or("auto", "auto" as const, form);
}

function widths(takes: Extract<Takes, { kind: "widths" }>): TextForm<number[]> {
  const width = number(takes);
  return {
    write: (values) => values.join("-") || "none",
    read(text) {
      if (text === "none") return [];
      const values = text.split("-").map(width.read);
      return values.length <= takes.most && values.every((value) => value !== undefined) ? values : undefined;
    },
  };
}

/** A set: its order and repetitions mean nothing. */
const sides: TextForm<SideRole[]> = {
  write: (roles) => SIDE_ROLES.filter((role) => roles.includes(role)).join("-") || "none",
  read(text) {
    const roles = text === "none" ? [] : text.split("-");
    const known = SIDE_ROLES.filter((role) => roles.includes(role));
    return roles.every((role) => SIDE_ROLES.some((known) => known === role)) ? known : undefined;
  },
};

const range: TextForm<[number, number]> = {
  write: ([low, high]) => `${low}-${high}`,
  read(text) {
    const match = RANGE.exec(text);
    const [low, high] = [Number(match?.[1]), Number(match?.[2])];
    return low < high && Number.isFinite(low) && Number.isFinite(high) ? [low, high] : undefined;
  },
};

/** A filter whose parts are in the order that links have; errors belong to a Run that is there already. */
const filter: TextForm<string> = {
  write: String,
  read(text) {
    const read = formatFilter(filterForTraining(parseFilter(text)));
    return read === "" && text !== "" ? undefined : read;
  },
};

/** A day, or none. */
const date: TextForm<string> = {
  write: (day) => day || "none",
  read: (text) => (text === "none" ? "" : Number.isNaN(dayStart(text)) ? undefined : text),
};

function formOf(takes: Takes) {
  switch (takes.kind) {
    case "model":
      return oneOf(MODEL_NAMES);
    case "ranker":
      return oneOf([...RANKERS, "none"]);
    case "one of":
      return oneOf(takes.values);
    case "sides":
      return sides;
    case "widths":
      return widths(takes);
    case "filter":
      return filter;
    case "date":
      return date;
    case "range":
      return orAuto(range);
    case "rating":
      return orAuto(number(takes));
    case "number":
      return number(takes);
    case "whole":
      if (takes.or === "auto") return orAuto(number(takes));
      return takes.or === "none" ? or("none", null, number(takes)) : number(takes);
  }
}

const FORMS = Object.fromEntries(SETTING_NAMES.map((name) => [name, formOf(settingEntry(name).takes)])) as {
  [Name in keyof RunSettings]: TextForm<RunSettings[Name]>;
};

/** One setting as links and the job command write it. */
export function writeSetting<Name extends keyof RunSettings>(name: Name, value: RunSettings[Name]): string {
  const form: TextForm<RunSettings[Name]> = FORMS[name];
  return form.write(value);
}

/** The setting that a text is; undefined for one that it cannot be. */
export function readSetting<Name extends keyof RunSettings>(name: Name, text: string): RunSettings[Name] | undefined {
  const form: TextForm<RunSettings[Name]> = FORMS[name];
  return form.read(text);
}
