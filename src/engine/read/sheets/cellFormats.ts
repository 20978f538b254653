import type { Piece } from "../bytes/source";
import { fromDayNumber } from "../values/time";
import { parsedXml, plain } from "./xml";

/** How a number in a cell is meant: as it stands, as a date, or with so many digits, zeros before them. */
export type CellFormat = "plain" | "date" | number;

/** Formats that every workbook knows by number (ECMA-376 part 1, 18.8.30), those of East Asia among them. */
function builtIn(id: number): CellFormat {
  const isDate = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || id === 45 || id === 47 || (id >= 50 && id <= 58);
  return isDate ? "date" : "plain";
}

/** What a format's own code says. Durations, [h]:mm, are amounts and no dates. */
export function formatOfCode(code: string): CellFormat {
  const [first = ""] = code.replace(/"[^"]*"|\\.|_.|\*./g, "").split(";");
  const bare = first.replace(/\[(?![hms]+\])[^\]]*\]/gi, "");
  if (/^0{2,}$/.test(bare)) return bare.length;
  return /[ymdhs]/i.test(bare) && !/\[[hms]+\]|general/i.test(bare) ? "date" : "plain";
}

/** The formats of a workbook's cells, by the number that a cell gives as its style. */
export async function cellFormats(name: string, styles: AsyncIterable<Piece>): Promise<CellFormat[]> {
  const own = new Map<number, CellFormat>();
  const formats: CellFormat[] = [];
  let isCells = false;
  const parsing = parsedXml(name, styles, {
    open(tag, attributes) {
      if (tag === "cellXfs") isCells = true;
      else if (tag === "numFmt") {
        const { numFmtId, formatCode = "" } = attributes();
        own.set(Number(numFmtId), formatOfCode(plain(formatCode)));
      } else if (tag === "xf" && isCells) {
        const id = Number(attributes().numFmtId ?? 0);
        formats.push(own.get(id) ?? builtIn(id));
      }
    },
    close(tag) {
      if (tag === "cellXfs") isCells = false;
    },
  });
  for await (const _ of parsing);
  return formats;
}

/** Days from 1899-12-30 to 1904-01-01, where the other system begins, and to the last day of 9999. */
const TO_1904 = 1462;
const LAST_DAY = 2_958_465;

/** The day that 1900 had in the first spreadsheet and in no calendar: those before it are counted from a day later. */
const NO_DAY = 60;

/** A number of days as a date, with the time of day where it has one; a time of day alone below 1. */
export function dateText(serial: number, is1904: boolean): string {
  if (!(serial >= 0 && serial <= LAST_DAY)) return numberText(serial);
  const days = is1904 ? serial + TO_1904 : serial < NO_DAY ? serial + 1 : serial;
  const seconds = fromDayNumber(days);
  const text = new Date(seconds * 1000).toISOString();
  if (serial < 1 && !is1904) return text.slice(11, 19);
  return seconds % 86_400 === 0 ? text.slice(0, 10) : text.slice(0, 19).replace("T", " ");
}

/** A number of a cell as a person sees it: of 15 digits, so that 0.1 + 0.2 is 0.3. */
export function numberText(value: number): string {
  return Number.isSafeInteger(value) ? String(value) : String(Number(value.toPrecision(15)));
}
