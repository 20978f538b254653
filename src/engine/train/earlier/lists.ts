import type { DualWeights, ItemItemSnapshot, PrimalWeights } from "../../../models/item-item/types";
import type { ListWeights } from "../../../models/snapshot";

/**
 * The ranking model of an earlier Run in the codes of the open Dataset. Histories are left empty: they are those of the
 * open ratings.
 * @param products earlier code of each product, -1 for one that it did not know
 */
export function listsThrough(
  { itemItem, popularity, liked }: ListWeights,
  products: Int32Array,
  users: number,
): ListWeights {
  const { lambda, counts, solved } = itemItem;
  const through: ItemItemSnapshot = {
    lambda,
    counts: products.map((code) => (code < 0 ? 0 : counts[code])),
    solved: solved.form === "primal" ? primalThrough(solved, products) : dualThrough(solved, products, users),
  };
  const starts = new Int32Array(users + 1);
  return { itemItem: through, starts, history: new Int32Array(0), popularity, liked };
}

function primalThrough({ chosen, weights }: PrimalWeights, products: Int32Array): PrimalWeights {
  const placeOf = new Map(Array.from(chosen, (code, place) => [code, place]));
  const kept = Int32Array.from(products.keys()).filter((code) => placeOf.has(products[code]));
  const places = kept.map((code) => placeOf.get(products[code])!);
  const n = kept.length;
  const moved = new Float32Array(n * n);
  for (let row = 0; row < n; row++) {
    const from = places[row] * chosen.length;
    for (let column = 0; column < n; column++) moved[row * n + column] = weights[from + places[column]];
  }
  return { form: "primal", chosen: kept, weights: moved };
}

function dualThrough(
  { starts, users: rows, inverse, leverage }: DualWeights,
  products: Int32Array,
  users: number,
): DualWeights {
  const moved = new Int32Array(products.length + 1);
  products.forEach((code, product) => {
    moved[product + 1] = moved[product] + (code < 0 ? 0 : starts[code + 1] - starts[code]);
  });
  const owners = new Int32Array(moved[products.length]);
  products.forEach((code, product) => {
    if (code >= 0) owners.set(rows.subarray(starts[code], starts[code + 1]), moved[product]);
  });
  return {
    form: "dual",
    // A row answers for the history of its training alone, and the open ratings have others.
    rowOf: new Int32Array(users).fill(-1),
    starts: moved,
    users: owners,
    inverse,
    leverage: Float32Array.from(products, (code) => (code < 0 ? 0 : leverage[code])),
  };
}
