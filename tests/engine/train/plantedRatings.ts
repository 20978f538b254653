import { Random } from "../../../src/domain/random";
import type { TrainingColumns } from "../../../src/engine/read/copies";

/** Ratings 1 to 5 of user and product biases, one latent taste and noise; every pair distinct or not, as drawn. */
export function plantedRatings(size: number, users: number, products: number, seed: number): TrainingColumns {
  const random = new Random(seed, "planted ratings");
  const normals = (count: number, sigma: number) => Float64Array.from({ length: count }, () => sigma * random.normal());
  const [userBias, productBias] = [normals(users, 0.6), normals(products, 0.5)];
  const [userTaste, productTaste] = [normals(users, 0.7), normals(products, 0.7)];
  const columns: TrainingColumns = {
    feedback: "explicit",
    size,
    users,
    products,
    user: Int32Array.from({ length: size }, () => random.integer(users)),
    product: Int32Array.from({ length: size }, () => random.integer(products)),
    rating: new Float32Array(size),
    time: Float64Array.from({ length: size }, (_, i) => i * 86400),
    split: Uint8Array.from({ length: size }, (_, i) => (i % 10 === 8 ? 1 : i % 10 === 9 ? 2 : 0)),
    sides: [],
  };
  for (let i = 0; i < size; i++) {
    const u = columns.user[i];
    const p = columns.product[i];
    const value = 3.4 + userBias[u] + productBias[p] + userTaste[u] * productTaste[p] + 0.5 * random.normal();
    columns.rating[i] = Math.min(5, Math.max(1, Math.round(value)));
  }
  return columns;
}
