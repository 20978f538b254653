import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { Random } from "../../../src/domain/random";
import { createNetwork } from "../../../src/engine/recommend/createNetwork";
import { KernelNetwork } from "../../../src/engine/recommend/kernelNetwork";
import { type Layer, type Network, PlainNetwork } from "../../../src/engine/recommend/network";

interface Example {
  layers: Layer[];
  /** Inputs of the first layer: the user's half, and each product's. */
  user: number[];
  products: number[][];
}

/** A network with these hidden widths over `inputs` numbers of a user and as many of each product. */
function example(inputs: number, hidden: number[], count: number, seed: number): Example {
  const random = new Random(seed, "network test");
  const draw = (length: number) => Array.from({ length }, () => random.normal());
  const widths = [2 * inputs, ...hidden, 1];
  const layers = widths.slice(1).map((outputs, i) => ({
    inputs: widths[i],
    outputs,
    weights: Float32Array.from(draw(widths[i] * outputs)),
    bias: Float32Array.from(draw(outputs)),
  }));
  return { layers, user: draw(inputs), products: Array.from({ length: count }, () => draw(inputs)) };
}

/** x · W, in 64 bits, W from its row `firstRow` on. */
function product(x: number[], { outputs, weights }: Layer, firstRow = 0): number[] {
  return Array.from({ length: outputs }, (_, j) =>
    x.reduce((sum, value, i) => sum + value * weights[(firstRow + i) * outputs + j], 0),
  );
}

/** What the network answers to each product, by its definition, in 64 bits; and the largest sum of absolute terms. */
function expected({ layers, user, products }: Example): { scores: number[]; scale: number } {
  let scale = 0;
  const scores = products.map((own) => {
    let x = [...user, ...own];
    layers.forEach((layer, i) => {
      const input = i === 0 ? x : x.map((value) => Math.max(0, value));
      const size = product(input.map(Math.abs), { ...layer, weights: layer.weights.map(Math.abs) });
      scale = Math.max(scale, ...size.map((value, j) => value + Math.abs(layer.bias[j])));
      x = product(input, layer).map((value, j) => value + layer.bias[j]);
    });
    return x[0];
  });
  return { scores, scale };
}

function answer(network: Network, { layers: [first], user, products }: Example): Float32Array {
  products.forEach((own, i) => {
    network.productHalf(i).set(product(own, first, user.length));
  });
  const half = Float32Array.from(product(user, first), (value, j) => value + first.bias[j]);
  return network.scores(half);
}

function expectClose(scores: Float32Array, { scores: exact, scale }: ReturnType<typeof expected>): void {
  expect(scores).toHaveLength(exact.length);
  const worst = exact.reduce((most, value, i) => Math.max(most, Math.abs(scores[i] - value) / scale), 0);
  expect(worst).toBeLessThan(1e-5); // false for NaN too
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe.each([
  ["kernels", KernelNetwork],
  ["plain loops", PlainNetwork],
] as const)("a network in %s", (_, Kind) => {
  test.each([
    { hidden: [100, 50], count: 300, says: "the default widths, no whole number of tiles" },
    { hidden: [32], count: 128, says: "one hidden layer, a whole tile" },
    { hidden: [1], count: 1, says: "the least" },
    { hidden: [7, 3, 9], count: 129, says: "three layers of odd widths, one product beyond a tile" },
  ])("answers what its definition says: $says", ({ hidden, count }) => {
    const given = example(5, hidden, count, 1);
    expectClose(answer(new Kind(given.layers, count), given), expected(given));
  });

  test("answers what its definition says, whatever its shape", () => {
    const width = fc.integer({ min: 1, max: 20 });
    const hidden = fc.array(width, { minLength: 1, maxLength: 3 });
    const count = fc.integer({ min: 1, max: 270 });
    const check = fc.property(width, hidden, count, fc.nat(), (inputs, widths, products, seed) => {
      const given = example(inputs, widths, products, seed);
      expectClose(answer(new Kind(given.layers, products), given), expected(given));
    });
    fc.assert(check, { seed: 4, numRuns: 40 });
  });

  test("answers each user alike whoever was asked for before, and leaves earlier answers alone", () => {
    const given = example(4, [10, 6], 140, 2);
    const network = new Kind(given.layers, 140);
    const first = answer(network, given);
    const kept = first.slice();
    const other = { ...given, user: given.user.map((value) => 1 - value) };
    expectClose(answer(network, other), expected(other));
    expect(first).toEqual(kept);
    expect(answer(network, given)).toEqual(kept);
  });
});

test("a network is computed by the kernels where WebAssembly can", () => {
  const { layers } = example(3, [8], 10, 3);
  expect(createNetwork(layers, 10)).toBeInstanceOf(KernelNetwork);
});

test("a network answers the same without WebAssembly", () => {
  vi.stubGlobal("WebAssembly", undefined);
  const given = example(3, [12, 5], 50, 5);
  const network = createNetwork(given.layers, 50);
  expect(network).toBeInstanceOf(PlainNetwork);
  expectClose(answer(network, given), expected(given));
});

test("a network of the first layer alone is the sum of its halves", () => {
  const given = example(6, [], 131, 6);
  expectClose(answer(createNetwork(given.layers, 131), given), expected(given));
});
