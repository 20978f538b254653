import { Random } from "../../../src/domain/random";
import type { TrainingColumns } from "../../../src/engine/read/copies";

/**
 * Ratings 1 to 5 where half of the users rate mostly products of the first half, the others of the second; none twice.
 * All products are equally popular, so that popularity knows nothing.
 */
export function plantedTastes(users: number, products: number, each: number, seed: number): TrainingColumns {
  const random = new Random(seed, "planted tastes");
  const size = users * each;
  const columns: TrainingColumns = {
    feedback: "explicit",
    size,
    users,
    products,
    user: Int32Array.from({ length: size }, (_, i) => Math.floor(i / each)),
    product: new Int32Array(size),
    rating: Float32Array.from({ length: size }, () => 3 + random.integer(3)),
    time: null,
    split: null,
    sides: [],
  };
  const half = products / 2;
  for (let user = 0; user < users; user++) {
    const chosen = new Set<number>();
    while (chosen.size < each) {
      const side = (user + (random.next() < 0.9 ? 0 : 1)) % 2;
      chosen.add(side * half + random.integer(half));
    }
    columns.product.set([...chosen], user * each);
  }
  return columns;
}
