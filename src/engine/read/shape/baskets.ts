import type { ByteSource, Piece } from "../bytes/source";
import { Utf8Stream } from "../bytes/utf8";
import type { Fields } from "../records/fields";
import { RecordReader } from "../records/recordReader";
import type { ReadQuestion, TableLayout } from "../types";
import { isMissing } from "../values/words";
import { quoted } from "./textSource";
import type { WideFormat } from "./wideSource";

const LEAST_LINES = 8;

/**
 * True where the lines are baskets: as many fields as things that were bought, the same ones line by line and in any
 * column.
 */
export function areBaskets(records: readonly (readonly string[])[]): boolean {
  if (records.length < LEAST_LINES) return false;
  const lengths = new Set(records.map(({ length }) => length));
  const commonest = Math.max(...[...lengths].map((n) => records.filter(({ length }) => length === n).length));
  if (lengths.size < 2 || commonest > 0.9 * records.length) return false;
  const columnsOf = new Map<string, Set<number>>();
  let [fields, words] = [0, 0];
  for (const record of records) {
    record.forEach((field, i) => {
      const value = field.trim();
      if (value === "") return;
      fields++;
      if (/\p{L}/u.test(value) || /^\d+$/.test(value)) words++;
      columnsOf.set(value, (columnsOf.get(value) ?? new Set()).add(i));
    });
  }
  const wandering = [...columnsOf.values()].filter((columns) => columns.size > 1).length;
  const isRepeated = columnsOf.size < 0.5 * fields;
  return words >= 0.95 * fields && isRepeated && wandering >= 0.3 * columnsOf.size;
}

/** Whether lines of different lengths are baskets. */
export function basketQuestion(chosen: TableLayout | undefined): ReadQuestion {
  const answers = [
    { label: "A basket a line: each line is a user, each field a product", change: { table: "baskets" } } as const,
    { label: "Neither: one record a line", change: { table: "long" } } as const,
  ];
  return {
    id: "table",
    question:
      "The lines have different numbers of fields, and the same things stand in any of them. Is each line a basket of things that were taken together?",
    answers,
    default: chosen === "long" ? 1 : 0,
  };
}

const encoder = new TextEncoder();

/** The baskets as one with a line for each thing in a basket: the number of its line, and the thing. */
export function basketSource(source: ByteSource, { delimiter, quotes, before, encoding }: WideFormat): ByteSource {
  async function* open(): AsyncGenerator<Piece> {
    let made = "user,product\n";
    let skip = before;
    const take = (fields: Fields, line: number) => {
      if (skip > 0 && !(fields.count === 1 && fields.isBlank(0))) {
        skip--;
        return;
      }
      for (let i = 0; i < fields.count; i++) {
        const product = fields.textOf(i).trim();
        if (!isMissing(product)) made += `${line},${quoted(product)}\n`;
      }
    };
    const taken = () => {
      const bytes = encoder.encode(made);
      made = "";
      return bytes;
    };
    const sink = { record: take, unclosedQuote: () => {} };
    const reader = new RecordReader(source.name, { delimiter, fields: 0, quotes }, sink);
    const stream = new Utf8Stream(encoding);
    for await (const { bytes, bytesRead } of source.open()) {
      reader.push(stream.push(bytes, false), false);
      yield { bytes: taken(), bytesRead };
    }
    reader.push(stream.push(new Uint8Array(0), true), true);
    yield { bytes: taken(), bytesRead: source.size };
  }
  return { name: source.name, size: source.size, open, blob: null };
}
