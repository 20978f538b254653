import { type Inverter, invertInPlace } from "../../backends/invert";
import { invertByKernels } from "../../backends/wasm/invert";
import { compileKernels } from "../../backends/wasm/memory";
import { type FitOptions, fitItemItem, leftOut } from "../../models/item-item/fit";
import type { LikedFrom, ListWeights } from "../../models/snapshot";
import { productsByUser } from "../evaluate/productLists";
import type { TrainingColumns } from "./types";

/** The item-item model of these training ratings: all pairs of a user and a product count alike. */
export async function fitLists(
  columns: TrainingColumns,
  training: Int32Array,
  liked: LikedFrom | null,
  hooks: Pick<FitOptions, "breathe" | "progress">,
): Promise<ListWeights> {
  const { starts, products } = productsByUser(columns, training);
  const itemItem = await fitItemItem({ starts, products }, columns.products, { ...hooks, invert: inverter() });
  return { itemItem, starts, history: products, liked };
}

/** The kernels, or plain loops where there is no WebAssembly with SIMD. */
function inverter(): Inverter {
  try {
    compileKernels();
    return invertByKernels;
  } catch {
    return invertInPlace;
  }
}

/** A sentence about the products that have no weights, being too many; none where all have. */
export function leftOutNotes({ itemItem }: ListWeights): string[] {
  const { products, covered } = leftOut(itemItem);
  if (products === 0) return [];
  const share = `${(100 * covered).toFixed(0)} %`;
  return [
    `Which products go together is known of the most rated, which hold ${share} of the ratings; ` +
      `${products.toLocaleString("en")} others are listed by popularity and predicted rating.`,
  ];
}
