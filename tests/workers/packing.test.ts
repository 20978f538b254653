import { expect, test } from "vitest";
import { pack, unpack } from "../../src/workers/packing";

test("a value with typed arrays comes back as it was, through a copy between page and worker", async () => {
  const value = {
    name: "a",
    none: null,
    list: [
      Float32Array.of(1.5, -2),
      Float64Array.of(Math.PI),
      { rows: Int32Array.of(7, 8, 9), empty: new Int32Array(0) },
    ],
  };
  const packed = pack(value);
  expect(await unpack(structuredClone(packed))).toEqual(value);
});

test("what is packed is what the arrays held then", async () => {
  const memory = Float32Array.of(1, 2, 3, 4);
  const packed = pack({ view: memory.subarray(1, 3) });
  memory.fill(0);
  expect(await unpack(packed)).toEqual({ view: Float32Array.of(2, 3) });
});
