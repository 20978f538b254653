import { expect, test } from "vitest";
import { projectorArchive } from "../../../src/engine/export/archives";
import type { Dataset } from "../../../src/engine/read/types";
import { packTexts, textOf } from "../../../src/engine/read/vocabulary";
import { createModel } from "../../../src/engine/recommend/models/createModel";
import { pack as packed } from "../../../src/engine/workspace/pack";
import { PRODUCTS, randomSnapshot, STRANGER, UNSEEN, USERS } from "../recommend/randomSnapshot";
import { plainly, textOfFile, unzipped } from "./exportedRun";

const users = Array.from({ length: USERS }, (_, i) => `u${i}`);
const products = Array.from({ length: PRODUCTS }, (_, i) => (i === 2 ? "two\ttabs\r\nand\u2028lines" : `p${i}`));

/** User u rates product u, users 0 to 2 product 3 too; product p is of brand p % 2. */
function dataset(): Dataset {
  const pairs = [...users.map((_, u) => [u, u]), [0, 3], [1, 3], [2, 3]];
  const product = Int32Array.from(pairs, ([, p]) => p);
  return {
    name: "shop.csv",
    feedback: "explicit",
    bytes: 0,
    size: pairs.length,
    users: packTexts(users),
    products: packTexts(products),
    user: Int32Array.from(pairs, ([u]) => u),
    product,
    rating: new Float32Array(pairs.length).fill(3),
    time: null,
    segments: {
      brand: { codes: Int32Array.from(product, (p) => 1 + (p % 2)), vocabulary: packTexts(["", "Akai", "Bose"]) },
    },
    segmentNames: { brand: "make\t" },
    split: null,
    titles: packTexts(products.map((_, p) => (p === 3 ? "Title, of 3" : ""))),
  };
}

async function tables(name: "dot-product-bias" | "hybrid") {
  const snapshot = randomSnapshot(name, 12);
  const files = await unzipped(
    await projectorArchive({ dataset: dataset(), rows: () => null }, packed(snapshot), plainly),
  );
  const rows = (file: string) =>
    textOfFile(files, file)
      .trimEnd()
      .split("\n")
      .map((line) => line.split("\t"));
  return { snapshot, rows, names: Object.keys(files) };
}

test("the projector is given vectors and metadata of products and users, line by line the same", async () => {
  const { rows, names, snapshot } = await tables("dot-product-bias");
  expect(names.sort()).toEqual([
    "products-metadata.tsv",
    "products-vectors.tsv",
    "users-metadata.tsv",
    "users-vectors.tsv",
  ]);
  const [head, ...metadata] = rows("products-metadata.tsv");
  expect(head).toEqual(["id", "title", "make ", "ratings"]);
  // Those with the most ratings first, as the projector may be shown only some; unseen products have no vector.
  expect(metadata[0]).toEqual(["p3", "Title, of 3", "Bose", "4"]);
  expect(metadata).toHaveLength(PRODUCTS - 1);
  expect(metadata.map(([id]) => id)).not.toContain(`p${UNSEEN}`);
  expect(metadata.every((fields) => fields.length === 4)).toBe(true);
  expect(metadata.map(([id]) => id)).toContain("two tabs and lines");
  const vectors = rows("products-vectors.tsv");
  metadata.forEach(([id], line) => {
    const code = products.findIndex((product) => product.replace(/[\t\r\n\u2028]+/g, " ") === id);
    const row = snapshot.productRows[code] * snapshot.width;
    const expected = snapshot.products.subarray(row, row + snapshot.factors);
    expect(vectors[line].map((field) => Math.fround(Number(field)))).toEqual([...expected]);
  });
  expect(rows("users-metadata.tsv").map(([id]) => id)).toEqual(["id", ...users.filter((_, code) => code !== STRANGER)]);
});

test("of a hybrid a product's vector is what products are compared by: side features are in it", async () => {
  const { rows, snapshot } = await tables("hybrid");
  const model = createModel(snapshot);
  const [[, ...metadata], vectors] = [rows("products-metadata.tsv"), rows("products-vectors.tsv")];
  const line = metadata.findIndex(([id]) => id === "p5");
  expect(vectors[line].map((field) => Math.fround(Number(field)))).toEqual([...model.productFactors(5)]);
  expect(textOf(dataset().products, 5)).toBe("p5");
});
