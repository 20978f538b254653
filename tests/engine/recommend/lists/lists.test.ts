import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import type { RecommendColumns } from "../../../../src/engine/read/copies";
import { packTexts } from "../../../../src/engine/read/vocabulary";
import { RecommendExplorer } from "../../../../src/engine/recommend/explorer";
import type { GivenRating, RecommendModel } from "../../../../src/engine/recommend/models/types";
import { DEFAULT_LIST, type ListOptions } from "../../../../src/engine/recommend/types";
import { columns, rangeSigmoid, smallModel } from "../smallShop";

// Ratings of the products: lamp 4, radio 3, phone, camera, cable and clock 1 each.
function explorer(of: RecommendColumns = columns, model: Partial<RecommendModel> = {}): RecommendExplorer {
  const made = new RecommendExplorer(of);
  made.setModel({ model: smallModel(model), intervals: null, interest: null, rowWidth: 2 });
  return made;
}

const list = (change: Partial<ListOptions> = {}): ListOptions => ({ ...DEFAULT_LIST, ...change });
const ids = (recommendations: { product: string }[]) => recommendations.map(({ product }) => product);
/** Somebody with logits cable 1.9, lamp 1.2, phone 0.9, clock 0, camera -1; the radio 2.5. */
const asAnn: Partial<RecommendModel> = { foldIn: () => ({ vector: Float32Array.of(1, 0), isKnown: true }) };

describe("a list", () => {
  test("says how much of it somebody unknown would get too, out of the same products", () => {
    // Ann has not rated camera, cable and clock: -1, 1.9 and 0 for her, 0, -0.1 and 0 for somebody unknown.
    const overlap = (count: number) => explorer().customer("ann", list({ count })).unknownOverlap;
    expect([1, 2, 3].map(overlap)).toEqual([0, 1, 3]);
  });

  test("is the head of a plain sort of what its options leave, for any ratings and options", () => {
    const products = ["lamp", "radio", "phone", "camera", "cable", "clock"];
    const some = <T>(values: T[]) => fc.subarray(values, { maxLength: 2 });
    const options = fc.record({
      count: fc.integer({ min: 1, max: 7 }),
      categories: some(["Home", "Audio", ""]),
      brands: some(["Norvik", "Ohm", "nobody's"]),
      minimumRatings: fc.integer({ min: 0, max: 4 }),
    });
    const logit = [1.2, 2.5, 0.9, -1, 1.9, 0];
    fc.assert(
      fc.property(
        options,
        fc.subarray(products),
        fc.subarray(products),
        fc.subarray([0, 1, 2, 3, 4, 5]),
        (options, rated, listed, members) => {
          const made = explorer(columns, asAnn);
          made.setExclusion(listed.join("\n"));
          made.members = {
            users: new Uint8Array(5).fill(1),
            products: Uint8Array.from(products, (_, code) => (members.includes(code) ? 1 : 0)),
          };
          const { categories, brands, minimumRatings, count } = options;
          const category = ["Home", "Audio", "Audio", "Audio", "", "Home"];
          const brand = ["Norvik", "Norvik", "Ohm", "", "Ohm", ""];
          const ratings = [4, 3, 1, 1, 1, 1];
          const passes = (code: number) =>
            (categories.length === 0 || categories.includes(category[code])) &&
            (brands.length === 0 || brands.includes(brand[code])) &&
            ratings[code] >= minimumRatings &&
            members.includes(code);
          const left = products.filter((id, code) => !rated.includes(id) && !listed.includes(id) && passes(code));
          const sorted = left.toSorted((a, b) => logit[products.indexOf(b)] - logit[products.indexOf(a)]);
          const view = made.newCustomer(
            rated.map((product) => ({ product, rating: 4 })),
            list(options),
          );
          expect(ids(view.recommendations)).toEqual(sorted.slice(0, count));
          const unlisted = listed.filter((id) => !rated.includes(id)).length;
          const filtered = products.length - rated.length - unlisted - left.length;
          expect(view.excluded).toEqual({ rated: rated.length, listed: unlisted, filtered });
          expect(view.nothingLeft === null).toBe(left.length > 0);
          const popular = left.toSorted((a, b) => ratings[products.indexOf(b)] - ratings[products.indexOf(a)]);
          expect(ids(view.popular)).toEqual(popular.slice(0, count));
          expect(view.overlap).toBe(sorted.slice(0, count).filter((id) => popular.slice(0, count).includes(id)).length);
        },
      ),
    );
  });

  test("agrees with a plain sort over hundreds of products", () => {
    const count = 800;
    const scores = Float32Array.from({ length: count }, (_, i) => Math.sin(i * i) * 3);
    const many: RecommendColumns = {
      ...columns,
      products: packTexts(Array.from({ length: count }, (_, i) => `p${i}`)),
      titles: null,
      productSegments: {},
    };
    const made = explorer(many, { logits: () => scores, productFactors: () => Float32Array.of(1, 0) });
    const sorted = [...scores.keys()].filter((code) => code > 2).toSorted((a, b) => scores[b] - scores[a] || a - b);
    expect(ids(made.customer("ann", list({ count: 50 })).recommendations)).toEqual(
      sorted.slice(0, 50).map((code) => `p${code}`),
    );
  });

  test("says of each product what the model predicts, how popular it is and whether everybody is shown it", () => {
    const { recommendations } = explorer().customer("cy", list({ count: 2 }));
    // Cy rated the lamp and the radio; their taste is (1, 1): phone 2.9, cable 1.9, clock 0, camera -1.
    expect(recommendations).toMatchObject([
      { product: "phone", title: "Big phone", popularityRank: 3, isPopular: true, interval: null },
      { product: "cable", popularityRank: 5, isPopular: false },
    ]);
    expect(recommendations[0].predicted).toBeCloseTo(Math.min(5, rangeSigmoid(2.9)), 5);
  });

  test("turns to what few have rated, of what suits", () => {
    const logits = () => Float32Array.of(2.5, -1, -1.1, -1.2, 2.4, -1.3);
    const order = (novelty: number) =>
      ids(explorer(columns, { logits }).newCustomer([], list({ novelty })).recommendations);
    expect(order(0).slice(0, 2)).toEqual(["lamp", "cable"]);
    // Both are a deviation above the mean rating; the lamp has four ratings, the cable one.
    expect(order(1).slice(0, 2)).toEqual(["cable", "lamp"]);
    expect(order(1).slice(2)).toEqual(order(0).slice(2));
  });

  test("puts what is unlike the best before its twin", () => {
    const order = (diversity: number) =>
      ids(explorer(columns, asAnn).newCustomer([{ product: "radio", rating: 5 }], list({ diversity })).recommendations);
    expect(order(0)).toEqual(["cable", "lamp", "phone", "clock", "camera"]);
    // Cable and lamp point the same way, the camera the other.
    expect(order(1)).toEqual(["cable", "camera", "phone", "clock", "lamp"]);
  });

  test("stands beside that of another run, under the same options", () => {
    const made = explorer();
    expect(made.customer("ann", list()).other).toBeNull();
    const model = smallModel({
      kind: "ranking",
      range: null,
      ratingOf: (logit) => logit,
      logits: () => Float32Array.of(0, 0, 0, 1, 2, 3),
    });
    made.setOther({ model, intervals: null, interest: null, rowWidth: 2 });
    const { other } = made.customer("ann", list({ count: 2 }));
    expect(other).toMatchObject({
      kind: "ranking",
      recommendations: [{ product: "clock", score: 3, predicted: null }, { product: "cable" }],
    });
    expect(made.newCustomer([], list({ count: 1 })).other?.recommendations).toMatchObject([{ product: "clock" }]);
    made.setOther(null);
    expect(made.customer("ann", list()).other).toBeNull();
  });
});

