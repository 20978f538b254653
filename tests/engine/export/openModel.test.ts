import fc from "fast-check";
import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { configOf } from "../../../src/engine/export/config";
import { modelFiles } from "../../../src/engine/export/modelFiles";
import type { NamedFile } from "../../../src/engine/export/modelSource";
import { openModel } from "../../../src/engine/export/openModel";
import type { OpenedRun } from "../../../src/engine/export/source";
import { archiveKind, openFile } from "../../../src/engine/read/archives/openFile";
import { packTexts, textOf } from "../../../src/engine/read/vocabulary";
import { createModel, ratingsOf } from "../../../src/engine/recommend/models/createModel";
import type { RunResult } from "../../../src/engine/train/types";
import { safetensors } from "../../../src/engine/workspace/safetensors";
import { defaultsOf } from "../../../src/models/registry";
import type { ModelSnapshot } from "../../../src/models/snapshot";
import { PRODUCTS, randomSnapshot, USERS } from "../recommend/randomSnapshot";
import { plainly, wellFormed } from "./exportedRun";

const { signal } = plainly;
const VARIANTS = [
  { name: "dot-product" },
  { name: "dot-product-bias" },
  { name: "collabnn" },
  { name: "hybrid" },
  { name: "hybrid", hidden: [6, 3] },
  { name: "pooled-history" },
] as const;

/** What is exported of a Run beside its weights. */
function runOf(snapshot: ModelSnapshot): OpenedRun {
  const figures = { rmse: 0.9, mae: 0.7, n: 12 };
  const settings = { ...defaultsOf(snapshot.model), factors: snapshot.factors, range: snapshot.range, seed: 77 };
  const result = {
    run: { settings },
    validation: figures,
    test: { ...figures, ranking: null },
  } as unknown as RunResult;
  return { snapshot, result, seen: null, valuesOf: () => new Map([["brand", { Akai: 5, "": 6 }]]) };
}

const ids = (prefix: string, count: number) => Array.from({ length: count }, (_, i) => `${prefix}${i}`);

async function filesOf(snapshot: ModelSnapshot, users = ids("u", USERS), products = ids("p", PRODUCTS)) {
  const about = { name: "shop.csv", users: packTexts(users), products: packTexts(products) };
  return modelFiles(runOf(snapshot), about, plainly.breathe);
}

async function zipped(files: readonly NamedFile[], folder = ""): Promise<NamedFile> {
  const entries: Record<string, Uint8Array> = {};
  for (const { name, content } of files) entries[folder + name] = new Uint8Array(await content.arrayBuffer());
  return { name: "model.zip", content: new Blob([zipSync(entries) as Uint8Array<ArrayBuffer>]) };
}

/** The files with one of them replaced. */
function withFile(files: readonly NamedFile[], name: string, content: string | Blob): NamedFile[] {
  return files.map((file) => (file.name === name ? { name, content: new Blob([content]) } : file));
}

describe.each(VARIANTS)("an exported $name", (variant) => {
  const hidden = "hidden" in variant ? [...variant.hidden] : undefined;
  const snapshot = randomSnapshot(variant.name, 5, { hidden });

  test("opens again, from its files or from a ZIP with a folder in it, and answers the same", async () => {
    const files = await filesOf(snapshot);
    for (const given of [files, [await zipped(files)], [await zipped(files, "shop/model/")]]) {
      const opened = await openModel(given, signal);
      expect(opened.name).toBe("shop.csv");
      expect(opened.settings).toMatchObject({ model: variant.name, seed: 77, factors: snapshot.factors });
      expect(textOf(opened.users, 3)).toBe("u3");
      expect(opened.model.productRows).toEqual(snapshot.productRows);
      const [before, after] = [createModel(snapshot), createModel(opened.model)];
      const rated = [1, 4, 9].map((product) => ({ product, rating: 5 }));
      expect(after.logits(after.foldIn(rated))).toEqual(before.logits(before.foldIn(rated)));
      if (variant.name === "pooled-history") continue; // its users are those of the ratings that are open
      for (let user = 0; user < USERS; user++) expect(ratingsOf(after, user)).toEqual(ratingsOf(before, user));
    }
  });
});

test("an archive of a model is told from a table, so that the page can open it as what it is", async () => {
  const { name, content } = await zipped(await filesOf(randomSnapshot("dot-product", 5)), "shop/");
  expect(await archiveKind(name, content)).toBe("model");
  await expect(openFile(name, content)).rejects.toThrow(`${name} is an exported model. Open it by itself`);
});

test("a hybrid brings the rows of its features' values", async () => {
  const { sideRows } = await openModel(await filesOf(randomSnapshot("hybrid", 6)), signal);
  const brand = sideRows.find(({ role }) => role === "brand")!;
  expect([...brand.rows]).toEqual([0, 5, 6]);
  expect(brand.values).toEqual(["", "Akai", ""]);
});

test("any ids come back as they were", async () => {
  const snapshot = randomSnapshot("dot-product", 7);
  const texts = fc.uniqueArray(fc.string({ unit: "binary" }), { minLength: USERS, maxLength: USERS });
  await fc.assert(
    fc.asyncProperty(texts, async (users) => {
      const opened = await openModel([await zipped(await filesOf(snapshot, users))], signal);
      expect(users.map((_, code) => textOf(opened.users, code))).toEqual(users.map(wellFormed));
    }),
    { numRuns: 50, seed: 3 },
  );
});

