import type { ByteSource, Piece } from "../bytes/source";
import { Utf8Stream } from "../bytes/utf8";
import type { Fields } from "../records/fields";
import { RecordReader } from "../records/recordReader";
import type { Encoding, TableLayout } from "../types";
import { isMissing } from "../values/words";
import { quoted } from "./textSource";
import { isNoCell, type Wide } from "./wide";

const encoder = new TextEncoder();

/** How the wide file is cut. */
export interface WideFormat {
  delimiter: string;
  quotes: boolean;
  /** Records before the table. */
  before: number;
  encoding: Encoding | undefined;
}

/** Cells without a rating that were met since the file was opened last. */
export interface CellTally {
  empty: number;
}

/** The wide table as one with a rating a line: user, product, rating and what else is known of the line. */
export function longSource(source: ByteSource, wide: Wide, layout: TableLayout, format: WideFormat) {
  const tally: CellTally = { empty: 0 };
  async function* open(): AsyncGenerator<Piece> {
    tally.empty = 0;
    const stream = new Utf8Stream(format.encoding);
    const rows = new LongRows(wide, layout, format.before + (wide.hasHeader ? 1 : 0), tally);
    const reader = new RecordReader(
      source.name,
      { delimiter: format.delimiter, fields: 0, quotes: format.quotes },
      rows,
    );
    for await (const { bytes, bytesRead } of source.open()) {
      reader.push(stream.push(bytes, false), false);
      yield { bytes: encoder.encode(rows.taken()), bytesRead };
    }
    reader.push(stream.push(new Uint8Array(0), true), true);
    yield { bytes: encoder.encode(rows.taken()), bytesRead: source.size };
  }
  const long: ByteSource = { name: source.name, size: source.size, open, blob: null };
  return { source: long, tally };
}

class LongRows {
  private text: string;
  private row = 0;

  constructor(
    private readonly wide: Wide,
    layout: TableLayout,
    private skip: number,
    private readonly tally: CellTally,
  ) {
    const ids = layout === "products-down" ? ["product", "user"] : ["user", "product"];
    const others = wide.others.map(({ name }) => quoted(name));
    this.text = `${[...ids, ...(wide.isBinary ? [] : ["rating"]), ...others].join()}\n`;
  }

  record(fields: Fields): void {
    if (fields.count === 1 && fields.isBlank(0)) return;
    if (this.skip > 0) {
      this.skip--;
      return;
    }
    this.row++;
    const { wide } = this;
    const id = wide.id === -1 ? String(this.row) : fields.textOf(wide.id).trim();
    if (isMissing(id)) return;
    const textAt = (field: number) => (field < fields.count ? fields.textOf(field).trim() : "");
    const others = wide.others.map(({ field }) => `,${quoted(textAt(field))}`).join("");
    wide.cells.forEach((field, i) => {
      const cell = textAt(field);
      if (isNoCell(cell) || (wide.isBinary && Number(cell) === 0)) {
        this.tally.empty++;
        return;
      }
      const rating = wide.isBinary ? "" : `,${quoted(cell)}`;
      this.text += `${quoted(id)},${quoted(wide.labels[i])}${rating}${others}\n`;
    });
  }

  unclosedQuote(): void {
    this.row++;
  }

  /** What was made since the last call. */
  taken(): string {
    const { text } = this;
    this.text = "";
    return text;
  }
}
