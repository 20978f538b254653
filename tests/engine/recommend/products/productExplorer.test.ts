import { describe, expect, test } from "vitest";
import { ProductExplorer } from "../../../../src/engine/recommend/products/productExplorer";
import { BIASES, columns, noBreath, rangeSigmoid, smallModel } from "../smallShop";

const explorer = new ProductExplorer(columns);
const model = smallModel();
const view = (id: string, step = 1) => explorer.view(model, id, { similar: 10, step });

describe("finding a product", () => {
  const ids = (query: string, limit = 10) => explorer.find(query, limit).matches.map(({ id }) => id);

  test("looks in ids and in titles, either case, those with most ratings first", () => {
    expect(ids("PHONE")).toEqual(["phone"]);
    expect(ids("wall")).toEqual(["clock"]);
    expect(ids("a")).toEqual(["lamp", "radio", "camera", "cable", "clock"]);
  });

  test("puts the product of this very id first", () => {
    expect(ids("clock")[0]).toBe("clock");
    expect(explorer.find("", 2)).toMatchObject({ matches: [{ id: "lamp", ratings: 4 }, { id: "radio" }], total: 6 });
  });

  test("takes at most 50 ms among 100,000 products with titles", () => {
    const text = (code: number) => `product ${code} of many things`;
    const many = new ProductExplorer({
      ...columns,
      products: packMany((code) => `B${code}`),
      titles: packMany(text),
      productSegments: {},
    });
    many.find("warm", 50);
    const start = performance.now();
    expect(many.find("99999 of", 50).total).toBe(1);
    // The limit is 50 ms; a machine under load is given five times as long.
    expect(performance.now() - start).toBeLessThan(250);
  });
});

describe("a product", () => {
  test("has its count, mean and segments; one without training ratings says so", () => {
    expect(view("lamp").facts).toMatchObject({
      title: "Desk lamp",
      ratings: 4,
      mean: 4.25,
      isKnown: true,
      segments: [
        { role: "category", value: "Home" },
        { role: "brand", value: "Norvik" },
      ],
    });
    expect(view("clock").facts.isKnown).toBe(false);
  });

  test("that is not in the file is refused, with similar ids", () => {
    expect(() => view("nothing")).toThrow('There is no product "nothing" in this file.');
    expect(() => view("cab")).toThrow("Similar ids: cable.");
  });

  test("is like those whose factors point the same way, however long they are", () => {
    const { similar, compared } = view("lamp");
    // Cosines with (1, 0): cable (2, 0) 1, radio (3, 4) 0.6, phone (0, 2) 0, camera (-1, 0) -1; the clock is unknown.
    expect(similar.map(({ id }) => id)).toEqual(["cable", "radio", "phone", "camera"]);
    expect(similar.map(({ cosine }) => Number(cosine.toFixed(6)))).toEqual([1, 0.6, 0, -1]);
    expect(compared).toBe(5);
  });

  test("shares users, alike within a step of the scale, and segments", () => {
    const radio = view("lamp").similar.find(({ id }) => id === "radio")!;
    // Both were rated by ann (5, 4), bo (4, 1) and cy (5, 5).
    expect(radio).toMatchObject({ both: 3, alike: 2, sharesBrand: true, sharesCategory: false });
    const phone = view("radio", 0.5).similar.find(({ id }) => id === "phone")!;
    // By ann alone, 4 and 2; no brand in common.
    expect(phone).toMatchObject({ both: 1, alike: 0, sharesBrand: false, sharesCategory: true });
  });

  test("without factors is like none", () => {
    expect(view("clock").similar).toEqual([]);
  });

  test("is liked by those who rated it highest, the newest of them first", () => {
    expect(view("lamp").raters).toEqual([
      { id: "cy", rating: 5, time: 30 },
      { id: "ann", rating: 5, time: 10 },
      { id: "bo", rating: 4, time: 20 },
      { id: "dee", rating: 3, time: null },
    ]);
  });

  test("is expected to be rated by its bias by a user of whom nothing is known", () => {
    expect(view("radio").expected).toBeCloseTo(rangeSigmoid(-0.5), 5);
    expect(explorer.view(smallModel({ kind: "ranking" }), "radio", { similar: 1, step: 1 }).expected).toBeNull();
  });
});

describe("users who would like a product", () => {
  test("are those of highest predicted rating who have not rated it and whom the model knows", async () => {
    const likely = await explorer.likely(model, "camera", 10, noBreath);
    // Logits for the camera, (-1, 0) without bias: dee 1, bo 0, ann and cy -1; eve has rated it.
    expect(likely.users.map(({ id }) => id)).toEqual(["dee", "bo", "ann", "cy"]);
    expect(likely.users[0].predicted).toBeCloseTo(rangeSigmoid(1), 5);
    expect(likely).toMatchObject({ asked: 4, of: 4 });
  });

  test("are put in order without a rating by a model that only ranks", async () => {
    const ranking = smallModel({ kind: "ranking", audience: () => null });
    const { users } = await explorer.likely(ranking, "camera", 2, noBreath);
    expect(users).toEqual([
      { id: "dee", ratings: 2, predicted: null },
      { id: "bo", ratings: 3, predicted: null },
    ]);
  });

  test("of a product with some segments alone are asked of the model as well", async () => {
    const like: unknown[] = [];
    const reading = smallModel({
      newProduct(codes) {
        like.push(codes);
        return { vector: Float32Array.of(1, 0, 0), isKnown: false };
      },
    });
    const audience = await explorer.audience(reading, { category: "Audio", brand: "Nobody" }, 1, noBreath);
    // Audio is what the radio, code 1, is first to have; nothing has the brand.
    expect(like).toEqual([{ category: 1 }]);
    expect(audience?.users).toMatchObject([{ id: "ann" }]);
    expect(audience?.mean).toBeCloseTo((rangeSigmoid(1) * 2 + rangeSigmoid(0) + rangeSigmoid(-1)) / 4, 5);
    expect(await explorer.audience(model, { category: "Audio" }, 1, noBreath)).toBeNull();
  });
});

describe("best and worst by bias", () => {
  test("are those that the model knows with enough ratings, beside their means", () => {
    const lists = explorer.biases(model, 2, 5, "radio")!;
    expect(lists.best.map(({ id }) => id)).toEqual(["lamp", "radio"]);
    expect(lists.worst.map(({ id }) => id)).toEqual(["radio", "lamp"]);
    expect(lists.worst[0].bias).toBeCloseTo(BIASES[1], 6);
    expect(lists.place).toMatchObject({ byBias: 2, byMean: 2, of: 2 });
    expect(explorer.biases(model, 1, 1, "phone")).toMatchObject({
      of: 5,
      best: [{ id: "phone" }],
      place: { byBias: 1, byMean: 4 },
    });
  });

  test("are none where the model has no biases", () => {
    expect(explorer.biases(smallModel({ productBias: () => 0 }), 1, 5, null)).toBeNull();
  });
});

function packMany(text: (code: number) => string) {
  const bytes: number[] = [];
  const offsets = new Uint32Array(100_001);
  for (let code = 0; code < 100_000; code++) {
    for (const letter of text(code)) bytes.push(letter.charCodeAt(0));
    offsets[code + 1] = bytes.length;
  }
  return { bytes: Uint8Array.from(bytes), offsets };
}
