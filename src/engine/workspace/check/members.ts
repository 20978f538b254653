import * as v from "valibot";
import type { ModelSnapshot } from "../../../models/snapshot";
import { doubles, floats, ints, number } from "./parts";

export const averageParts = v.object({
  ofBoth: v.boolean(),
  offset: number,
  ofUser: floats,
  ofProduct: floats,
  unknownUser: number,
  unknownProduct: number,
});

export const bayesianParts = v.object({
  inputs: floats,
  leastHistory: number,
  countBias: doubles,
  years: ints,
  firstYear: number,
  drift: floats,
  meanDate: doubles,
});

/** Members of a blend at most. */
export const MOST_MEMBERS = 10;

/** True where the averages are those of so many users and products. */
export function fitsAverages({ averages }: ModelSnapshot, users: number, products: number): boolean {
  if (!averages) return false;
  const { ofUser, ofProduct } = averages;
  return ofUser.length === users && ofProduct.length === products;
}

/** True where what `bayesian` knows beside its rows goes with them. */
export function fitsBayesian({ bayesian, hybrid, products, width }: ModelSnapshot, users: number): boolean {
  if (!bayesian || !hybrid) return false;
  const { inputs, countBias, years, drift, meanDate } = bayesian;
  const sides = hybrid.sides.length / width;
  return (
    (inputs.length === 0 || inputs.length === products.length) &&
    countBias.length > 0 &&
    years.every((row) => row >= 0 && row < sides) &&
    (drift.length === 0 || (drift.length === users && meanDate.length === users))
  );
}