describe("intervals", () => {
  test("are about the prediction, as wide as for others of as many training ratings, within the scale", () => {
    const made = explorer(columns, asAnn);
    const groups = [
      { from: 0, to: 1, n: 60, halfWidth: 1.5 },
      { from: 2, to: null, n: 60, halfWidth: 0.25 },
    ];
    const intervals = { table: { level: 0.8, groups }, trained: Uint8Array.of(1, 7, 0, 0, 0) };
    made.setModel({ model: smallModel(asAnn), intervals, interest: null, rowWidth: 2 });
    const of = (id: string, product: string) => {
      const { recommendations } = made.customer(id, list());
      return recommendations.find((recommendation) => recommendation.product === product)!;
    };
    // Ann: the clock's logit is 0, its rating 3.
    expect(of("ann", "clock").interval).toEqual([1.5, 4.5]);
    expect(of("ann", "cable").interval![1]).toBe(5);
    const phone = of("bo", "phone");
    expect(phone.interval![0]).toBeCloseTo(phone.predicted! - 0.25, 6);
    const rated = [
      { product: "lamp", rating: 5 },
      { product: "radio", rating: 4 },
    ];
    const clock = made.newCustomer(rated, list()).recommendations.find(({ product }) => product === "clock");
    expect(clock?.interval).toEqual([2.75, 3.25]);
  });
});

describe("where nothing is left", () => {
  const left = (options: Partial<ListOptions>, rated: string[] = [], excluded = "") => {
    const made = explorer(columns, asAnn);
    made.setExclusion(excluded);
    return made.newCustomer(
      rated.map((product) => ({ product, rating: 3 })),
      list(options),
    ).nothingLeft;
  };

  test("a sentence says what took the products, and what took most", () => {
    expect(left({ minimumRatings: 5 })).toEqual({
      mostBy: "minimumRatings",
      sentence:
        "Nothing is left to recommend to this customer: of 6 products 6 do not pass the filters, most of all the least number of ratings.",
    });
    expect(left({ brands: ["Norvik"], categories: ["Home", "Audio"] }, ["radio"], "lamp")).toEqual({
      mostBy: "brand",
      sentence:
        "Nothing is left to recommend to this customer: of 6 products 1 is rated already, 1 is on the exclusion list, 4 do not pass the filters, most of all the brand.",
    });
    expect(left({ targetGenders: ["F"] })?.mostBy).toBe("productGender");
    expect(left({}, [], "lamp,radio,phone,camera,cable,clock")).toEqual({
      mostBy: "listed",
      sentence: "Nothing is left to recommend to this customer: of 6 products 6 are on the exclusion list.",
    });
  });

  test("of what is looked among, too", () => {
    const made = explorer();
    made.members = { users: new Uint8Array(5).fill(1), products: Uint8Array.of(1, 1, 1, 0, 0, 0) };
    expect(made.customer("ann", list()).nothingLeft).toEqual({
      mostBy: "rated",
      sentence:
        'Nothing is left to recommend to "ann": of 6 products 3 are rated already, 3 do not pass the filters, most of all what is looked among.',
    });
  });
});