describe("a plain factor model", () => {
  const config = {
    format: "collabnn-model",
    version: 1,
    model: "dot-product",
    factors: 2,
    range: [1, 5],
    link: "identity",
  };
  const floats = (shape: number[], values: number[]) => ({ shape, values: Float32Array.from(values) });
  const tables = {
    "users.embedding": floats([3, 2], [0, 0, 1, 2, -3, 0.5]),
    "products.embedding": floats([3, 2], [0, 0, 1, 0, 0.5, -1]),
  };
  const files = (tensors: Parameters<typeof safetensors>[0], change: object = {}): NamedFile[] => [
    { name: "model.safetensors", content: safetensors(tensors, {}) },
    { name: "users.json", content: new Blob(['["a", "b"]']) },
    { name: "products.json", content: new Blob(['["x", "y"]']) },
    { name: "config.json", content: new Blob([JSON.stringify({ ...config, ...change })]) },
  ];

  test("from elsewhere predicts offset + dot product, held within the range", async () => {
    const model = createModel((await openModel(files(tables, { offset: 3.5 }), signal)).model);
    // 3.5 + 1·1 + 2·0 and 3.5 + 1·0.5 − 2·1; of the second user 0.5 and 3.5 − 1.5 − 0.5, the first held at 1.
    expect([...ratingsOf(model, 0)]).toEqual([4.5, 2]);
    expect([...ratingsOf(model, 1)]).toEqual([1, 1.5]);
    expect([...model.logits(model.foldIn([]))]).toEqual([3.5, 3.5]);
  });

  test("has biases where its model says so, and rows where its tensors say so", async () => {
    const tensors = {
      ...tables,
      "users.bias": floats([3], [0, 0.25, 1]),
      "products.bias": floats([3], [0, -0.5, 0.5]),
      "users.row": { shape: [2], values: Int32Array.of(2, 0) },
    };
    const opened = await openModel(files(tensors, { model: "dot-product-bias", offset: 3 }), signal);
    const model = createModel(opened.model);
    // Row 2 of users: 3 + 1 − 0.5 − 3 and 3 + 1 + 0.5 − 1.5 − 0.5; row 0 has neither bias nor factors.
    expect([...model.logits(model.userOf(0))]).toEqual([0.5, 2.5]);
    expect([...model.logits(model.userOf(1))]).toEqual([2.5, 3.5]);
    expect(model.terms(model.userOf(0), 1).map(({ name, value }) => [name, value])).toEqual([
      ["mean", 3],
      ["user", 1],
      ["product", 0.5],
      ["interaction", -2],
    ]);
  });

  test.each([
    ["with layers", { model: "collabnn" }, /layers|identity/],
    ["with a pull that is none", { userPull: [1, 0] }, /userPull/],
    ["with a pull for other columns", { userPull: [1, 1, 1] }, /do not fit/],
    ["of an unknown link", { link: "probit" }, /link/],
    ["with a range that is none", { range: [5, 1] }, /range/],
    [
      "of another number of factors",
      { factors: 3 },
      /users\.embedding has the shape \[3, 2\], and should have \[rows, 3\]/,
    ],
    ["of a newer version", { version: 99 }, /newer version/],
    ["of another format", { format: "else" }, /format is not collabnn-model/],
  ])("%s is refused", async (_, change, why) => {
    await expect(openModel(files(tables, change), signal)).rejects.toThrow(why);
  });
});

describe("a damaged model is refused in words:", () => {
  const files = () => filesOf(randomSnapshot("dot-product-bias", 8));
  const refused = async (given: readonly NamedFile[], why: RegExp) => {
    await expect(openModel(given, signal)).rejects.toMatchObject({ name: "ReadError" });
    await expect(openModel(given, signal)).rejects.toThrow(why);
  };

  test.each(["model.safetensors", "users.json", "products.json", "config.json"])("without %s", async (name) => {
    const others = (await files()).filter((file) => file.name !== name);
    await refused(others, new RegExp(`${name.replace(".", "\\.")} is missing`));
    await refused([await zipped(others)], name === "model.safetensors" ? /missing/ : new RegExp(`${name} is missing`));
  });

  test("with weights that are cut short, or are none", async () => {
    const all = await files();
    const weights = all.find(({ name }) => name === "model.safetensors")!.content;
    await refused(withFile(all, "model.safetensors", weights.slice(0, weights.size - 5)), /cut short/);
    await refused(withFile(all, "model.safetensors", "not weights"), /header/);
  });

  test("with ids that are no texts, or too few", async () => {
    const all = await files();
    await refused(withFile(all, "users.json", "[1, 2]"), /no list of ids/);
    await refused(withFile(all, "users.json", '["a"'), /no JSON/);
    await refused(withFile(all, "users.json", '["a"]'), /users\.row has 9 rows for 1 ids/);
  });

  test("with rows beyond the table, or weights that are no numbers", async () => {
    const beyond = randomSnapshot("dot-product-bias", 9);
    beyond.userRows[2] = 500;
    await refused(await filesOf(beyond), /do not fit/);
    const broken = randomSnapshot("dot-product-bias", 9);
    broken.products[beyond.width] = Number.NaN;
    await refused(await filesOf(broken), /no number/);
  });

  test("whichever byte of its archive is another", async () => {
    const whole = new Uint8Array(await (await zipped(await files())).content.arrayBuffer());
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const bytes = whole.slice();
        bytes[at] ^= change;
        try {
          await openModel([{ name: "model.zip", content: new Blob([bytes]) }], signal);
        } catch (error) {
          expect((error as Error).name).toBe("ReadError");
        }
      }),
      { numRuns: 200, seed: 4 },
    );
  });
});

test("config.json of a random model is what the reader takes", () => {
  const config = configOf(runOf(randomSnapshot("hybrid", 10)), "shop.csv");
  expect(JSON.parse(JSON.stringify(config))).toEqual(config);
});
