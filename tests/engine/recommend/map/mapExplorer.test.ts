import { describe, expect, test } from "vitest";
import { MapExplorer } from "../../../../src/engine/recommend/map/mapExplorer";
import type { MapLook } from "../../../../src/engine/recommend/map/types";
import { ProductExplorer } from "../../../../src/engine/recommend/products/productExplorer";
import { columns, noBreath, smallModel } from "../smallShop";

const model = smallModel();
const PCA: MapLook = { kind: "products", method: "pca" };
const draw = (map: MapExplorer, look: MapLook, by = model) => map.draw(by, look, noBreath, () => {});
const newMap = (changed = columns) => new MapExplorer(new ProductExplorer(changed));

describe("a map", () => {
  test("has the products that the model knows, of size 1 around the centre", async () => {
    const picture = await draw(newMap(), PCA);
    expect(Array.from(picture.codes)).toEqual([0, 1, 2, 3, 4]);
    expect(picture).toMatchObject({ total: 6, isCut: false, dimensions: 2 });
    const { xy } = picture;
    const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
    expect(sum(Array.from(xy, (value) => value ** 2)) / 5).toBeCloseTo(1, 5);
    expect(picture.variance![0] + picture.variance![1]).toBeCloseTo(1, 6);
  });

  test("has users by their factors, and brands by the mean of their products'", async () => {
    expect(Array.from((await draw(newMap(), { kind: "users", method: "pca" })).codes)).toEqual([0, 1, 2, 3]);
    const three = { codes: Int32Array.of(1, 1, 2, 3, 3, 0), vocabulary: columns.productSegments.brand!.vocabulary };
    const vocabulary = { bytes: new TextEncoder().encode("NOP"), offsets: Uint32Array.of(0, 0, 1, 2, 3) };
    const map = newMap({ ...columns, productSegments: { brand: { ...three, vocabulary } } });
    const { codes, xy } = await draw(map, { kind: "brands", method: "pca" });
    expect(Array.from(codes)).toEqual([1, 2, 3]);
    // Means (2, 2), (0, 2) and (0.5, 0): all distances are between them, scaled alike.
    const distance = (i: number, j: number) => Math.hypot(xy[2 * i] - xy[2 * j], xy[2 * i + 1] - xy[2 * j + 1]);
    expect(distance(0, 1) / distance(1, 2)).toBeCloseTo(2 / Math.hypot(0.5, 2), 5);
  });

  test("does not turn over when the factors do", async () => {
    const map = newMap();
    const before = await draw(map, PCA);
    const flipped = smallModel({
      productFactors: (code) => model.productFactors(code).map((value, k) => (k ? value : -value)),
    });
    const after = await draw(map, PCA, flipped);
    before.xy.forEach((value, i) => {
      expect(after.xy[i]).toBeCloseTo(value, 5);
    });
  });

  test("of too few points is refused in a sentence", async () => {
    await expect(draw(newMap(), { kind: "brands", method: "pca" })).rejects.toThrow("knows only 2 of the brands");
    const none = smallModel({ userFactors: () => null });
    await expect(draw(newMap(), { kind: "users", method: "pca" }, none)).rejects.toThrow("no factors of users");
    const bare = newMap({ ...columns, productSegments: {} });
    await expect(draw(bare, { kind: "brands", method: "pca" })).rejects.toThrow("This file has no brands to draw.");
  });

  test("by UMAP is the same every time, tells how far it is, and can be stopped", async () => {
    const shares: number[] = [];
    const look: MapLook = { kind: "products", method: "umap" };
    const first = await newMap().draw(model, look, noBreath, (share) => shares.push(share));
    const second = await draw(newMap(), look);
    expect(second.xy).toEqual(first.xy);
    expect(first.xy.every(Number.isFinite)).toBe(true);
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    const stop = async () => {
      throw new Error("stopped");
    };
    await expect(newMap().draw(model, look, stop, () => {})).rejects.toThrow("stopped");
  });
});

describe("points of a map", () => {
  test("are found by id and title among those drawn", async () => {
    const map = newMap();
    expect(map.find("products", "a", 10)).toEqual({ matches: [], total: 0 });
    await draw(map, PCA);
    expect(map.find("products", "clock", 10).total).toBe(0);
    expect(map.find("products", "a", 2)).toMatchObject({ matches: [{ id: "lamp" }, { id: "radio" }], total: 4 });
    await draw(map, { kind: "users", method: "pca" });
    expect(map.find("users", "E", 5).matches).toMatchObject([{ code: 3, id: "dee", ratings: 2 }]);
  });

  test("have their neighbours in the original space, by cosine", async () => {
    const map = newMap();
    await draw(map, PCA);
    expect(map.neighbours("products", 0, 2)).toMatchObject([
      { code: 4, id: "cable", about: ["Ohm"], cosine: 1 },
      { code: 1, id: "radio", about: ["Audio", "Norvik"] },
    ]);
    expect(map.neighbours("products", 5, 2)).toEqual([]);
  });

  test("are divided by what they have in common, the most frequent value first", () => {
    const codes = Int32Array.of(0, 1, 2, 3, 4);
    expect(newMap().groups("products", codes, "category", null)).toEqual({
      by: "category",
      groups: Uint8Array.of(2, 1, 1, 1, 0),
      labels: ["Audio", "Home"],
      counts: [3, 1],
      others: { points: 0, values: 0 },
      unknown: 1,
    });
    expect(newMap().groups("brands", codes, "category", null)).toMatchObject({ by: "none", labels: [], unknown: 5 });
  });

  test("beyond eight values are all others", () => {
    const vocabulary = {
      bytes: new TextEncoder().encode("ABCDEFGHIJ"),
      offsets: Uint32Array.from({ length: 12 }, (_, i) => Math.max(0, i - 1)),
    };
    const brand = { codes: Int32Array.from({ length: 12 }, (_, i) => Math.min(10, i + 1)), vocabulary };
    const { groups, labels, others } = newMap({ ...columns, productSegments: { brand } }).groups(
      "products",
      Int32Array.from({ length: 12 }, (_, i) => i),
      "brand",
      null,
    );
    // J has the last three; A to G follow by code.
    expect(labels).toEqual(["J", "A", "B", "C", "D", "E", "F", "G"]);
    expect(others).toEqual({ points: 2, values: 2 });
    expect(Array.from(groups)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 9, 1, 1, 1]);
  });

  test("are divided by the mean absolute error of their test ratings, into fifths", () => {
    // Ratings 0 and 6 are the lamp's (5 and 3), 3 the radio's (4), 7 the phone's (2).
    const errors = { places: Int32Array.of(0, 6, 3, 7), predicted: Float32Array.of(4.5, 4.5, 3.75, 4) };
    const groups = newMap().groups("products", Int32Array.of(0, 1, 2, 3), "error", errors);
    // Errors: lamp (0.5 + 1.5) / 2, radio 0.25, phone 2; the camera has none.
    expect(groups.labels).toEqual(["0.25", "0.25 to 1.00", "1.00 to 2.00"]);
    expect(Array.from(groups.groups)).toEqual([2, 1, 3, 0]);
    expect(groups).toMatchObject({ counts: [1, 1, 1], unknown: 1 });
  });
});
