import { share } from "../guess/contentKinds";
import { kindOf, spokenBy } from "../guess/nameWords";
import { isRating, valuesOf } from "../guess/roleContent";
import { isKnownName, normalised, rolesByName } from "../guess/roleNames";
import type { ReadQuestion, TableLayout } from "../types";
import { parseNumber } from "../values/number";
import { worthOf } from "../values/ratingText";
import { isMissing } from "../values/words";

/** Columns of ratings from which a table can be a wide one, and rows. */
const LEAST_CELLS = 4;
const LEAST_ROWS = 3;
/** Columns of a wide table without a header. */
const LEAST_HEADLESS = 10;
/** Largest rating, and different ones of a scale. */
const LARGEST = 1000;
const MOST_STEPS = 21;

/** How a wide table lies: users down and products across, or the other way round. */
export interface Wide {
  layout: TableLayout;
  /** False where nothing in the table says which way round it lies. */
  isSure: boolean;
  hasHeader: boolean;
  /** Column of the ids down the side; -1 where the rows have none. */
  id: number;
  /** Columns of ratings, and what stands over them. */
  cells: number[];
  labels: string[];
  /** Other columns, which say something about what stands down the side. */
  others: { field: number; name: string }[];
  /** True where the cells are 0 and 1: chosen or not. */
  isBinary: boolean;
  /** True where no cell is blank: a frequent 0 then stands for none. */
  isFull: boolean;
}

type Records = readonly (readonly string[])[];

/** The table as a wide one; null where it is none. `records` are the first of the file, a header among them. */
export function wideTable(records: Records, fields: number): Wide | null {
  if (records.length <= LEAST_ROWS || fields <= LEAST_CELLS) return null;
  const even = records.filter(({ length }) => length === fields || length === fields - 1).length;
  if (even < 0.9 * records.length) return null;
  return withHeader(records, fields) ?? withoutHeader(records, fields);
}

function withHeader(records: Records, fields: number): Wide | null {
  const [header, ...rows] = records as [readonly string[], ...Records];
  const names = Array.from({ length: fields }, (_, i) => (header[i] ?? "").trim());
  const columns = names.map((_, i) => valuesOf(rows, i).filter((value) => !isNoCell(value)));
  const cells = names.flatMap((name, i) => (i > 0 && canBeCells(name, columns[i]) ? [i] : []));
  const id = idColumn(names, columns, cells);
  const labels = cells.map((i) => names[i]);
  if (cells.length < LEAST_CELLS || cells.length < 0.6 * (fields - 1) || id === -1) return null;
  if (new Set(labels).size < labels.length || isNumeric(names[id])) return null;
  const values = cells.map((i) => columns[i]);
  if (!areOfOneScale(values) || labels.filter(speaks).length > 0.2 * labels.length) return null;
  const isFull = values.every(({ length }) => length === rows.length);
  const isBinary = values.flat().every((value) => /^[01](\.0+)?$/.test(value));
  const beside = names.flatMap((name, i) =>
    i !== id && !cells.includes(i) && name !== "" ? [{ field: i, name }] : [],
  );
  const isNamed = beside.some(({ name }) => spokenBy(name) !== null || isKnownName(name));
  if (isBinary && isNamed) return null;
  if (!hasEvidence(names[id], labels, values, rows.length)) return null;
  const kind = orientation(names[id], labels, columns[id]);
  const others = beside.filter(
    ({ name }) => !["user", "product", "rating"].includes(rolesByName([name], () => true)[0]),
  );
  return { ...kind, hasHeader: true, id, cells, labels: labels.map(inBrackets(labels)), others, isBinary, isFull };
}

/** Lines of ratings alone, a user a line, as Jester's. */
function withoutHeader(records: Records, fields: number): Wide | null {
  if (fields < LEAST_HEADLESS) return null;
  const columns = Array.from({ length: fields }, (_, i) => valuesOf(records, i));
  const isScore = (value: string) => Math.abs(parseNumber(value)) <= 100;
  const cells = columns.flatMap((values, i) => (i > 0 && share(values, isScore) > 0.98 ? [i] : []));
  if (cells.length < fields - 1) return null;
  const values = cells.map((i) => columns[i]);
  const pooled = new Set(values.flat().map(parseNumber));
  const isSigned = [...pooled].some((value) => value < 0 || !Number.isInteger(value) || value === 99);
  if (!isSigned || !areOfOneScale(values)) return null;
  const first = columns[0];
  const isId = new Set(first).size === records.length && first.every((value) => /^\d+$|\p{L}/u.test(value));
  const isOther = !isId && first.every((value) => /^\d+$/.test(value));
  const all = isId || isOther ? cells : [0, ...cells];
  return {
    layout: "users-down",
    isSure: false,
    hasHeader: false,
    id: isId ? 0 : -1,
    cells: all,
    labels: all.map((_, i) => String(i + 1)),
    others: [],
    isBinary: false,
    isFull: values.every(({ length }) => length === records.length),
  };
}

/** Signs that stand where there is no rating, beside the words for nothing. */
export function isNoCell(value: string): boolean {
  return isMissing(value) || /^[-–—?.]$/.test(value);
}

const STATISTIC = /^(total|sum|mean|average|avg|count|median|rank|gesamt|summe|mittelwert|moyenne)$/i;
const ABOUT = /^(age|gender|sex|zip|zipcode|postcode|year|height|weight|price|income|lat|latitude|lon|lng|longitude)$/i;

