import { startOf } from "../bytes/opening";
import type { ByteSource } from "../bytes/source";
import { guessLayout } from "../guess/layout";
import type { Sheet, Workbook } from "../sheets/workbook";
import { ReadError, type ReadOptions, type ReadQuestion } from "../types";
import type { BinaryTable } from "./textSource";
import { wideTable } from "./wide";

/** Sheets that a question offers at most. */
const MOST_SHEETS = 8;
/** What a table of ratings has. */
const TELLING: readonly string[] = ["user", "product", "rating", "count"];

/** The sheet that was chosen, or the first of those that look most like ratings; asked about where there are more. */
export async function sheetOf(workbook: Workbook, { sheet: chosen }: ReadOptions): Promise<BinaryTable> {
  const { sheetSource } = await import("../sheets/workbook");
  const { name, sheets } = workbook;
  const likely = sheets.length === 1 ? sheets[0]! : await likeliest(sheets, (sheet) => sheetSource(workbook, sheet));
  const sheet = sheets.find((one) => one.name === chosen) ?? likely;
  const titles = sheets.map((one) => one.name);
  return {
    source: sheetSource(workbook, sheet),
    format: "Excel workbook",
    isNamed: false,
    questions: sheets.length > 1 ? [question(name, titles, likely.name, sheet.name)] : [],
    warnings: [],
    key: ["Excel workbook", ...(sheets.length > 1 ? titles : [])].join("\t"),
  };
}

async function likeliest(sheets: readonly Sheet[], sourceOf: (sheet: Sheet) => ByteSource): Promise<Sheet> {
  let [best, most] = [sheets[0]!, 0];
  for (const sheet of sheets.slice(0, MOST_SHEETS)) {
    const likeness = await likenessOf(sourceOf(sheet));
    if (likeness > most) [best, most] = [sheet, likeness];
  }
  return best;
}

/** How much of what ratings need a table has; a wide table has all. */
async function likenessOf(source: ByteSource): Promise<number> {
  try {
    const layout = guessLayout({ file: source.name, ...(await startOf(source, undefined)) }, { delimiter: "," });
    if (wideTable(layout.table.slice(layout.before), layout.fields)) return 3;
    return layout.columns.filter(({ role }) => TELLING.includes(role)).length;
  } catch (error) {
    if (error instanceof ReadError) return 0;
    throw error;
  }
}

function question(file: string, titles: readonly string[], likely: string, read: string): ReadQuestion {
  const order = [likely, ...titles.filter((title) => title !== likely)];
  const listed = order.slice(0, MOST_SHEETS);
  if (!listed.includes(read)) listed.push(read);
  return {
    id: "sheet",
    question: `${file} has ${titles.length} sheets with data. Which of them holds the ratings?`,
    answers: listed.map((title) => ({ label: title, change: { sheet: title } })),
    default: listed.indexOf(read),
  };
}
