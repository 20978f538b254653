import fc from "fast-check";
import { expect, test } from "vitest";
import { Random } from "../../../../src/domain/random";
import { BestFew } from "../../../../src/engine/recommend/bestFew";
import { BlockScorer } from "../../../../src/engine/recommend/bulk/blockScorer";
import { smallModel } from "../smallShop";

test("the best few are the head of a plain sort, whatever comes in which order", () => {
  const offers = fc.uniqueArray(fc.tuple(fc.nat(50), fc.constantFrom(-1, 0, 1, 2)), {
    selector: ([product]) => product,
  });
  fc.assert(
    fc.property(offers, fc.integer({ min: 1, max: 6 }), (list, most) => {
      const few = new BestFew(most);
      for (const [product, score] of list) few.offer(product, score);
      const sorted = list.toSorted((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, most);
      expect([...few.codes.subarray(0, few.size)]).toEqual(sorted.map(([product]) => product));
      expect(few.floor).toBe(sorted.length < most ? Number.NEGATIVE_INFINITY : sorted.at(-1)![1]);
    }),
  );
});

/** Products of all lengths and biases, so that a block ends early; some users are ten times as decided as others. */
function shop(products: number, users: number, factors: number, spread: number) {
  const random = new Random(products + users);
  const normal = (size: number, scale: number) => Float32Array.from({ length: size }, () => scale * random.normal());
  const items = Array.from({ length: products }, () => normal(factors, spread ** random.normal()));
  const biases = normal(products, 1);
  const people = Array.from({ length: users }, () => ({
    direction: normal(factors, random.next() < 0.3 ? 3 : 0.3),
    rated: new Set(Array.from({ length: random.integer(4) }, () => random.integer(products))),
  }));
  const model = smallModel({ productFactors: (p) => items[p], productBias: (p) => biases[p] });
  const score = (direction: Float32Array, p: number) =>
    items[p].reduce((sum, value, k) => sum + value * direction[k], biases[p]);
  return { model, people, score };
}

test.each([
  [900, 150, 8, 1],
  [900, 150, 8, 3],
  [700, 150, 5, 2],
  [6, 5, 2, 1],
])(
  "lists of %d products for %d users with %d factors are those of a plain sort",
  (products, users, factors, spread) => {
    const { model, people, score } = shop(products, users, factors, spread);
    const candidates = Int32Array.from({ length: products }, (_, p) => p).filter((p) => p % 5 !== 0);
    const lists = new BlockScorer(model, candidates, 1).best(people, 10);
    people.forEach(({ direction, rated }, i) => {
      const sorted = [...candidates]
        .filter((p) => !rated.has(p))
        .sort((a, b) => score(direction, b) - score(direction, a));
      const { codes: found, scores, size } = lists[i];
      expect(size).toBe(Math.min(10, sorted.length));
      // Two that differ by a rounding alone may change places.
      sorted.slice(0, size).forEach((p, place) => {
        expect(scores[place] / score(direction, p)).toBeCloseTo(1, 4);
        expect(score(direction, found[place]) / score(direction, p)).toBeCloseTo(1, 4);
      });
      expect(new Set(found.subarray(0, size)).size).toBe(size);
    });
  },
);

test("no products make empty lists", () => {
  const { model, people } = shop(5, 3, 2, 1);
  expect(new BlockScorer(model, new Int32Array(0), 1).best(people, 10).map(({ size }) => size)).toEqual([0, 0, 0]);
});
