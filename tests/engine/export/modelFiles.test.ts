import { expect, test } from "vitest";
import { modelArchive } from "../../../src/engine/export/archives";
import { textOf } from "../../../src/engine/read/vocabulary";
import { isRanking, MODEL_NAMES } from "../../../src/models/registry";
import { exportedRun, oddDataset, plainly, quickSettings, textOfFile, unzipped } from "./exportedRun";

interface Described {
  dtype: string;
  shape: number[];
  data_offsets: [number, number];
}

/** Header and numbers of a safetensors file, read by the format's description alone. */
function parsed(bytes: Uint8Array<ArrayBuffer>) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = Number(view.getBigUint64(0, true));
  const { __metadata__: _, ...header } = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
  const at = (name: string, i: number) => {
    const { dtype, data_offsets: offsets } = (header as Record<string, Described>)[name];
    const place = 8 + length + offsets[0] + 4 * i;
    return dtype === "I32" ? view.getInt32(place, true) : view.getFloat32(place, true);
  };
  return { header: header as Record<string, Described>, at };
}

const FACTORS = 5;
const LAYERS = { "layers.0.weight": [7], "layers.0.bias": [7], "layers.1.weight": [1, 7], "layers.1.bias": [1] };

test.each(MODEL_NAMES)(
  "an exported %s has its tables and layers under plain names, and says how it predicts",
  async (model) => {
    const dataset = await oddDataset(900, 40, 15);
    const hidden = model === "collabnn" || model === "hybrid" ? [7] : [];
    const { exported, best } = await exportedRun(dataset, quickSettings(model, { hidden }));
    const files = await unzipped(await modelArchive({ dataset, rows: () => null }, exported, plainly));
    expect(Object.keys(files).sort()).toEqual([
      "README.txt",
      "config.json",
      "model.safetensors",
      "products.json",
      "users.json",
    ]);
    const { header, at } = parsed(files["model.safetensors"]);
    const shapes = Object.fromEntries(Object.entries(header).map(([name, { shape }]) => [name, shape]));
    const config = JSON.parse(textOfFile(files, "config.json"));
    const users = JSON.parse(textOfFile(files, "users.json")) as string[];
    const products = JSON.parse(textOfFile(files, "products.json")) as string[];
    expect(users).toEqual(Array.from({ length: users.length }, (_, code) => textOf(dataset.users, code)));
    expect(products).toEqual(Array.from({ length: products.length }, (_, code) => textOf(dataset.products, code)));
    const rows = { users: 1 + Math.max(...best.userRows), products: 1 + Math.max(...best.productRows) };
    const ids = { "users.row": [users.length], "products.row": [products.length] };
    const embeddings = { "users.embedding": [rows.users, FACTORS], "products.embedding": [rows.products, FACTORS] };
    const biases = { "users.bias": [rows.users], "products.bias": [rows.products] };
    const layers = (inputs: number) => ({ ...LAYERS, "layers.0.weight": [7, inputs] });
    const features = best.hybrid ? best.hybrid.sides.length / best.width : 0;
    const expected = {
      "dot-product": { ...ids, ...embeddings },
      "dot-product-bias": { ...ids, ...embeddings, ...biases },
      collabnn: { ...ids, ...embeddings, ...layers(2 * FACTORS) },
      // stranger, userGender, year; category, brand
      hybrid: {
        ...ids,
        ...embeddings,
        ...biases,
        ...layers((2 + 5) * FACTORS),
        ...{ "features.embedding": [features, FACTORS], "features.bias": [features] },
        ...{ "features.0.row": [users.length], "features.1.row": [users.length] },
        ...{ "features.3.row": [products.length], "features.4.row": [products.length] },
      },
      bayesian: {
        ...ids,
        ...{ "users.embedding": [rows.users, best.factors], "products.embedding": [rows.products, best.factors] },
        ...biases,
        ...{ "features.embedding": [features, best.factors], "features.bias": [features] },
        // userGender, year; category, brand
        ...{ "features.0.row": [users.length], "features.2.row": [products.length] },
        "features.3.row": [products.length],
        ...(best.bayesian?.inputs.length && { "products.input": [rows.products, best.factors] }),
        ...(best.bayesian?.drift.length && { "users.drift": [users.length], "users.mean_date": [users.length] }),
      },
      "item-item": ids,
      "pooled-history": {
        ...ids,
        ...{ "products.output": [rows.products, FACTORS], "products.input": [rows.products, FACTORS] },
        "products.prior": [rows.products],
      },
    };
    const isOf = (part: string) => Object.keys(shapes).filter((name) => name.startsWith(part));
    const ofLists = Object.fromEntries(isOf("lists.").map((name) => [name, shapes[name]]));
    const solved = best.lists?.itemItem.solved;
    if (solved?.form === "dual") {
      expect(ofLists).toEqual({
        "lists.counts": [products.length],
        "lists.inverse": [solved.inverse.length],
        "lists.leverage": [products.length],
        "lists.owners.start": [products.length + 1],
        "lists.owners.row": [solved.users.length],
      });
    } else if (solved) {
      const n = solved.chosen.length;
      expect(ofLists).toEqual({
        "lists.counts": [products.length],
        "lists.chosen": [n],
        "lists.weights": [n, n],
      });
      expect(at("lists.weights", 2 * n + 1)).toBe(solved.weights[2 * n + 1]);
    } else expect(ofLists).toEqual({});
    if (model === "blend") {
      expect(isOf("").filter((name) => !/^(members|lists)\./.test(name))).toEqual(["users.row", "products.row"].sort());
      expect(config.members.map(({ weight }: { weight: number }) => weight)).toEqual(
        best.members!.map(({ weight }) => weight),
      );
      for (const [k, member] of best.members!.entries()) {
        const table = member.model.averages ? "users.average" : "users.embedding";
        expect(shapes[`members.${k}.${table}`][0]).toBe(
          member.model.averages ? users.length : member.model.users.length / member.model.width,
        );
        const { formula } = config.members[k];
        for (const name of isOf(`members.${k}.`)) {
          expect(formula).toContain(name.replace(`members.${k}.`, "").replace(/\.\d+\./, ".<k>."));
        }
      }
    } else {
      const own = Object.fromEntries(Object.entries(shapes).filter(([name]) => !name.startsWith("lists.")));
      expect(own).toEqual(expected[model as keyof typeof expected]);
    }
    const user = users.indexOf("=1+1");
    expect(at("users.row", user)).toBe(best.userRows[user]);
    if (best.users.length > 0) {
      const FACTORS = best.factors;
      const row = best.userRows[user];
      expect(at("users.embedding", row * FACTORS + 2)).toBe(best.users[row * best.width + 2]);
      // Row 0 of samples is what everybody has.
      if (model !== "bayesian") expect(at("users.embedding", 0)).toBe(0);
      if ("users.bias" in shapes) expect(at("users.bias", row)).toBe(best.users[row * best.width + FACTORS]);
    }
    if (hidden.length > 0) {
      const inputs = shapes["layers.0.weight"][1];
      // Weight from input 3 to output 6.
      expect(at("layers.0.weight", 6 * inputs + 3)).toBe(best.dense[0].values[3 * 7 + 6]);
    }
    expect(config).toMatchObject({
      format: "collabnn-model",
      version: 1,
      model,
      factors: best.factors,
      range: best.range,
      hidden,
    });
    expect(config.trainedOn).toBe("odd.csv");
    expect(config.measured.testRmse).toBe(exported.result.test.rmse);
    for (const name of Object.keys(shapes).filter((tensor) => !tensor.startsWith("members."))) {
      expect(config.formula).toContain(name.replace(/\.\d+\./, ".<k>."));
    }
    const readme = textOfFile(files, "README.txt");
    expect(readme).toContain("odd.csv");
    expect(readme).toMatch(isRanking(model) ? /NDCG@10 0\.\d{4}/ : /RMSE \d\.\d{4} on \d+ test ratings/);
  },
);

test("the values of a hybrid's features are told with their rows, years with the newest", async () => {
  const dataset = await oddDataset(900, 40, 15);
  const { exported, best } = await exportedRun(dataset, quickSettings("hybrid", {}));
  const files = await unzipped(await modelArchive({ dataset, rows: () => null }, exported, plainly));
  const { features } = JSON.parse(textOfFile(files, "config.json"));
  const { at } = parsed(files["model.safetensors"]);
  const [, , year, , brand] = features;
  expect(Object.keys(brand.values).sort()).toEqual([0, 1, 2, 3, 4].map((n) => `brand "${n}"`));
  // Product p is of brand p % 5.
  for (const product of [11, 12, 13]) {
    const code = JSON.parse(textOfFile(files, "products.json")).indexOf(`p${product}`);
    expect(at("features.4.row", code)).toBe(brand.values[`brand "${product % 5}"`]);
  }
  expect(Object.keys(year.values)).toEqual(["2013", "2014"]);
  expect(year.row).toBe(year.values["2014"]);
  expect(best.hybrid!.features[2].rows).toBe(year.row);
});
