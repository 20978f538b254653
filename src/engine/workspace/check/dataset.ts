import * as v from "valibot";
import { COLUMN_ROLES, SEGMENT_ROLES } from "../../../domain/roles";
import {
  DATE_ORDERS,
  DUPLICATE_RULES,
  ENCODINGS,
  REJECTION_REASONS,
  TABLE_LAYOUTS,
  type Vocabulary,
  ZERO_MEANINGS,
} from "../../read/types";
import type { KeptDataset } from "../types";
import { bytes, checkedFigure, count, doubles, floats, ints, list, someOf, text } from "./parts";

/** More files, columns or rows than anybody opens. */
const MOST_FILES = 10_000;
const MOST_COLUMNS = 1_000_000;
const MOST_ROWS = 1000;
/** Of rejected records, on the page and for the download. */
const EXAMPLES = 100;
/** More answers, questions or warnings than any reading has. */
const MOST_ANSWERS = 1000;

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
    because: v.exactOptional(text),
  }),
  MOST_COLUMNS,
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
  table: v.exactOptional(v.picklist(TABLE_LAYOUTS)),
  sheet: v.exactOptional(text),
  missingRatings: v.exactOptional(list(v.pipe(v.number(), v.finite()), MOST_ANSWERS)),
  ratingWords: v.exactOptional(v.record(v.string(), v.pipe(v.number(), v.finite()))),
  eventWeights: v.exactOptional(v.record(v.string(), v.pipe(v.number(), v.finite(), v.minValue(0)))),
  dayNumbers: v.exactOptional(v.boolean()),
  separators: v.exactOptional(someOf(SEGMENT_ROLES, text)),
  spellings: v.exactOptional(v.picklist(["one", "apart"])),
});

const vocabulary = v.pipe(
  v.object({
    bytes,
    offsets: v.custom<Uint32Array>((value) => value instanceof Uint32Array),
    separator: v.exactOptional(text),
  }),
  v.check(isVocabulary, "the texts of a vocabulary do not follow one another"),
);

/** Offsets that rise from 0 to the length of the bytes. */
function isVocabulary({ bytes, offsets }: Vocabulary): boolean {
  if (offsets.length === 0 || offsets[0] !== 0 || offsets[offsets.length - 1] !== bytes.length) return false;
  for (let i = 1; i < offsets.length; i++) if (offsets[i] < offsets[i - 1]) return false;
  return true;
}

type Codes = Uint8Array | Uint16Array | Int32Array;

/** True where every code is from 0 to below `end`. */
function areBelow(codes: Codes, end: number): boolean {
  for (let i = 0; i < codes.length; i++) if (codes[i] < 0 || codes[i] >= end) return false;
  return true;
}

function every(values: Float32Array | Float64Array, holds: (value: number) => boolean): boolean {
  for (let i = 0; i < values.length; i++) if (!holds(values[i])) return false;
  return true;
}

/** The years 100 to 9999, which reading a file accepts, with a week for its time zones; in seconds since 1970. */
const FIRST_SECOND = -59_012_064_000;
const LAST_SECOND = 253_402_905_600;

const dataset = v.pipe(
  v.object({
    name: text,
    feedback: v.picklist(["explicit", "implicit"]),
    bytes: count,
    size: v.pipe(count, v.minValue(1)),
    users: vocabulary,
    products: vocabulary,
    user: ints,
    product: ints,
    rating: floats,
    time: v.nullable(doubles),
    segments: someOf(
      SEGMENT_ROLES,
      v.pipe(
        v.object({
          codes: v.union([v.custom<Uint16Array>((value) => value instanceof Uint16Array), ints]),
          vocabulary,
        }),
        // Code 0 is "unknown", whose text is empty.
        v.check(
          ({ codes, vocabulary: { offsets } }) => offsets[1] === 0 && areBelow(codes, offsets.length - 1),
          "a segment has codes without a text",
        ),
      ),
    ),
    segmentNames: v.exactOptional(someOf(SEGMENT_ROLES, text)),
    split: v.nullable(bytes),
    titles: v.nullable(vocabulary),
  }),
  v.check(
    ({ size, user, product, rating, time, split, segments }) =>
      [user, product, rating, time, split, ...Object.values(segments).map(({ codes }) => codes)].every(
        (column) => column === null || column.length === size,
      ),
    "its columns have different lengths",
  ),
  v.check(({ user, users }) => areBelow(user, users.offsets.length - 1), "a rating is of a user whom it does not list"),
  v.check(
    ({ product, products }) => areBelow(product, products.offsets.length - 1),
    "a rating is of a product that it does not list",
  ),
  v.check(({ rating }) => every(rating, Number.isFinite), "a rating is no number"),
  v.check(
    ({ time }) => time === null || every(time, (t) => Number.isNaN(t) || (t >= FIRST_SECOND && t <= LAST_SECOND)),
    "a time is beyond what a calendar has",
  ),
  v.check(({ split }) => split === null || areBelow(split, 3), "a rating is in a part that there is not"),
  v.check(
    ({ titles, products }) => titles === null || titles.offsets.length === products.offsets.length,
    "its titles are not those of its products",
  ),
);

const report = v.object({
  file: text,
  files: list(v.object({ name: text, bytes: count, read: count }), MOST_FILES),
  details: list(
    v.object({
      file: text,
      of: v.exactOptional(v.literal("user")),
      products: count,
      matched: count,
      skipped: count,
      roles: list(v.picklist(COLUMN_ROLES), MOST_COLUMNS),
    }),
    MOST_FILES,
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
  examples: list(
    v.object({ file: count, line: count, column: count, reason: v.picklist(REJECTION_REASONS), text }),
    EXAMPLES,
  ),
  readMs: checkedFigure,
  readers: count,
  format: v.exactOptional(text),
  passedOver: v.exactOptional(count),
  emptyCells: v.exactOptional(count),
  questions: v.exactOptional(
    list(
      v.object({
        id: text,
        question: text,
        answers: list(v.object({ label: text, change: options }), MOST_ANSWERS),
        default: count,
        because: v.exactOptional(text),
      }),
      MOST_ANSWERS,
    ),
  ),
  warnings: v.exactOptional(list(text, MOST_ANSWERS)),
});

const rejections = v.pipe(
  v.object({
    names: list(text, MOST_FILES),
    counts: v.pipe(v.array(count), v.maxLength(REJECTION_REASONS.length)),
    files: ints,
    lines: doubles,
    columns: ints,
    reasons: bytes,
    texts: vocabulary,
  }),
  v.check(
    ({ files, lines, columns, reasons, texts, names }) =>
      [lines, columns, reasons].every(({ length }) => length === files.length) &&
      texts.offsets.length === files.length + 1 &&
      areBelow(files, Math.max(1, names.length)) &&
      areBelow(reasons, REJECTION_REASONS.length) &&
      areBelow(columns, MOST_COLUMNS) &&
      every(lines, (line) => Number.isSafeInteger(line) && line >= 0),
    "its rejected records do not fit together",
  ),
);

/** A packed Dataset as it has to be: whatever passes can be computed with. */
export const keptDataset = v.object({
  dataset,
  report,
  preview: v.object({
    file: text,
    bytes: count,
    guesses,
    columns,
    rows: list(list(text, MOST_COLUMNS), MOST_ROWS),
    format: v.exactOptional(text),
  }),
  rejections,
}) satisfies v.GenericSchema<unknown, KeptDataset>;
