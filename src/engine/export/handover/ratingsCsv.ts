import { csvLine, plainField } from "../../../domain/csv";
import type { SegmentRole } from "../../../domain/roles";
import type { Dataset } from "../../read/types";
import { textOf } from "../../read/vocabulary";
import { CsvParts } from "../../recommend/bulk/csvParts";
import { SPLIT_PARTS } from "../../workspace/types";
import { shortest } from "../shortest";

/** Ratings that are written before a cancel is let in. */
const BETWEEN_BREATHS = 5000;

const PART_NAMES = ["train", "validation", "test"] as const;

/**
 * The ratings of a Run with their parts as CSV (RFC 4180), in file order: user, product, rating, time (seconds since 1970,
 * empty where unknown), split, and the segment columns under the names of their roles. Ratings that are left out of the
 * Run are left out here. It is for programs: every text is as it is in the file, whatever a spreadsheet makes of it.
 * @param parts of each rating, see SPLIT_PARTS.
 * @param tell how many of the Dataset's ratings are done.
 */
export async function ratingsCsv(
  dataset: Dataset,
  parts: Uint8Array,
  roles: readonly SegmentRole[],
  breathe: () => Promise<void>,
  tell: (done: number) => void,
): Promise<Blob> {
  const { users, products, user, product, rating, time, segments } = dataset;
  const columns = roles.map((role) => {
    const { codes, vocabulary } = segments[role]!;
    const texts = Array.from({ length: vocabulary.offsets.length - 1 }, (_, code) =>
      plainField(textOf(vocabulary, code)),
    );
    return { codes, texts };
  });
  const csv = new CsvParts();
  csv.add(csvLine(["user", "product", "rating", ...(time ? ["time"] : []), "split", ...roles]));
  for (let i = 0; i < dataset.size; i++) {
    if (i % BETWEEN_BREATHS === 0) {
      tell(i);
      await breathe();
    }
    if (parts[i] === SPLIT_PARTS.leftOut) continue;
    let line = `${plainField(textOf(users, user[i]))},${plainField(textOf(products, product[i]))},${shortest(rating[i])}`;
    if (time) line += Number.isNaN(time[i]) ? "," : `,${time[i]}`;
    line += `,${PART_NAMES[parts[i]]}`;
    for (const { codes, texts } of columns) line += `,${texts[codes[i]]}`;
    csv.add(`${line}\r\n`);
  }
  return csv.blob();
}
