import type { TrainingColumns } from "../read/copies";
import { Bootstrap } from "./bootstrap";

/** Indices of the ratings of each part, in file order. */
export interface Split {
  train: Int32Array;
  validation: Int32Array;
  test: Int32Array;
}

/** Held-out ratings on which predictors are measured, and what training knows of their users and products. */
export interface EvaluationPart {
  columns: TrainingColumns;
  /** Indices of the ratings. */
  part: Int32Array;
  /** By user code: 1 when the training part has a rating of the user. */
  knownUsers: Uint8Array;
  /** By product code. */
  knownProducts: Uint8Array;
  /** Of the bootstrap. */
  seed: number;
}

/** The held-out `part` of a Dataset that was trained on `training`: both hold indices of ratings. */
export function evaluationPart(
  columns: TrainingColumns,
  training: Int32Array,
  part: Int32Array,
  seed: number,
): EvaluationPart {
  const knownUsers = new Uint8Array(columns.users);
  const knownProducts = new Uint8Array(columns.products);
  for (const i of training) {
    knownUsers[columns.user[i]] = 1;
    knownProducts[columns.product[i]] = 1;
  }
  return { columns, part, knownUsers, knownProducts, seed };
}

const bootstraps = new WeakMap<EvaluationPart, Bootstrap>();

/** The one bootstrap over the part's users: whatever is measured on the part shares its weights, so it is paired. */
export function bootstrapOf(part: EvaluationPart): Bootstrap {
  const made = bootstraps.get(part);
  if (made) return made;
  const { user } = part.columns;
  const fresh = new Bootstrap(
    part.part.map((i) => user[i]),
    part.seed,
  );
  bootstraps.set(part, fresh);
  return fresh;
}
