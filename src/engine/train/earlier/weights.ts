import type { EarlierRows, EarlierWeights } from "../../../backends/earlier";
import type { LearnerOptions } from "../../../models/learner";
import type { MemberSnapshot, ModelSnapshot } from "../../../models/snapshot";
import type { TrainingColumns } from "../../read/copies";
import type { RowMap } from "../rowMap";
import { type SideRows, STRANGER_ROW } from "../sideRows";
import { TrainingError } from "../types";
import { NO_NEURAL_MEMBER, neuralOf, requireShape } from "./refusals";
import { rowsByCode, rowsByText } from "./sideValues";
import type { EarlierStart } from "./types";

/** What of a plan its weights depend on. */
interface Planned {
  users: RowMap;
  products: RowMap;
  sides: SideRows | null;
  learner: LearnerOptions;
}

/** @throws TrainingError when the weights are no longer at hand. */
export function modelToContinue({ model, name }: EarlierStart): ModelSnapshot {
  if (!model) throw new TrainingError(`The weights of the model of ${name} are no longer at hand.`);
  return model;
}

/**
 * What a planned Run that predicts ratings goes on from: known ids and values keep their rows, new ones get new rows.
 * @throws TrainingError when the earlier model is of another shape.
 */
export function earlierWeights(columns: TrainingColumns, plan: Planned, start: EarlierStart): EarlierWeights {
  const { shape } = plan.learner;
  const model = neuralOf(modelToContinue(start), shape.model);
  if (!model) throw new TrainingError(`The model of ${start.name} cannot go on: ${NO_NEURAL_MEMBER}`);
  requireShape(start.name, model, shape, plan.learner.range, plan.sides?.features ?? []);
  return {
    users: { values: model.users, width: model.width, from: rowsFrom(plan.users, model.userRows) },
    products: { values: model.products, width: model.width, from: rowsFrom(plan.products, model.productRows) },
    sides: sidesFrom(columns, plan, start, model),
    dense: model.dense,
  };
}

/** The earlier row of each row of the Run, from those of either by code. */
export function rowsFrom({ rowOf, rows }: RowMap, earlier: Int32Array): Int32Array {
  const from = new Int32Array(rows);
  rowOf.forEach((row, code) => {
    if (row !== 0) from[row] = earlier[code];
  });
  return from;
}

function sidesFrom(
  columns: TrainingColumns,
  { sides, learner }: Planned,
  { sideRows }: EarlierStart,
  { hybrid, width }: MemberSnapshot,
): EarlierRows | null {
  if (!sides || !hybrid || !learner.hybrid) return null;
  const from = new Int32Array(learner.hybrid.sideCounts.length);
  from[STRANGER_ROW] = hybrid.stranger;
  for (const feature of sides.features) {
    const side = columns.sides.find(({ role }) => role === feature.role);
    const known = sideRows.find(({ role }) => role === feature.role);
    if (!side || !known) continue;
    const earlier = rowsByText(side, known);
    // Years after the newest of the training part share its row, and need not have been known.
    rowsByCode(side, feature).forEach((row, code) => {
      if (row !== 0 && from[row] === 0) from[row] = earlier[code];
    });
  }
  return { values: hybrid.sides, width, from };
}
