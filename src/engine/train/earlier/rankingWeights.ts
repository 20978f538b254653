import type { EarlierRows } from "../../../backends/earlier";
import type { RankingOptions } from "../../../models/pooled-history/rankingLearner";
import { rankingWidth } from "../../../models/pooled-history/rankingLearner";
import type { RankingData } from "../rankingData";
import type { RowMap } from "../rowMap";
import { requireShape } from "./refusals";
import type { EarlierStart } from "./types";
import { modelToContinue, rowsFrom } from "./weights";

/**
 * What a planned `pooled-history` goes on from. Of the earlier model each product's rows are known as their sum alone. They
 * are taken apart again so that every known product keeps its sum: a segment's row is the mean over the known products
 * with its value of an equal share of the sum, a product's own row is what is left. So a new product begins like the
 * known ones of its category and brand.
 * @throws TrainingError when the earlier model is of another shape.
 */
export function rankingWeights(
  data: RankingData,
  products: RowMap,
  options: RankingOptions,
  start: EarlierStart,
): { inputs: EarlierRows; outputs: EarlierRows } {
  const model = modelToContinue(start);
  requireShape(start.name, model, options.shape, model.range, []);
  const from = rowsFrom(products, model.productRows);
  const width = rankingWidth(options);
  const apart = (sums: Float32Array) => ({ ...takeApart(data, from, sums, model.width, width), width });
  return { inputs: apart(model.pooled!.inputs), outputs: apart(model.products) };
}

function takeApart(
  { rows, productRows, rowsPerProduct, bags }: RankingData,
  from: Int32Array,
  sums: Float32Array,
  sumWidth: number,
  width: number,
): Pick<EarlierRows, "values" | "from"> {
  const values = new Float32Array(rows * width);
  const members = new Int32Array(rows);
  const columns = Math.min(width, sumWidth);
  const eachSide = (row: number, visit: (side: number) => void) => {
    for (let i = row * rowsPerProduct + 1; i < (row + 1) * rowsPerProduct; i++) if (bags[i] !== 0) visit(bags[i]);
  };
  for (let row = 1; row < productRows; row++) {
    if (from[row] === 0) continue;
    eachSide(row, (side) => {
      members[side]++;
      for (let k = 0; k < columns; k++) values[side * width + k] += sums[from[row] * sumWidth + k] / rowsPerProduct;
    });
  }
  for (let side = productRows; side < rows; side++) {
    if (members[side] > 0) for (let k = 0; k < columns; k++) values[side * width + k] /= members[side];
  }
  for (let row = 1; row < productRows; row++) {
    if (from[row] === 0) continue;
    for (let k = 0; k < columns; k++) values[row * width + k] = sums[from[row] * sumWidth + k];
    eachSide(row, (side) => {
      for (let k = 0; k < columns; k++) values[row * width + k] -= values[side * width + k];
    });
  }
  const isKnown = (row: number) => (row < productRows ? from[row] > 0 : members[row] > 0);
  return { values, from: Int32Array.from({ length: rows }, (_, row) => (isKnown(row) ? row : 0)) };
}
