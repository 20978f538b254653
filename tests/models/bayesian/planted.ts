import { KernelMemory } from "../../../src/backends/wasm/memory";
import { Random } from "../../../src/domain/random";
import type { BayesianData, RatingRows, SamplerMemory, SideFeature } from "../../../src/models/bayesian/types";

export const NOISE = 0.5;

export function samplerMemory(): SamplerMemory {
  return new KernelMemory() as unknown as SamplerMemory;
}

interface Planted {
  users: number;
  products: number;
  /** Ratings of each user. */
  each: number;
  /** Users more who rate once. */
  once: number;
  seed: number;
}

/**
 * Ratings that are what the model says: biases, two factors, a feature of products with a bias of its own, noise. Each
 * sixth rating is held out.
 */
export function planted({ users, products, each, once, seed }: Planted): BayesianData & { held: [RatingRows] } {
  const random = new Random(seed, "planted");
  const normals = (size: number, sigma: number) => Float64Array.from({ length: size }, () => sigma * random.normal());
  const all = users + once;
  const [userBias, productBias] = [normals(all, 0.4), normals(products, 0.4)];
  const [p, q] = [normals(2 * all, 0.8), normals(2 * products, 0.8)];
  const group = Int32Array.from({ length: products }, () => random.integer(4));
  const ofGroup = normals(4, 0.5);
  const training: [number, number, number, number][] = [];
  const held: [number, number, number, number][] = [];
  const rate = (u: number, into: typeof training) => {
    const i = random.integer(products);
    const taste = p[2 * u] * q[2 * i] + p[2 * u + 1] * q[2 * i + 1];
    const rating = 3 + userBias[u] + productBias[i] + ofGroup[group[i]] + taste + NOISE * random.normal();
    into.push([u, i, rating, 1.2e9 + 1e5 * random.integer(3000)]);
  };
  for (let u = 0; u < users; u++) for (let n = 0; n < each; n++) rate(u, n % 6 === 5 ? held : training);
  for (let u = users; u < all; u++) rate(u, training);
  const rowsOf = (rows: typeof training): RatingRows => ({
    user: Int32Array.from(rows, ([u]) => u),
    product: Int32Array.from(rows, ([, i]) => i),
    rating: Float64Array.from(rows, ([, , rating]) => rating),
    time: Float64Array.from(rows, ([, , , time]) => time),
  });
  const features: SideFeature[] = [
    { of: "product", starts: Int32Array.from({ length: products + 1 }, (_, i) => i), values: group, size: 4 },
  ];
  return { users: all, products, training: rowsOf(training), held: [rowsOf(held)], features };
}
