import { type DenseParameter, paddedWidth } from "../backends/rows";
import type { Random } from "../domain/random";
import type { ModelShape, RatingDefinition } from "./definition";
import { modelOf, ratingModelOf } from "./registry";

/** Weights of a row that predicts: the factors, then the bias where there is one. */
export function predictingColumns({ model, factors }: Pick<ModelShape, "model" | "factors">): number {
  const definition = modelOf(model);
  return factors + (definition.learns === "ratings" && definition.hasBias ? 1 : 0);
}

/** Floats of a row that predicts, padded. */
export function predictingWidth(shape: Pick<ModelShape, "model" | "factors">): number {
  const { rowGroup } = modelOf(shape.model);
  return Math.ceil(predictingColumns(shape) / rowGroup) * rowGroup;
}

/** Floats that training holds a row in: what predicts; twice that, padded, where each weight has a variance too. */
export function embeddingColumns(shape: ModelShape): number {
  const columns = predictingColumns(shape);
  return modelOf(shape.model).numbersPerWeight === 1 ? columns : 2 * paddedWidth(columns);
}

/** Numbers of an embedding row that are trained. */
export function trainedColumns(shape: ModelShape): number {
  return modelOf(shape.model).numbersPerWeight * predictingColumns(shape);
}

/** True where a model of this shape has a network. */
function hasNetwork({ network }: RatingDefinition, hidden: readonly number[]): boolean {
  return network === true || (network === "optional" && hidden.length > 0);
}

/** Inputs of the network, widths of its hidden layers, and its one output; empty for a model without. */
export function layerWidths({ model, factors, hidden, features = 0 }: ModelShape): number[] {
  const definition = modelOf(model);
  if (definition.learns !== "ratings" || !hasNetwork(definition, hidden)) return [];
  const beside = definition.reads === "none" ? 0 : features;
  return [(definition.networkInputs + beside) * factors, ...hidden, 1];
}

/** The same shape without the hidden layers that the model does not have. */
export function usedHidden({ model, hidden }: Pick<ModelShape, "model" | "hidden">): number[] {
  return modelOf(model).network === false ? [] : hidden;
}

/**
 * Starting weights of the dense layers, uniform within ± 1/√inputs (PyTorch's `nn.Linear`); weights are
 * [inputs, outputs]. Empty for the models without.
 */
export function initialDense(shape: ModelShape, random: Random): DenseParameter[] {
  const { model, hidden } = shape;
  const widths = layerWidths(shape);
  const { startsSilent } = ratingModelOf(model);
  return widths.slice(1).flatMap((outputs, layer) => {
    const inputs = widths[layer];
    const bound = 1 / Math.sqrt(inputs);
    const isZero = startsSilent && layer === hidden.length;
    const draw = (count: number) =>
      Float32Array.from({ length: count }, () => (isZero ? 0 : (2 * random.next() - 1) * bound));
    const label = layer === hidden.length ? "output" : `hidden ${layer + 1}`;
    return [
      { name: `${label} weights`, shape: [inputs, outputs], values: draw(inputs * outputs), decays: true },
      { name: `${label} bias`, shape: [outputs], values: draw(outputs), decays: false },
    ];
  });
}
