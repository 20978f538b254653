import type { ModelSnapshot, ValueRows } from "../../models/snapshot";
import type { TrainingColumns } from "../read/copies";
import { textOf } from "../read/vocabulary";
import { RowModel } from "../recommend/models/rowModel";

/** Ratings that are predicted before a cancel is let in. */
const BETWEEN_BREATHS = 2000;

/**
 * Predicted ratings of these ratings of the Dataset by a model's weights, on the CPU in plain loops. Recommending asks for
 * the newest year; here each rating is predicted in its own, where the rows of the years are known.
 */
export async function predictRatings(
  columns: TrainingColumns,
  part: Int32Array,
  snapshot: ModelSnapshot,
  valueRows: readonly ValueRows[],
  breathe: () => Promise<void>,
): Promise<Float32Array> {
  const model = new RowModel(snapshot);
  const { width, hybrid } = snapshot;
  const years = hybrid ? yearRows(columns, valueRows) : null;
  const place = hybrid?.features.filter(({ of }) => of === "user").findIndex(({ role }) => role === "year") ?? -1;
  const predicted = new Float32Array(part.length);
  for (let position = 0; position < part.length; position++) {
    if (position % BETWEEN_BREATHS === 0) await breathe();
    const i = part[position];
    const user = model.userOf(columns.user[i]);
    if (years && hybrid && place >= 0) {
      const from = years[i] * width;
      user.vector.set(hybrid.sides.subarray(from, from + width), (1 + place) * width);
    }
    const logit = model.terms(user, columns.product[i]).reduce((sum, { value }) => sum + value, 0);
    predicted[position] = model.ratingOf(logit);
  }
  return predicted;
}

/** Row of each rating's year; a year after the last that has a row counts as that one. Null where no rows are known. */
function yearRows({ sides }: TrainingColumns, valueRows: readonly ValueRows[]): Int32Array | null {
  const side = sides.find(({ role }) => role === "year");
  const known = valueRows.find(({ role }) => role === "year");
  if (!side || !known) return null;
  const byText = new Map(known.values.map((text, i) => [text, known.rows[i]]));
  let newest = -1;
  known.rows.forEach((row, i) => {
    if (row !== 0) newest = Math.max(newest, Number(known.values[i]));
  });
  const ofCode = Int32Array.from({ length: side.vocabulary.offsets.length - 1 }, (_, code) => {
    if (code === 0) return 0;
    const text = textOf(side.vocabulary, code);
    return byText.get(Number(text) > newest ? String(newest) : text) ?? 0;
  });
  return side.codes.map((code) => ofCode[code]);
}
