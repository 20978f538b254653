import type { ParquetParsers, SchemaElement, SchemaTree } from "hyparquet/src/types.js";

/** What a cell's text is cut to, in characters: whatever is longer names nothing that a recommender reads. */
const LONGEST_CELL = 2000;

const MS_PER_DAY = 86_400_000;
/** Milliseconds from 1970 to the end of the year 9999. */
const LAST_MS = 253_402_300_800_000;

/** One column of text: a leaf of the schema, or a leaf in a group. */
export interface TextColumn {
  name: string;
  /** The column of the file that it is read from, and the field in it where that has several. */
  column: string;
  field: string | null;
  text(value: unknown): string;
}

/** How dates and times come out of the file: as texts of UTC, of one spelling. */
export const TEXT_PARSERS: Partial<ParquetParsers> = {
  timestampFromMilliseconds: (millis) => timeText(Number(millis)),
  timestampFromMicroseconds: (micros) => timeText(Number(micros) / 1000),
  timestampFromNanoseconds: (nanos) => timeText(Number(nanos / 1000n) / 1000),
  dateFromDays: (days) => timeText(days * MS_PER_DAY),
  jsonFromBytes: (bytes) => new TextDecoder().decode(bytes),
};

function timeText(ms: number): string {
  if (!(Math.abs(ms) < LAST_MS)) return "";
  const text = new Date(ms).toISOString();
  if (ms % MS_PER_DAY === 0) return text.slice(0, 10);
  return text.slice(0, ms % 1000 === 0 ? 19 : 23).replace("T", " ");
}

/**
 * The columns of text that a file's columns make, and the names of those that hold tables of their own, which make none.
 * Decimals are taken as the whole numbers that the file holds, so that none of their digits is lost: their elements no
 * longer say that they are decimals.
 */
export function textColumns(root: SchemaTree): { columns: TextColumn[]; leftOut: string[] } {
  const columns: TextColumn[] = [];
  const leftOut: string[] = [];
  for (const child of root.children) {
    const { name } = child.element;
    const leaf = leafOf(child);
    if (leaf) columns.push({ name, column: name, field: null, text: textOf(leaf) });
    else if (isList(child) || child.element.converted_type?.startsWith("MAP")) leftOut.push(name);
    else {
      for (const inner of child.children) {
        const field = inner.element.name;
        const text = leafOf(inner);
        if (text) columns.push({ name: `${name}.${field}`, column: name, field, text: textOf(text) });
        else leftOut.push(`${name}.${field}`);
      }
    }
  }
  return { columns, leftOut };
}

/** What holds the values of a column, or of a list of plain values; null for what has fields of its own. */
function leafOf(tree: SchemaTree): SchemaElement | null {
  if (tree.children.length === 0) return tree.element;
  const [only, ...others] = tree.children;
  if (!isList(tree) || !only || others.length > 0) return null;
  if (only.children.length === 0) return only.element;
  const [item, ...more] = only.children;
  return item && more.length === 0 && item.children.length === 0 ? item.element : null;
}

function isList({ element }: SchemaTree): boolean {
  return element.converted_type === "LIST" || element.logical_type?.type === "LIST";
}

/** How the values of an element are written. */
function textOf(element: SchemaElement): (value: unknown) => string {
  const plain = plainText(element);
  return (value) => {
    const text = Array.isArray(value) ? value.flat(3).map(plain).join("|") : plain(value);
    return text.length > LONGEST_CELL ? text.slice(0, LONGEST_CELL) : text;
  };
}

function plainText(element: SchemaElement): (value: unknown) => string {
  const { scale = 0, type } = element;
  if (element.converted_type === "DECIMAL" && type !== "BYTE_ARRAY") {
    element.converted_type = undefined;
    element.logical_type = undefined;
    return (value) => (isNone(value) ? "" : decimalText(wholeOf(value), scale));
  }
  if (type === "FLOAT") return (value) => (typeof value === "number" ? floatText(value) : "");
  return (value) => {
    if (isNone(value)) return "";
    if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
    return value instanceof Uint8Array ? "" : String(value);
  };
}

function isNone(value: unknown): boolean {
  return value === null || value === undefined;
}

/** The whole number that a decimal is stored as: in bytes the highest comes first. */
function wholeOf(value: unknown): bigint {
  if (!(value instanceof Uint8Array)) return BigInt(value as number | bigint);
  const whole = value.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  return BigInt.asIntN(8 * value.length, whole);
}

function decimalText(whole: bigint, scale: number): string {
  if (scale <= 0) return String(whole);
  const digits = String(whole < 0n ? -whole : whole).padStart(scale + 1, "0");
  return `${whole < 0n ? "-" : ""}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** The shortest decimal that is this number of 32 bits: 3.9, not 3.9000000953674316. */
function floatText(value: number): string {
  if (!Number.isFinite(value)) return "";
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return String(short);
  }
  return String(Number(value.toPrecision(9)));
}
