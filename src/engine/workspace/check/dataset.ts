import * as v from "valibot";
import {
  COLUMN_ROLES,
  DATE_ORDERS,
  DUPLICATE_RULES,
  ENCODINGS,
  REJECTION_REASONS,
  SEGMENT_ROLES,
  ZERO_MEANINGS,
} from "../../dataset/types";
import type { KeptDataset } from "../types";
import { count, list, number, someOf, text } from "./parts";

const confidence = v.picklist(["sure", "likely", "unsure", "chosen"]);

function guess<const Value extends v.GenericSchema>(value: Value) {
  return v.object({ value, confidence, because: text });
}

const guesses = v.object({
  delimiter: guess(text),
  encoding: guess(v.picklist(ENCODINGS)),
  hasHeader: guess(v.boolean()),
  dateOrder: v.nullable(guess(v.picklist(DATE_ORDERS))),
  zeroMeans: v.nullable(guess(v.picklist(ZERO_MEANINGS))),
  duplicates: v.nullable(guess(v.picklist(DUPLICATE_RULES))),
});
const columns = list(
  v.object({
    name: text,
    role: v.picklist(COLUMN_ROLES),
    guessedFrom: v.picklist(["header", "content", "user"]),
    confidence,
  }),
);
const roles = v.picklist(COLUMN_ROLES);
const options = v.object({
  roles: v.exactOptional(v.record(v.pipe(v.string(), v.digits()), roles)),
  delimiter: v.exactOptional(text),
  encoding: v.exactOptional(v.picklist(ENCODINGS)),
  hasHeader: v.exactOptional(v.boolean()),
  dateOrder: v.exactOptional(v.picklist(DATE_ORDERS)),
  zeroMeans: v.exactOptional(v.picklist(ZERO_MEANINGS)),
  duplicates: v.exactOptional(v.picklist(DUPLICATE_RULES)),
});

const vocabulary = v.pipe(
  v.object({ bytes: v.instance(Uint8Array), offsets: v.instance(Uint32Array) }),
  v.check((ids) => isVocabulary(ids)),
);

/** Offsets that rise from 0 to the length of the bytes. */
function isVocabulary({ bytes, offsets }: { bytes: Uint8Array; offsets: Uint32Array }): boolean {
  if (offsets.length === 0 || offsets[0] !== 0 || offsets[offsets.length - 1] !== bytes.length) return false;
  for (let i = 1; i < offsets.length; i++) if (offsets[i]! < offsets[i - 1]!) return false;
  return true;
}

type Codes = Uint8Array | Uint16Array | Int32Array;

/** True where every code is from 0 to below `end`. */
function areBelow(codes: Codes, end: number): boolean {
  for (let i = 0; i < codes.length; i++) if (codes[i]! < 0 || codes[i]! >= end) return false;
  return true;
}

function every(values: Float32Array | Float64Array, holds: (value: number) => boolean): boolean {
  for (let i = 0; i < values.length; i++) if (!holds(values[i]!)) return false;
  return true;
}

/** Seconds around 1970 that a Date can hold. */
const LAST_SECOND = 8.64e12;

const dataset = v.pipe(
  v.object({
    name: text,
    feedback: v.picklist(["explicit", "implicit"]),
    bytes: count,
    size: v.pipe(count, v.minValue(1)),
    users: vocabulary,
    products: vocabulary,
    user: v.instance(Int32Array),
    product: v.instance(Int32Array),
    rating: v.instance(Float32Array),
    time: v.nullable(v.instance(Float64Array)),
    segments: someOf(
      SEGMENT_ROLES,
      v.pipe(
        v.object({ codes: v.union([v.instance(Uint16Array), v.instance(Int32Array)]), vocabulary }),
        // Code 0 is "unknown", whose text is empty.
        v.check(({ codes, vocabulary: { offsets } }) => offsets[1] === 0 && areBelow(codes, offsets.length - 1)),
      ),
    ),
    segmentNames: v.exactOptional(someOf(SEGMENT_ROLES, text)),
    split: v.nullable(v.instance(Uint8Array)),
    titles: v.nullable(vocabulary),
  }),
  v.check(({ size, user, product, rating, time, split, segments }) =>
    [user, product, rating, time, split, ...Object.values(segments).map(({ codes }) => codes)].every(
      (column) => column === null || column.length === size,
    ),
  ),
  v.check(({ user, users }) => areBelow(user, users.offsets.length - 1)),
  v.check(({ product, products }) => areBelow(product, products.offsets.length - 1)),
  v.check(({ rating }) => every(rating, Number.isFinite)),
  v.check(({ time }) => time === null || every(time, (t) => Number.isNaN(t) || Math.abs(t) <= LAST_SECOND)),
  v.check(({ split }) => split === null || areBelow(split, 3)),
  v.check(({ titles, products }) => titles === null || titles.offsets.length === products.offsets.length),
);

const report = v.object({
  file: text,
  files: list(v.object({ name: text, bytes: count, read: count })),
  details: list(
    v.object({ file: text, products: count, matched: count, skipped: count, roles: list(v.picklist(COLUMN_ROLES)) }),
  ),
  bytes: count,
  options,
  remembered: v.boolean(),
  signature: text,
  guesses,
  columns,
  read: count,
  accepted: count,
  rejected: count,
  merged: count,
  repeated: count,
  zeros: count,
  shortRecords: count,
  headerLines: count,
  blankLines: count,
  commentLines: count,
  rejectedBy: someOf(REJECTION_REASONS, count),
  examples: list(v.object({ file: count, line: count, column: count, reason: v.picklist(REJECTION_REASONS), text })),
  readMs: number,
  readers: count,
});

const rejections = v.pipe(
  v.object({
    names: list(text),
    counts: v.pipe(v.array(count), v.length(REJECTION_REASONS.length)),
    files: v.instance(Int32Array),
    lines: v.instance(Float64Array),
    columns: v.instance(Int32Array),
    reasons: v.instance(Uint8Array),
    texts: vocabulary,
  }),
  v.check(
    ({ files, lines, columns, reasons, texts }) =>
      [lines, columns, reasons].every(({ length }) => length === files.length) &&
      texts.offsets.length === files.length + 1,
  ),
  v.check(({ files, names }) => areBelow(files, Math.max(1, names.length))),
  v.check(({ reasons }) => areBelow(reasons, REJECTION_REASONS.length)),
  v.check(({ lines }) => every(lines, Number.isSafeInteger)),
);

/** A packed Dataset as it has to be: whatever passes can be computed with. */
export const keptDataset: v.GenericSchema<unknown, KeptDataset> = v.object({
  dataset,
  report,
  preview: v.object({ file: text, bytes: count, guesses, columns, rows: list(list(text)) }),
  rejections,
});
