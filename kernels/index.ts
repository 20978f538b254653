/**
 * The training kernels, in AssemblyScript: compiled to WebAssembly with 128-bit SIMD.
 * Pointers are byte offsets into the memory that the page's engine allocates; sizes are in elements.
 * Floats are 32 bits, but in bayesian.ts. Rows are whole vectors: widths are multiples of 4, outputs of layers multiples of 8.
 */
export { stepDense, stepRows } from "./adamw";
export {
  addProducts,
  addScaled,
  drawOwn,
  drawShared,
  gatherCells,
  moments,
  regressionMove,
  regressionSums,
  spreadCells,
} from "./bayesian";
export { dotGradients, dotScores } from "./dot";
export { gather } from "./gather";
export { addHalves } from "./halves";
export { compositeGradients, composeRows, hybridScores, networkInput, rowGradients } from "./hybrid";
export { addColumns, dropOut, linear, linearWeightGradient, maskByRelu, multiply, transpose } from "./linear";
export { rangeLoss, rangePredict } from "./range";
export { softmaxLoss } from "./softmax";
export { sweepBlock, sweepFactors, sweepRows } from "./sweep";
