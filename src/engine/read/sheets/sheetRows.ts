import { refuseDamaged } from "../archives/unpack";
import { quoted } from "../shape/textSource";
import { type CellFormat, dateText, numberText } from "./cellFormats";
import type { XmlHandler } from "./xml";

/** Rows and columns of a sheet at most. */
const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;

/** What cells of a workbook refer to. */
export interface CellContext {
  name: string;
  strings: readonly string[];
  formats: readonly CellFormat[];
  is1904: boolean;
}

/**
 * Makes comma-separated text of a sheet's rows: a line is a row of the sheet, so that their numbers are the same. Rows
 * have as many fields as the longest row before them, so that an empty cell at the end is a field; what stands alone in
 * its row above the table stays alone.
 */
export class SheetRows implements XmlHandler {
  private made = "";
  private line = 0;
  private width = 0;
  private row = 0;
  private column = -1;
  private cells: string[] = [];
  private type = "n";
  private style = 0;
  private value = "";
  private isValue = false;
  private isData = false;
  /** Within the reading of a word that stands beside it: it is no text of the cell. */
  private isReading = false;

  constructor(private readonly context: CellContext) {}

  open(tag: string, attributes: () => Record<string, string>): void {
    if (tag === "sheetData") this.isData = true;
    if (!this.isData) return;
    if (tag === "v" || tag === "t") this.isValue = !this.isReading;
    else if (tag === "c") this.openCell(attributes());
    else if (tag === "row") this.openRow(Number(attributes().r ?? this.row + 1));
    else if (tag === "rPh") this.isReading = true;
  }

  close(tag: string): void {
    if (!this.isData) return;
    if (tag === "v" || tag === "t") this.isValue = false;
    else if (tag === "c") this.cells[this.column] = this.cellText();
    else if (tag === "row") this.closeRow();
    else if (tag === "rPh") this.isReading = false;
    else if (tag === "sheetData") this.isData = false;
  }

  text(text: string): void {
    if (this.isValue) this.value += text;
  }

  /** What was made since the last call. */
  taken(): string {
    const { made } = this;
    this.made = "";
    return made;
  }

  private openRow(row: number): void {
    if (!(row > this.row && row <= MOST_ROWS)) refuseDamaged(this.context.name, "the rows of a sheet are out of order");
    this.row = row;
    this.column = -1;
    this.cells = [];
  }

  private openCell({ r, t = "n", s = "0" }: Record<string, string>): void {
    this.column = r === undefined ? this.column + 1 : columnOf(r);
    if (!(this.column >= 0 && this.column < MOST_COLUMNS)) {
      refuseDamaged(this.context.name, "a cell is in no column that a sheet has");
    }
    this.type = t;
    this.style = Number(s);
    this.value = "";
  }

  private cellText(): string {
    const { type, value, context } = this;
    if (type === "s") return context.strings[Number(value)] ?? "";
    if (type === "n") return this.numberText();
    if (type === "b") return value.trim() === "1" ? "TRUE" : "FALSE";
    // What a formula could not calculate, such as #N/A.
    return type === "e" ? "" : unescaped(value);
  }

  private numberText(): string {
    const { value, context } = this;
    const number = Number(value);
    if (value.trim() === "" || Number.isNaN(number)) return "";
    const format = context.formats[this.style] ?? "plain";
    if (format === "plain") return numberText(number);
    if (format === "date") return dateText(number, context.is1904);
    return Number.isInteger(number) && number >= 0 ? String(number).padStart(format, "0") : numberText(number);
  }

  private closeRow(): void {
    const { cells } = this;
    let length = cells.length;
    while (length > 0 && !cells[length - 1]) length--;
    if (length === 0) return;
    if (length > 1) this.width = Math.max(this.width, length);
    let text = "\n".repeat(this.row - this.line - 1);
    for (let i = 0; i < Math.max(length, this.width); i++) {
      const cell = i < length ? cells[i] : "";
      text += `${i > 0 ? "," : ""}${cell ? quoted(cell.replace(/[\r\n]+/g, " ")) : ""}`;
    }
    this.made += `${text}\n`;
    this.line = this.row;
  }
}

/** Counted from 0: of "A7" 0, of "AB7" 27. */
function columnOf(cell: string): number {
  let column = 0;
  for (let i = 0; i < cell.length; i++) {
    const letter = cell.charCodeAt(i) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column - 1;
}

/** Signs that XML cannot hold stand as _x000D_ in a workbook's texts. */
export function unescaped(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replace(/_x([0-9a-f]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
