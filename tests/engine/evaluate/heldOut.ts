import { type EvaluationPart, evaluationPart } from "../../../src/engine/evaluate/part";
import type { TrainingColumns } from "../../../src/engine/read/copies";
import type { SideColumn } from "../../../src/engine/read/sides";
import { packTexts } from "../../../src/engine/read/vocabulary";

/** One rating: codes of user and product, and its value. */
export type Row = readonly [user: number, product: number, rating: number];

/** A Dataset of training rows followed by held-out rows. */
export function heldOut(rows: readonly Row[], training: readonly Row[] = [], sides: SideColumn[] = [], seed = 1) {
  const all = [...training, ...rows];
  const column = (at: 0 | 1 | 2) => all.map((row) => row[at]);
  const columns: TrainingColumns = {
    feedback: "explicit",
    size: all.length,
    users: Math.max(0, ...column(0)) + 1,
    products: Math.max(0, ...column(1)) + 1,
    user: Int32Array.from(column(0)),
    product: Int32Array.from(column(1)),
    rating: Float32Array.from(column(2)),
    time: null,
    split: null,
    sides,
  };
  const train = Int32Array.from(training.keys());
  const part: EvaluationPart = evaluationPart(
    columns,
    train,
    Int32Array.from(rows, (_, i) => training.length + i),
    seed,
  );
  return { part, training: train };
}

/** Held-out ratings of 0, so that predictions are errors: `errors[u]` are those of user u. */
export function withErrors(errors: readonly (readonly number[])[], seed = 1) {
  const rows = errors.flatMap((own, user) => own.map((): Row => [user, 0, 0]));
  return { part: heldOut(rows, [], [], seed).part, predicted: Float64Array.from(errors.flat()) };
}

/** A side column with these texts by code. */
export function side(
  role: SideColumn["role"],
  per: SideColumn["per"],
  texts: readonly string[],
  codes: ArrayLike<number>,
): SideColumn {
  return { role, per, codes: Int32Array.from(codes), vocabulary: packTexts(texts), conflicts: 0 };
}
