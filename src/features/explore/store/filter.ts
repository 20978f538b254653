import type { SideRole } from "../../../domain/roles";
import {
  DIMENSIONS,
  type Dimension,
  type Filter,
  isRange,
  type Range,
  type RangeDimension,
} from "../../../engine/explore/types";

/** The dimensions that the filter has a part for, in a fixed order. */
export function filtered(filter: Filter): Dimension[] {
  return DIMENSIONS.filter((dimension) => filter[dimension] !== undefined);
}

/** The filter with parts of it changed; undefined, or no values, takes a part away. */
export function changeFilter(filter: Filter, change: { [D in keyof Filter]?: Filter[D] | undefined }): Filter {
  const parts = Object.entries({ ...filter, ...change }).filter(([, part]) => part && part.length > 0);
  return Object.fromEntries(parts);
}

/** The filter with this value of a segment put in, or taken out where it is in. */
export function toggleValue(filter: Filter, by: SideRole, value: string): Filter {
  const values = filter[by] ?? [];
  const others = values.filter((other) => other !== value);
  return changeFilter(filter, { [by]: others.length === values.length ? [...values, value] : others });
}

/**
 * The filter as a Run is trained with it: without its part on errors, which are another Run's, and with values in one
 * order, so that the same ratings are the same text.
 */
export function filterForTraining(filter: Filter): Filter {
  const parts = Object.entries(changeFilter(filter, { error: undefined })).map(([dimension, part]) => [
    dimension,
    isRange(dimension as Dimension) ? part : [...(part as readonly string[])].sort(),
  ]);
  return Object.fromEntries(parts);
}

const DAY_MS = 86_400_000;

function escaped(value: string): string {
  return value.replace(/[\\,;:]/g, "\\$&");
}

/** Days since 1970 as `2012-06-30`; the years before 0 and after 9999 with a sign and six digits, as ISO has it. */
function dayText(day: number): string {
  return new Date(day * DAY_MS).toISOString().replace(/T.*/, "");
}

function partText(filter: Filter, dimension: Dimension): string {
  if (!isRange(dimension)) return filter[dimension]!.map(escaped).join(",");
  const write = dimension === "time" ? dayText : String;
  return filter[dimension]!.map((end) => write(end)).join("..");
}

/**
 * The filter as links write it: `category:Headphones,Home Audio;rating:4..5;time:2012-01-01..2012-12-31`. A backslash
 * stands before the signs that divide; unknown is the empty value. No filter is the empty text.
 */
export function formatFilter(filter: Filter): string {
  return filtered(filter)
    .map((dimension) => `${dimension}:${partText(filter, dimension)}`)
    .join(";");
}

/** Split at a sign that no backslash stands before. */
function split(text: string, sign: string): string[] {
  const parts = [""];
  for (let i = 0; i < text.length; i++) {
    if (text[i] === sign) parts.push("");
    else {
      parts[parts.length - 1] += text[i];
      if (text[i] === "\\" && i + 1 < text.length) parts[parts.length - 1] += text[++i];
    }
  }
  return parts;
}

function dayOf(text: string): number {
  return /^([+-]\d\d)?\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) / DAY_MS : Number.NaN;
}

function numberOf(text: string): number {
  return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(text) ? Number(text) : Number.NaN;
}

function readRange(dimension: RangeDimension, text: string): Range | undefined {
  const ends = text.split("..").map(dimension === "time" ? dayOf : numberOf);
  return ends.length === 2 && ends[0] <= ends[1] ? [ends[0], ends[1]] : undefined;
}

/** The filter that a text is; what it cannot mean is left out. */
export function parseFilter(text: string): Filter {
  const parts: Partial<Record<Dimension, readonly string[] | Range>> = {};
  for (const part of text === "" ? [] : split(text, ";")) {
    const [name, ...rest] = split(part, ":");
    const dimension = DIMENSIONS.find((known) => known === name);
    if (!dimension || rest.length !== 1) continue;
    const read = isRange(dimension)
      ? readRange(dimension, rest[0])
      : [...new Set(split(rest[0], ",").map((value) => value.replace(/\\(.)/gs, "$1")))];
    if (read) parts[dimension] = read;
  }
  return parts as Filter;
}
