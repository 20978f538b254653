import type { ByteSource } from "../bytes/source";
import { refuse } from "../refusal";
import type { Encoding } from "../types";
import { JsonPieces, parseLoose } from "./jsonPieces";
import { isTree, type Row, rowsOfTree, rowsOfWhole } from "./jsonRows";
import { type Converter, converted, quoted } from "./textSource";

/** Objects that the columns are taken from. */
const SAMPLE = 500;
/** A file of another shape is read whole, up to so many bytes. */
const MOST_WHOLE = 64 * 1024 * 1024;

interface JsonShape {
  format: string;
  source: ByteSource;
  warnings: string[];
}

/** True for text that begins as JSON, or Python's like of it, does. */
export function looksLikeJson(start: string): boolean {
  return /^\s*[[{]\s*["'{[\]}\d-]/.test(start) && /^\s*(\[\s*)*(\{\s*(["']|\})|\[\s*["\d-])/.test(start);
}

/**
 * A JSON file as a table: its objects are the records, their keys the columns.
 * @throws ReadError where it holds no records.
 */
export async function jsonTable(
  source: ByteSource,
  start: string,
  whole: boolean,
  encoding?: Encoding,
): Promise<JsonShape> {
  const level = levelOf(start);
  const found = level === null ? null : sampled(start, level);
  if (found && found.rows.length > 0 && !isWhole(start, whole, found.objects)) {
    const { level: depth, python } = found;
    const columns = columnsOf(found.rows);
    const make = () => tableOf(columns, depth, python);
    const format = depth === 0 ? "JSON lines" : "JSON";
    return { format, source: converted(source, encoding, make), warnings: found.warnings };
  }
  return wholeTable(source, encoding);
}

/** How deep the objects lie: 0 for lines, 1 in a list, 2 in a list inside an object. */
function levelOf(start: string): number | null {
  const text = start.trimStart();
  if (text.startsWith("[")) return /^\[\s*\{/.test(text) ? 1 : null;
  // An object whose first value of all that are no plain ones is a list of objects.
  const wrapper =
    /^\{(?:\s*"[^"]*"\s*:\s*(?:"(?:[^"\\]|\\.)*"|[-\d.eE+]+|true|false|null)\s*,)*\s*"[^"]*"\s*:\s*\[\s*\{/s;
  return wrapper.test(text) && !isLine(text) ? 2 : 0;
}

function isLine(text: string): boolean {
  const line = text.slice(0, text.indexOf("\n") === -1 ? undefined : text.indexOf("\n"));
  return text.includes("\n") && isTree(parseLoose(line)) && text.slice(line.length).trimStart().startsWith("{");
}

function sampled(start: string, level: number) {
  const python = /^\s*\[?\s*\{\s*u?'/.test(start);
  const rows: Row[] = [];
  let [objects, bad] = [0, 0];
  for (const text of new JsonPieces(level, python).push(start)) {
    const value = parseLoose(text);
    objects++;
    if (isTree(value)) rows.push(...rowsOfTree(value));
    else bad++;
    if (objects === SAMPLE) break;
  }
  const warnings = bad > 0 ? ["Some objects of the file are no JSON: they are left out."] : [];
  return { level, python, rows, objects, warnings };
}

/** One object alone is a table by itself: of columns, or of users. */
function isWhole(start: string, whole: boolean, objects: number): boolean {
  return whole && objects === 1 && levelOf(start) === 0;
}

function columnsOf(rows: readonly Row[]): string[] {
  const columns = new Set<string>();
  for (const row of rows) for (const key of Object.keys(row)) columns.add(key);
  return [...columns];
}

function csvRow(cells: readonly string[]): string {
  return `${cells.map((cell) => quoted(cell.replace(/[\r\n]+/g, " "))).join()}\n`;
}

function tableOf(columns: readonly string[], level: number, python: boolean): Converter {
  const pieces = new JsonPieces(level, python);
  let isFirst = true;
  return {
    push(text) {
      let out = isFirst ? csvRow(columns) : "";
      isFirst = false;
      for (const object of pieces.push(text)) {
        const value = parseLoose(object);
        if (!isTree(value)) continue;
        for (const row of rowsOfTree(value))
          out += csvRow(columns.map((column) => (Object.hasOwn(row, column) ? row[column] : "")));
      }
      return out;
    },
  };
}

async function wholeTable(source: ByteSource, encoding?: Encoding): Promise<JsonShape> {
  const advice =
    "Convert it to CSV, or to JSON lines with one object per rating that has the user, the product and the rating, and drop that file.";
  if (source.size > MOST_WHOLE) refuse(`${source.name} is JSON of a shape that is not read in parts.`, advice);
  const decoder = new TextDecoder();
  let text = "";
  const plain = converted(source, encoding, () => ({ push: (piece) => piece }));
  for await (const { bytes } of plain.open()) text += decoder.decode(bytes, { stream: true });
  const rows = rowsOfWhole(parseLoose(text + decoder.decode()));
  if (!rows || rows.length === 0) refuse(`${source.name} is JSON, but holds no list of ratings.`, advice);
  const columns = columnsOf(rows);
  const table = new TextEncoder().encode(
    csvRow(columns) + rows.map((row) => csvRow(columns.map((column) => row[column] ?? ""))).join(""),
  );
  const { name, size } = source;
  async function* open() {
    yield { bytes: table.slice(), bytesRead: size };
  }
  return { format: "JSON", source: { name, size, open, blob: null }, warnings: [] };
}