function canBeCells(name: string, values: readonly string[]): boolean {
  if (name === "" || STATISTIC.test(name) || ABOUT.test(name) || isKnownName(name)) return false;
  if (values.length === 0) return true;
  const isCell = (value: string) =>
    Math.abs(parseNumber(value)) <= LARGEST ||
    !Number.isNaN(worthOf(value)) ||
    (isRating(value) && Number.isNaN(parseNumber(value)));
  return share(values, isCell) >= 0.95;
}

/** The column that names the rows: a user's or a product's before others, each value once. */
function idColumn(names: readonly string[], columns: readonly (readonly string[])[], cells: number[]): number {
  const isOne = (i: number) => {
    const values = columns[i];
    return values.length > 0 && new Set(values).size === values.length;
  };
  const free = names.flatMap((_, i) => (!cells.includes(i) && isOne(i) ? [i] : []));
  const kind = (i: number) =>
    kindOf(names[i]) === "user" ? 0 : kindOf(names[i]) === "product" ? 1 : spokenBy(names[i]) === "time" ? 3 : 2;
  return free.sort((a, b) => kind(a) - kind(b) || a - b)[0] ?? -1;
}

function isNumeric(text: string): boolean {
  return text !== "" && !Number.isNaN(parseNumber(text));
}

/** A name that speaks of something beside products or people. */
function speaks(label: string): boolean {
  return (
    ["rating", "time", "count", "event", "prediction", "row"].includes(spokenBy(label) ?? "") && !/[[\]]/.test(label)
  );
}

/** True where all columns have the ratings of one scale: few steps in all, or about the same range. */
function areOfOneScale(columns: readonly (readonly string[])[]): boolean {
  const numbers = columns.map((values) => values.map(parseNumber).filter((n) => !Number.isNaN(n)));
  const pooled = numbers.flat();
  if (pooled.length === 0) return columns.some((values) => values.length > 0);
  if (new Set(pooled).size < 2 && pooled.length < 10) return false;
  const largest = Math.max(...pooled.filter((n) => Math.abs(n) !== 99).map(Math.abs));
  if (new Set(pooled).size <= MOST_STEPS && largest <= 100) {
    const steps = [...new Set(pooled)].length;
    return steps < 0.7 * pooled.length;
  }
  const tops = numbers
    .filter((list) => list.length > 0)
    .map((list) => Math.max(...list.filter((n) => Math.abs(n) !== 99).map(Math.abs)));
  return largest <= 100 && tops.filter((top) => top >= 0.5 * largest).length >= 0.8 * tops.length;
}

function hasEvidence(
  corner: string,
  labels: readonly string[],
  values: readonly (readonly string[])[],
  rows: number,
): boolean {
  const blank = 1 - values.reduce((sum, list) => sum + list.length, 0) / (rows * values.length);
  const alike = new Set(labels.map((label) => label.replace(/\d+|\b\p{L}\b/gu, "#").replace(/\[.*\]/, "[]"))).size;
  return (
    corner === "" || blank >= 0.05 || alike <= 0.2 * labels.length || labels.length >= 12 || kindOf(corner) !== null
  );
}

/** Which way round the table lies, by what its corner, its side or its top speak of. */
function orientation(
  corner: string,
  labels: readonly string[],
  ids: readonly string[],
): Pick<Wide, "layout" | "isSure"> {
  const named = kindOf(corner);
  if (named) return { layout: named === "user" ? "users-down" : "products-down", isSure: true };
  const most = (texts: readonly string[], kind: "user" | "product") =>
    share(texts, (text) => kindOf(text) === kind) > 0.5;
  const isTurned = most(labels, "user") || (most(ids, "product") && !most(labels, "product"));
  return { layout: isTurned ? "products-down" : "users-down", isSure: false };
}

/** Of questions such as "How do you rate [Tea]" what is in brackets, where all have some. */
function inBrackets(labels: readonly string[]): (label: string) => string {
  const inner = (label: string) => /\[(.+)\]\s*$/.exec(label)?.[1]?.trim();
  const isForm = labels.filter((label) => inner(label) !== undefined).length >= 0.8 * labels.length;
  return (label) => (isForm ? (inner(label) ?? label) : label);
}

/** What a person is asked about a table that looks like a wide one. */
export function wideQuestion({ layout, cells, isBinary }: Wide, chosen: TableLayout): ReadQuestion {
  const what = isBinary ? "what was chosen" : "ratings";
  const users = { label: "A user a line, a product a column", change: { table: "users-down" } } as const;
  const products = { label: "A product a line, a user a column", change: { table: "products-down" } } as const;
  const answers = [
    ...(layout === "users-down" ? [users, products] : [products, users]),
    { label: "Neither: one rating a line", change: { table: "long" } } as const,
  ];
  return {
    id: "table",
    question: `This looks like a table with ${cells.length} columns of ${what}. Which way round does it lie?`,
    answers,
    default: answers.findIndex(({ change }) => change.table === chosen),
  };
}

/** The names of a wide table's columns as one text: what choices for it are remembered by. */
export function wideSignature({ labels, layout }: Wide): string {
  return `wide\t${layout}\t${labels.slice(0, 8).map(normalised).join("\t")}`;
}
