import { textOf } from "../../dataset/vocabulary";
import type { EarlierRows, EarlierWeights } from "../../model/earlier";
import type { RunPlan } from "../plan";
import type { RowMap } from "../rowMap";
import { STRANGER_ROW } from "../sideRows";
import { type TrainingColumns, TrainingError } from "../types";
import { rowsByCode } from "./match";
import type { EarlierStart } from "./types";

type Planned = Pick<RunPlan, "users" | "products" | "sides" | "learner">;

/**
 * What a planned Run goes on from: known ids and values keep their rows, new ones get new rows.
 * @throws TrainingError when the earlier model is of another shape.
 */
export function earlierWeights(columns: TrainingColumns, plan: Planned, start: EarlierStart): EarlierWeights {
  requireSameShape(plan, start);
  const { model } = start;
  const rowsOf = (values: Float32Array, { rowOf, rows }: RowMap, earlier: Int32Array): EarlierRows => {
    const from = new Int32Array(rows);
    rowOf.forEach((row, code) => {
      if (row !== 0) from[row] = earlier[code];
    });
    return { values, width: model.width, from };
  };
  return {
    users: rowsOf(model.users, plan.users, model.userRows),
    products: rowsOf(model.products, plan.products, model.productRows),
    sides: sidesFrom(columns, plan, start),
    dense: model.dense,
  };
}

function sidesFrom(columns: TrainingColumns, { sides, learner }: Planned, start: EarlierStart): EarlierRows | null {
  const { hybrid, width } = start.model;
  if (!sides || !hybrid || !learner.hybrid) return null;
  const from = new Int32Array(learner.hybrid.sideCounts.length);
  from[STRANGER_ROW] = hybrid.stranger;
  for (const feature of sides.features) {
    const side = columns.sides.find(({ role }) => role === feature.role);
    const earlier = start.sideRows.find(({ role }) => role === feature.role);
    if (!side || !earlier) continue;
    const byText = new Map(earlier.values.map((text, i) => [text, earlier.rows[i]]));
    rowsByCode(side, feature).forEach((row, code) => {
      if (row !== 0) from[row] = byText.get(textOf(side.vocabulary, code)) ?? 0;
    });
  }
  return { values: hybrid.sides, width, from };
}

function requireSameShape({ learner, sides }: Planned, { model, name }: EarlierStart): void {
  const { shape, range } = learner;
  const refuse = (what: string, now: unknown, then: unknown): never => {
    throw new TrainingError(
      `The model of ${name} cannot go on with these settings: ${what} would be ${now}, and was ${then} there. ` +
        "Set it as it was, score the model as it is, or train a new one.",
    );
  };
  const texts = (list: readonly unknown[]) => list.join(", ") || "none";
  if (model.pooled) {
    throw new TrainingError(
      "Pooled history cannot be continued: a product's row there is the sum of several that are no longer known. " +
        "Score the model as it is, or train a new one.",
    );
  }
  if (shape.model !== model.model) refuse("the model", shape.model, model.model);
  if (shape.factors !== model.factors) refuse("the number of factors", shape.factors, model.factors);
  if (texts(shape.hidden) !== texts(model.hidden))
    refuse("the hidden layers", texts(shape.hidden), texts(model.hidden));
  if (texts(range) !== texts(model.range)) refuse("the rating range", range.join(" to "), model.range.join(" to "));
  const now = texts((sides?.features ?? []).map(({ role }) => role));
  const then = texts((model.hybrid?.features ?? []).map(({ role }) => role));
  if (now !== then) refuse("the features", now, then);
}
