import { type FileStart, startOf } from "../bytes/opening";
import { startsLikeText } from "../bytes/signatures";
import type { ByteSource } from "../bytes/source";
import { guessLayout, type Layout } from "../guess/layout";
import type { Encoding, ReadOptions } from "../types";
import { areBaskets, basketQuestion, basketSource } from "./baskets";
import { binaryTable } from "./binary";
import { jsonTable, looksLikeJson } from "./json";
import { requireTable } from "./notTables";
import { spellingOf } from "./spellings";
import { type BinaryTable, converted } from "./textSource";
import { wideQuestion, wideSignature, wideTable } from "./wide";
import { longSource } from "./wideSource";

/** A file as one with a rating a line and common delimiters and quotes, whatever it is. */
export interface Resolved {
  source: ByteSource;
  layout: Layout;
  start: FileStart;
  format: string;
  /** How its bytes are to be decoded where a person chose it; undefined where it is converted already. */
  encoding: Encoding | undefined;
  isConverted: boolean;
}

/** Lines that tell how a file is written. */
const LINES = 200;

/**
 * Find out what kind of table the file is, and how it is laid out.
 * @throws ReadError where it is none.
 */
export async function resolve(source: ByteSource, options: ReadOptions): Promise<Resolved> {
  const start = await startOf(source, options.encoding);
  const binary = await binaryTable(source, start.head, options);
  if (binary) return resolveBinary(binary, options);
  startsLikeText(start.head, source.name);
  return resolveText(source, start, options);
}

/** A table whose fields the file itself keeps apart, each as the text that it stands for. */
async function resolveBinary(table: BinaryTable, { encoding: _, ...options }: ReadOptions): Promise<Resolved> {
  const { source, format, isNamed, questions, warnings, key } = table;
  const start = await startOf(source, undefined);
  const because = "the file itself says where fields end";
  const cut = { ...options, delimiter: ",", ...(isNamed && { hasHeader: true }) };
  const layout = guessLayout({ file: source.name, ...start }, cut);
  layout.guesses.delimiter = { value: ",", confidence: "sure", because };
  layout.warnings.unshift(...warnings);
  const long = await wideOrLong(
    { source, layout, start: { ...start, changed: true }, format, encoding: undefined, isConverted: true },
    options,
  );
  if (long.format !== format) long.format = `${long.format} (${format})`;
  long.layout.questions.unshift(...questions);
  long.layout.signature = `${key}\t${long.layout.signature}`;
  return long;
}

async function resolveText(source: ByteSource, start: FileStart, options: ReadOptions): Promise<Resolved> {
  const text = new TextDecoder().decode(start.bytes);
  requireTable(source.name, text);
  if (looksLikeJson(text)) {
    const json = await jsonTable(source, text, start.whole, options.encoding);
    return again(json.source, start, options, json.format, json.warnings);
  }
  const spelling = spellingOf(linesOf(text, start.whole));
  if (spelling) {
    const plain = converted(source, options.encoding, spelling.make);
    const resolved = await again(plain, start, options, spelling.format, spelling.warnings);
    return wideOrLong(resolved, { ...options, encoding: undefined });
  }
  const layout = guessLayout({ file: source.name, ...start }, options);
  const isConverted = false;
  const format = "delimited text";
  return wideOrLong({ source, layout, start, format, encoding: options.encoding, isConverted }, options);
}

/** The layout of what the file was converted to. */
async function again(
  source: ByteSource,
  original: FileStart,
  { encoding: _encoding, delimiter: _delimiter, ...options }: ReadOptions,
  format: string,
  warnings: readonly string[],
): Promise<Resolved> {
  const start = await startOf(source, undefined);
  const layout = guessLayout({ file: source.name, ...start, encoding: original.encoding }, options);
  layout.warnings.unshift(...warnings);
  layout.signature = `${format}\t${layout.signature}`;
  return { source, layout, start: { ...start, changed: true }, format, encoding: undefined, isConverted: true };
}

async function wideOrLong(resolved: Resolved, options: ReadOptions): Promise<Resolved> {
  const { layout, source, start } = resolved;
  const wide = wideTable(layout.table.slice(layout.before), layout.fields);
  if (!wide && areBaskets(layout.table)) return basketsOrLong(resolved, options);
  // What was chosen for baskets is no way for a table to lie.
  const chosen = options.table === "baskets" ? undefined : options.table;
  const table = chosen ?? wide?.layout ?? "long";
  const question = wide && !(wide.isSure && chosen === undefined) ? [wideQuestion(wide, table)] : [];
  if (!wide || table === "long") {
    layout.questions.unshift(...question);
    return resolved;
  }
  const { guesses, before, quotes } = layout;
  const cut = { delimiter: guesses.delimiter.value, quotes, before, encoding: resolved.encoding };
  const { source: cells, tally } = longSource(source, wide, table, cut);
  const long = await again(cells, start, options, "wide table", []);
  long.layout.cells = tally;
  const zero = long.layout.guesses.zeroMeans;
  if (wide.isFull && zero && zero.confidence !== "chosen") {
    const because = "every cell has a number, so that 0 stands where there is no rating";
    long.layout.guesses.zeroMeans = { value: "missing", confidence: "unsure", because };
  }
  long.layout.guesses.delimiter = guesses.delimiter;
  long.layout.guesses.hasHeader = { ...guesses.hasHeader, value: wide.hasHeader };
  long.layout.headers = 1;
  long.layout.passedOver = before;
  long.layout.signature = wideSignature(wide);
  long.layout.questions.unshift(...question);
  return long;
}

async function basketsOrLong(resolved: Resolved, options: ReadOptions): Promise<Resolved> {
  const { layout, source, start, encoding } = resolved;
  const { guesses, before, quotes } = layout;
  const question = basketQuestion(options.table);
  if (options.table === "long") {
    layout.questions.unshift(question);
    return resolved;
  }
  const cut = { delimiter: guesses.delimiter.value, quotes, before, encoding };
  const read = await again(basketSource(source, cut), start, { ...options, hasHeader: true }, "baskets", []);
  read.layout.guesses.delimiter = guesses.delimiter;
  read.layout.questions.unshift(question);
  read.layout.signature = "baskets";
  return read;
}

function linesOf(text: string, whole: boolean): string[] {
  const lines = text.split(/\r\n|\n|\r/);
  if (!whole) lines.pop();
  return lines.filter((line) => line.trim() !== "").slice(0, LINES);
}
