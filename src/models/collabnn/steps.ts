import { denseFrom } from "../../backends/earlier";
import { Random } from "../../domain/random";
import { initialDense } from "../shapes";
import type { ModelSteps } from "../steps";
import { MODEL } from "./definition";
import { LayerScorer } from "./wasmScorer";

export const collabnnSteps: ModelSteps = {
  model: MODEL,
  scorer(memory, tables, { shape, seed, earlier, batchSize }) {
    const layers = denseFrom(initialDense(shape, new Random(seed, "dense layers")), earlier);
    return new LayerScorer(memory, tables, layers, shape.factors, batchSize);
  },
};
