import { expect, test } from "vitest";
import { pack, unpack } from "../../../src/engine/workspace/pack";
import { SafetensorsFile, safetensors } from "../../../src/engine/workspace/safetensors";

/** A file by the format's description alone: the length, the header, the bytes. */
function file(header: string, data: number[], length = header.length): Blob {
  const prefix = new DataView(new ArrayBuffer(8));
  prefix.setUint32(0, length, true);
  return new Blob([prefix, header, Uint8Array.from(data)]);
}

test("a value with typed arrays comes back as it was", async () => {
  const value = {
    name: "a",
    none: null,
    list: [
      Float32Array.of(1.5, -2),
      Float64Array.of(Math.PI),
      { rows: Int32Array.of(7, 8, 9), empty: new Int32Array(0), codes: Uint16Array.of(65535), bytes: Uint8Array.of(1) },
    ],
  };
  expect(await unpack(pack(value))).toEqual(value);
});

test("what is packed is what the arrays held then", async () => {
  const memory = Float32Array.of(1, 2, 3, 4);
  const packed = pack({ view: memory.subarray(1, 3) });
  memory.fill(0);
  expect(await unpack(packed)).toEqual({ view: Float32Array.of(2, 3) });
});

test("a packed file lies as the format says: little-endian, by name, without gaps, the header a multiple of eight", async () => {
  const blob = safetensors(
    { b: { shape: [2], values: Uint8Array.of(5, 6) }, a: { shape: [1, 2], values: Float32Array.of(1, -2) } },
    { made: "here" },
  );
  const bytes = await blob.arrayBuffer();
  const length = new DataView(bytes).getUint32(0, true);
  expect(length % 8).toBe(0);
  expect(JSON.parse(new TextDecoder().decode(bytes.slice(8, 8 + length)))).toEqual({
    __metadata__: { made: "here" },
    a: { dtype: "F32", shape: [1, 2], data_offsets: [0, 8] },
    b: { dtype: "U8", shape: [2], data_offsets: [8, 10] },
  });
  // 1 and -2 as IEEE 754 singles.
  expect([...new Uint8Array(bytes.slice(8 + length))]).toEqual([0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0, 5, 6]);
});

test("a file that another program wrote is read", async () => {
  const header = `{"x":{"dtype":"I32","shape":[1],"data_offsets":[0,4]}}  `;
  const opened = await SafetensorsFile.open(file(header, [255, 255, 255, 255]));
  expect(await opened.tensor("x")).toEqual({ shape: [1], values: Int32Array.of(-1) });
});

const TENSOR = (fields: string) => `{"x":{${fields}}}`;
test.each([
  ["nothing", new Blob([])],
  ["an impossible length", file("{}", [], 0xffffffff)],
  ["a header that is cut short", file("{}", [], 100)],
  ["a header that is no JSON", file("{x}", [])],
  ["a header that is a list", file("[]", [])],
  ["a tensor beyond the end", file(TENSOR(`"dtype":"U8","shape":[4],"data_offsets":[0,4]`), [1, 2])],
  ["bytes of no tensor", file(TENSOR(`"dtype":"U8","shape":[1],"data_offsets":[0,1]`), [1, 2])],
  ["a shape of another size", file(TENSOR(`"dtype":"U8","shape":[3],"data_offsets":[0,2]`), [1, 2])],
  ["a negative shape", file(TENSOR(`"dtype":"U8","shape":[-1,-2],"data_offsets":[0,2]`), [1, 2])],
  ["numbers of an unknown kind", file(TENSOR(`"dtype":"constructor","shape":[2],"data_offsets":[0,2]`), [1, 2])],
  [
    "tensors on top of one another",
    file(
      `{"x":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"y":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}`,
      [1, 2],
    ),
  ],
])("a file with %s is refused", async (_, blob) => {
  await expect(SafetensorsFile.open(blob)).rejects.toMatchObject({ name: "SafetensorsError" });
});
