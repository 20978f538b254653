import { refuseDamaged } from "../archives/unpack";
import { entryPieces } from "../archives/zip";
import { entriesOf, type ZipEntry } from "../archives/zipDirectory";
import type { ByteSource, Piece } from "../bytes/source";
import { refuse } from "../refusal";
import { cellFormats } from "./cellFormats";
import { type CellContext, SheetRows, unescaped } from "./sheetRows";
import { parsedXml, plain } from "./xml";

/** Characters of all texts of a workbook that are kept at once. */
const MOST_TEXT = 512 * 1024 ** 2;

/** Rows with something in them from which a sheet has data: a header and a record. */
const LEAST_ROWS = 2;

/** An Excel workbook (ECMA-376) whose sheets can be read. */
export interface Workbook extends CellContext {
  blob: Blob;
  /** The sheets that hold data, in their order; those that are hidden only where no other does. */
  sheets: Sheet[];
}

export interface Sheet {
  name: string;
  entry: ZipEntry;
}

/** A part of the workbook that another refers to. */
interface Relation {
  type: string;
  path: string;
}

const encoder = new TextEncoder();

/**
 * The workbook in an archive, its texts and formats read, its sheets looked at.
 * @throws ReadError when it is damaged, or no sheet has data.
 */
export async function openWorkbook(name: string, blob: Blob): Promise<Workbook> {
  const entries = new Map((await entriesOf(name, blob)).map((entry) => [entry.name.toLowerCase(), entry]));
  const entryAt = (path: string) => entries.get(path.toLowerCase());
  const pieces = (path: string) => {
    const entry = entryAt(path);
    return entry ? entryPieces(name, blob, entry) : none();
  };
  const root = (await relations(name, "", pieces)).find(({ type }) => type === "officeDocument");
  const main = root?.path ?? "xl/workbook.xml";
  if (!entryAt(main)) refuseDamaged(name, "it lacks the list of its sheets");
  const { listed, is1904 } = await sheetList(name, pieces(main));
  const related = await relations(name, main, pieces);
  const pathOf = (wanted: string) => related.find(({ type }) => type === wanted)?.path ?? "";
  const workbook: Workbook = {
    name,
    blob,
    is1904,
    strings: await sharedStrings(name, pieces(pathOf("sharedStrings"))),
    formats: await cellFormats(name, pieces(pathOf("styles"))),
    sheets: [],
  };
  const hidden: Sheet[] = [];
  for (const { title, relation, isHidden } of listed) {
    const { type, path } = related.find(({ id }) => id === relation) ?? { type: "", path: "" };
    const entry = entryAt(path);
    if (type !== "worksheet" || !entry) continue;
    const sheet = { name: title, entry };
    if (await hasData(sheetSource(workbook, sheet))) (isHidden ? hidden : workbook.sheets).push(sheet);
  }
  if (workbook.sheets.length === 0) workbook.sheets = hidden;
  if (workbook.sheets.length === 0) {
    refuse(`${name} is an Excel workbook, but no sheet of it holds a table.`, "Drop one with a rating per row.");
  }
  return workbook;
}

/** A sheet as comma-separated text, a line for each of its rows. */
export function sheetSource(workbook: Workbook, { entry }: Sheet): ByteSource {
  const { name, blob } = workbook;
  async function* open(): AsyncGenerator<Piece> {
    const rows = new SheetRows(workbook);
    for await (const bytesRead of parsedXml(name, entryPieces(name, blob, entry), rows)) {
      yield { bytes: encoder.encode(rows.taken()), bytesRead };
    }
    yield { bytes: encoder.encode(rows.taken()), bytesRead: blob.size };
  }
  return { name, size: blob.size, open, blob: null };
}

async function hasData(source: ByteSource): Promise<boolean> {
  let rows = 0;
  const decoder = new TextDecoder();
  for await (const { bytes } of source.open()) {
    rows += decoder.decode(bytes).match(/[^\n]\n/g)?.length ?? 0;
    if (rows >= LEAST_ROWS) return true;
  }
  return false;
}

/** What a part refers to, by the ids that it uses. */
async function relations(name: string, part: string, pieces: (path: string) => AsyncIterable<Piece>) {
  const cut = part.lastIndexOf("/") + 1;
  const folder = part.slice(0, cut);
  const found: (Relation & { id: string })[] = [];
  const parsing = parsedXml(name, pieces(`${folder}_rels/${part.slice(cut)}.rels`), {
    open(tag, attributes) {
      if (tag !== "Relationship") return;
      const { Id = "", Type = "", Target = "" } = attributes();
      found.push({ id: plain(Id), type: Type.slice(Type.lastIndexOf("/") + 1), path: resolved(folder, plain(Target)) });
    },
  });
  for await (const _ of parsing);
  return found;
}

/** A path from a folder of the archive; one that starts with a slash is from its root. */
function resolved(folder: string, target: string): string {
  const steps: string[] = [];
  for (const step of (target.startsWith("/") ? target : `${folder}${target}`).split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "" && step !== ".") steps.push(step);
  }
  return steps.join("/");
}

async function sheetList(name: string, workbook: AsyncIterable<Piece>) {
  const listed: { title: string; relation: string; isHidden: boolean }[] = [];
  let is1904 = false;
  const parsing = parsedXml(name, workbook, {
    open(tag, attributes) {
      if (tag === "workbookPr") is1904 = /^(1|true|on)$/.test(attributes().date1904 ?? "");
      if (tag !== "sheet") return;
      const { name: title = "", state = "visible", ...others } = attributes();
      // The id's prefix is the writer's choice.
      const [, relation = ""] = Object.entries(others).find(([key]) => /:id$/.test(key)) ?? [];
      listed.push({ title: plain(title), relation: plain(relation), isHidden: state !== "visible" });
    },
  });
  for await (const _ of parsing);
  return { listed, is1904 };
}

/** The texts that cells refer to by number. */
async function sharedStrings(name: string, pieces: AsyncIterable<Piece>): Promise<string[]> {
  const strings: string[] = [];
  let [text, length] = ["", 0];
  let [isText, isReading] = [false, false];
  const parsing = parsedXml(name, pieces, {
    open(tag) {
      if (tag === "si") text = "";
      else if (tag === "rPh") isReading = true;
      else if (tag === "t") isText = !isReading;
    },
    text(part) {
      if (isText) text += part;
    },
    close(tag) {
      if (tag === "t") isText = false;
      else if (tag === "rPh") isReading = false;
      else if (tag === "si") {
        strings.push(unescaped(text));
        length += text.length;
      }
    },
  });
  for await (const _ of parsing) {
    if (length > MOST_TEXT) refuse(`${name} holds more text than fits here.`, "Save the sheet as CSV and drop that.");
  }
  return strings;
}

async function* none(): AsyncGenerator<Piece> {
  yield { bytes: encoder.encode("<none/>"), bytesRead: 0 };
}
