import type { EarlierRows, EarlierWeights } from "../../src/backends/earlier";
import { paddedWidth } from "../../src/backends/rows";
import { Random } from "../../src/domain/random";
import type { LearnerOptions } from "../../src/models/learner";
import { embeddingColumns, initialDense } from "../../src/models/shapes";

/** Rows of an earlier table of so many columns for every third row of the new one, in another order. */
function earlierRows(rows: number, columns: number, random: Random): EarlierRows {
  const width = paddedWidth(columns);
  const values = new Float32Array(rows * width);
  for (let row = 1; row < rows; row++) {
    for (let k = 0; k < columns; k++) values[row * width + k] = random.normal() / 3;
  }
  return { values, width, from: Int32Array.from({ length: rows }, (_, row) => (row % 3 === 1 ? rows - row : 0)) };
}

/** Weights to go on from, for a learner with these options: of `hybrid` the means, as a ModelSnapshot has them. */
export function earlierFor(options: LearnerOptions): EarlierWeights {
  const { shape, userRows, productRows, hybrid } = options;
  const random = new Random(77, "earlier weights");
  const columns = hybrid ? shape.factors + 1 : embeddingColumns(shape);
  return {
    users: earlierRows(userRows, columns, random),
    products: earlierRows(productRows, columns, random),
    sides: hybrid ? earlierRows(hybrid.sideCounts.length, columns, random) : null,
    dense: initialDense(shape, random).map(({ name, values }) => ({
      name,
      values: values.map((value) => value + 0.01),
    })),
  };
}