describe("a new customer", () => {
  const seen: GivenRating[][] = [];
  const foldIn: RecommendModel["foldIn"] = (ratings) => {
    seen.push([...ratings]);
    return { vector: Float32Array.of(ratings.length > 0 ? -1 : 0, 0), isKnown: ratings.length > 0 };
  };

  test("is folded in from what they rated, and is shown none of it", () => {
    const view = explorer(columns, { foldIn }).newCustomer([{ product: "cable", rating: 1 }], list());
    expect(seen).toContainEqual([{ product: 4, rating: 1 }]);
    // Logits with taste (-1, 0): camera 1, phone 0.9, clock 0, lamp -0.8, radio -3.5.
    expect(ids(view.recommendations)).toEqual(["camera", "phone", "clock", "lamp", "radio"]);
    expect(view).toMatchObject({ isFallback: false, excluded: { rated: 1, listed: 0, filtered: 0 } });
  });

  test("with nothing rated is shown the best by bias, and it is said", () => {
    const view = explorer(columns, { foldIn }).newCustomer([], list({ count: 3 }));
    expect(view.isFallback).toBe(true);
    expect(ids(view.recommendations)).toEqual(["phone", "lamp", "camera"]);
  });

  test("gets a sentence for a product that the file does not have", () => {
    expect(() => explorer().newCustomer([{ product: "sofa", rating: 1 }], list())).toThrow(
      'There is no product "sofa" in this file.',
    );
  });
});

describe("reasons", () => {
  test("are the summands of the logit, and what the prediction loses without each rating", () => {
    // Folded in, a user's taste is the mean of their ratings' distance to 3 along the first factor.
    const foldIn: RecommendModel["foldIn"] = (ratings) => ({
      vector: Float32Array.of(ratings.reduce((sum, { rating }) => sum + rating - 3, 0) / 2, 0),
      isKnown: true,
    });
    const reasons = explorer(columns, { foldIn }).reasons({ user: "ann" }, "cable");
    expect(reasons).toMatchObject({ product: "cable", title: "", kind: "rating", ratings: 3 });
    expect(reasons.terms.map(({ name }) => name)).toEqual(["product", "interaction"]);
    // Ann's own taste is (1, 0): 2 − 0.1.
    expect(reasons.logit).toBeCloseTo(1.9, 6);
    expect(reasons.predicted).toBeCloseTo(rangeSigmoid(1.9), 6);
    // Folded in from 5, 4 and 2 the taste is 1; without the lamp 0, without the radio 0.5, without the phone 1.5.
    const rating = (taste: number) => rangeSigmoid(2 * taste - 0.1);
    expect(reasons.pulls.map(({ product, rating }) => [product, rating])).toEqual([
      ["lamp", 5],
      ["radio", 4],
      ["phone", 2],
    ]);
    expect(reasons.pulls[0].change).toBeCloseTo(rating(1) - rating(0), 6);
    expect(reasons.pulls[2].change).toBeCloseTo(rating(1) - rating(1.5), 6);
  });

  test("of a new customer are about what they rated", () => {
    const made = explorer(columns, asAnn);
    const { pulls, logit } = made.reasons({ ratings: [{ product: "lamp", rating: 5 }] }, "radio");
    expect(pulls).toEqual([{ product: "lamp", title: "Desk lamp", rating: 5, change: 0 }]);
    expect(logit).toBeCloseTo(2.5, 6);
    expect(made.reasons({ ratings: [] }, "radio").pulls).toEqual([]);
  });

  test("of very many ratings are about those of the products most like it, or most unlike it", () => {
    const foldIn = vi.fn(asAnn.foldIn!);
    const made = explorer(columns, { foldIn });
    const many = Array.from({ length: 60 }, (_, i) => ({ product: i < 20 ? "phone" : "lamp", rating: 4 }));
    const { pulls, ratings } = made.reasons({ ratings: many }, "cable");
    // The lamp's factors point as the cable's do, the phone's across.
    expect(ratings).toBe(60);
    expect(pulls).toHaveLength(50);
    expect(pulls.filter(({ product }) => product === "lamp")).toHaveLength(40);
    expect(foldIn.mock.calls.every(([given]) => given.length >= 59)).toBe(true);
  });

  test("need a known user and product", () => {
    expect(() => explorer().reasons({ user: "zoe" }, "lamp")).toThrow(/no user "zoe"/);
    expect(() => explorer().reasons({ user: "ann" }, "sofa")).toThrow(/no product "sofa"/);
  });
});
