import { Random } from "../../../src/domain/random";
import type { TrainingColumns } from "../../../src/engine/read/copies";
import { plantedTastes } from "./plantedTastes";

/** The tastes of `plantedTastes` as a file without ratings: how often each product was chosen, when, and a split. */
export function plantedChoices(users: number, products: number, each: number, seed: number): TrainingColumns {
  const random = new Random(seed, "planted choices");
  const columns = plantedTastes(users, products, each, seed);
  const { size } = columns;
  return {
    ...columns,
    feedback: "implicit",
    rating: Float32Array.from({ length: size }, () => 1 + Math.floor(20 * random.next() ** 4)),
    time: Float64Array.from({ length: size }, () => random.integer(1e6)),
    split: Uint8Array.from({ length: size }, (_, i) => Math.max(0, (i % each) - (each - 3))),
  };
}
