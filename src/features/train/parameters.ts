import { isOfProduct, isSegment, type SideRole } from "../../domain/roles";
import type { RunSettings } from "../../domain/settings";
import { automaticWidth } from "../../domain/sizes";
import type { DatasetSummary } from "../../engine/read/types";
import { modelOf } from "../../models/registry";

type Shape = Pick<RunSettings, "model" | "factors" | "hidden" | "sides">;

const SECONDS_A_YEAR = 365.2425 * 24 * 3600;

/** The factors that are meant by the settings: `auto` is the rule for the smaller of the two tables. */
export function factorsOf({ factors }: Pick<Shape, "factors">, { users, products }: DatasetSummary): number {
  return factors === "auto" ? automaticWidth(users, products) : factors;
}

/** Values of a side feature in the data, unknown not counted; 0 where the data do not have it. */
export function sideValues(side: SideRole, { segments, timeSpan }: DatasetSummary): number {
  if (isSegment(side)) return segments[side]?.values ?? 0;
  return timeSpan ? Math.floor((timeSpan[1] - timeSpan[0]) / SECONDS_A_YEAR) + 1 : 0;
}

/** The side features that the model reads: those chosen that the data have; ranking reads those of products. */
export function sidesInUse({ model, sides }: Pick<Shape, "model" | "sides">, summary: DatasetSummary): SideRole[] {
  const has = sides.filter((side) => sideValues(side, summary) > 0);
  const { reads } = modelOf(model);
  if (reads === "none") return [];
  return reads === "all" ? has : has.filter(isOfProduct);
}

/** Weights and biases of dense layers of these widths, from the inputs to the one output. */
function denseWeights(widths: readonly number[]): number {
  return widths.slice(1).reduce((sum, outputs, layer) => sum + (widths[layer] + 1) * outputs, 0);
}

/**
 * About how many weights the next Run trains. Exact counts come with the Run: only users and products of the training
 * part have rows of their own.
 */
export function aboutParameters(settings: Shape, summary: DatasetSummary): number {
  const { model, hidden } = settings;
  const definition = modelOf(model);
  const factors = factorsOf(settings, summary);
  const values = sidesInUse(settings, summary).map((side) => sideValues(side, summary));
  // Two tables of products, and of what they have in common.
  if (definition.learns === "lists") return 2 * factors * values.reduce((sum, count) => sum + count, summary.products);
  // One more side feature marks unknown users.
  const features = definition.reads === "none" ? 0 : values.length + 1;
  const rows = values.reduce((sum, count) => sum + count, summary.users + summary.products + Math.min(1, features));
  const hasNetwork = definition.network === true || (definition.network === "optional" && hidden.length > 0);
  const inputs = (definition.networkInputs + features) * factors;
  const network = hasNetwork ? denseWeights([inputs, ...hidden, 1]) : 0;
  return rows * definition.numbersPerWeight * (factors + (definition.hasBias ? 1 : 0)) + network;
}
