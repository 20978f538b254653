import type { ModelSteps } from "../steps";
import { MODEL } from "./definition";
import { DotScorer } from "./wasmScorer";
import { WebGLDotLearner } from "./webglLearner";

export const dotProductSteps: ModelSteps = {
  model: MODEL,
  scorer: (memory, tables, { shape, batchSize }) => new DotScorer(memory, tables, shape, batchSize),
  onGpu: (device, options) => new WebGLDotLearner(device, options),
};
