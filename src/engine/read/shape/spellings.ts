import { type Converter, lineByLine, quoted } from "./textSource";

/** A way to write a table that is made the common one before it is read. */
export interface Spelling {
  format: string;
  make: () => Converter;
  warnings: string[];
}

const ENOUGH = 0.95;
const BLOCK = /^\s*(\d+|[A-Za-z0-9_-]{1,40}):\s*$/;

function shareOf(lines: readonly string[], test: (line: string) => boolean): number {
  return lines.length === 0 ? 0 : lines.filter(test).length / lines.length;
}

/** How these first lines, blank ones left out, are written where that is not the common way; null where it is. */
export function spellingOf(lines: readonly string[]): Spelling | null {
  if (lines.length < 3) return null;
  return (
    percentComments(lines) ??
    blocks(lines) ??
    wholeLines(lines) ??
    singleQuotes(lines) ??
    blanksBeforeQuotes(lines) ??
    alignedBlanks(lines)
  );
}

/** Comments after %, as Matrix Market's files have, with a line of sizes after them. */
function percentComments(lines: readonly string[]): Spelling | null {
  if (!lines[0].startsWith("%")) return null;
  const isMatrix = /^%%MatrixMarket/i.test(lines[0]);
  return {
    format: isMatrix ? "Matrix Market" : "delimited text",
    warnings: [],
    make: () => {
      let sizes = isMatrix;
      return lineByLine((line) => {
        if (line.startsWith("%")) return null;
        if (!sizes) return isMatrix ? line.trim().split(/\s+/).join("\t") : line;
        sizes = false;
        return null;
      })();
    },
  };
}

/** A line "1:" names the product of the lines after it, as in the Netflix Prize's files. */
function blocks(lines: readonly string[]): Spelling | null {
  if (!BLOCK.test(lines[0])) return null;
  const others = lines.filter((line) => !BLOCK.test(line));
  const fields = others[0]?.split(",").length ?? 0;
  if (others.length === 0 || shareOf(others, (line) => line.split(",").length === fields) < ENOUGH) return null;
  const header = ["product", "user", "rating", "date"].slice(0, fields + 1);
  return {
    format: "blocks of lines, each under its product",
    warnings: [],
    make: () => {
      let product = "";
      let isFirst = true;
      const convert = lineByLine((line) => {
        const named = BLOCK.exec(line);
        if (named) product = named[1];
        const record = named || line.trim() === "" ? null : `${product},${line.trim()}`;
        if (!isFirst) return record;
        isFirst = false;
        return record === null ? header.join() : `${header.join()}\n${record}`;
      })();
      return convert;
    },
  };
}

/** Each line in quotes, as saved from one column of a sheet. */
function wholeLines(lines: readonly string[]): Spelling | null {
  const isWhole = (line: string) => /^"(?:[^"]|"")*"[,;\t]*\s*$/.test(line) && /[,;\t|]/.test(inner(line));
  if (shareOf(lines, isWhole) < ENOUGH) return null;
  return {
    format: "delimited text, each line in quotes",
    warnings: ["Each line of the file is in quotes: they were taken off."],
    make: lineByLine((line) => (/^".*"[,;\t]*\s*$/.test(line) ? inner(line) : line)),
  };
}

function inner(line: string): string {
  return line
    .trimEnd()
    .replace(/[,;\t]*$/, "")
    .slice(1, -1)
    .replaceAll('""', '"');
}

/** Fields in single quotes. */
function singleQuotes(lines: readonly string[]): Spelling | null {
  const delimiter = [",", ";", "\t", "|"].find((one) => shareOf(lines, (line) => isSingle(line, one)) >= ENOUGH);
  if (!delimiter) return null;
  return {
    format: "delimited text in single quotes",
    warnings: [],
    make: lineByLine((line) => splitSingle(line, delimiter).map(quoted).join()),
  };
}

function isSingle(line: string, delimiter: string): boolean {
  const fields = splitSingle(line, delimiter);
  return line.trimStart().startsWith("'") && fields.length > 1 && line.includes(`'${delimiter}`);
}

function splitSingle(line: string, delimiter: string): string[] {
  const fields: string[] = [];
  for (let at = 0; at <= line.length; ) {
    while (line[at] === " ") at++;
    if (line[at] !== "'") {
      const end = line.indexOf(delimiter, at);
      fields.push(line.slice(at, end === -1 ? undefined : end));
      if (end === -1) break;
      at = end + 1;
      continue;
    }
    let text = "";
    let i = at + 1;
    for (; i < line.length; i++) {
      if (line[i] === "\\" && i + 1 < line.length) text += line[++i];
      else if (line[i] !== "'") text += line[i];
      else if (line[i + 1] === "'") text += line[i++];
      else break;
    }
    fields.push(text);
    const end = line.indexOf(delimiter, i + 1);
    if (end === -1) break;
    at = end + 1;
  }
  return fields;
}

/** A blank after each comma, and quotes after the blank; or `\"` for a quote in quotes. */
function blanksBeforeQuotes(lines: readonly string[]): Spelling | null {
  const changed = lines.filter((line) => line.includes('"') && plainQuotes(line, false) !== line);
  // Where a quote follows the backslash, it may be text and the quotes doubled.
  const isOne = (line: string) => /(^|[,;\t])\s*"[^"]*\\"[\p{L}\p{N}]/u.test(line) && !line.includes("::");
  const isEscaped = lines.some(isOne);
  if (changed.length < 0.3 * lines.length && !isEscaped) return null;
  return {
    format: "delimited text",
    warnings: [],
    make: lineByLine((line) => plainQuotes(line, isEscaped)),
  };
}

/** The line with blanks before opening quotes taken out, and `\"` within quotes doubled. */
function plainQuotes(line: string, isEscaped: boolean): string {
  let out = "";
  let isOpen = false;
  let isStart = true;
  for (let i = 0; i < line.length; i++) {
    const character = line[i];
    if (isOpen) {
      if (isEscaped && character === "\\" && line[i + 1] === '"' && isInner(line, i + 1)) {
        out += '""';
        i++;
        continue;
      }
      if (character === '"' && line[i + 1] === '"') {
        out += '""';
        i++;
        continue;
      }
      if (character === '"') isOpen = false;
      out += character;
      continue;
    }
    if (isStart && character === " " && /^ *"/.test(line.slice(i))) continue;
    if (isStart && character === '"') isOpen = true;
    isStart = character === "," || character === ";" || character === "\t";
    out += character;
  }
  return out;
}

/** Whether the quote at `at` is text after a backslash: one at the line's end closes it. */
function isInner(line: string, at: number): boolean {
  return line.slice(at + 1).trim() !== "";
}

/** Columns aligned with blanks, or with blanks and tabs: any run of them is one delimiter. */
function alignedBlanks(lines: readonly string[]): Spelling | null {
  const isRun = (line: string) => /^\s+\S/.test(line) || /\S(?: {2,}| *\t *\t*)\S/.test(line);
  if (lines.some((line) => /[,;|"]|::/.test(line)) || shareOf(lines, isRun) < 0.5) return null;
  // Tabs alone are the common way.
  if (lines.every((line) => !/ {2,}|^ /.test(line))) return null;
  const fields = lines[0].trim().split(/\s+/).length;
  if (fields < 2 || shareOf(lines, (line) => line.trim().split(/\s+/).length === fields) < ENOUGH) return null;
  return {
    format: "columns aligned with blanks",
    warnings: [],
    make: lineByLine((line) => line.trim().split(/\s+/).join("\t")),
  };
}
