import { beforeAll, describe, expect, test } from "vitest";
import { Random } from "../../../../src/domain/random";
import type { RecommendColumns } from "../../../../src/engine/read/copies";
import { packTexts } from "../../../../src/engine/read/vocabulary";
import { answeringOf } from "../../../../src/engine/recommend/answering";
import { writeLists } from "../../../../src/engine/recommend/bulk/writeLists";
import { RecommendExplorer } from "../../../../src/engine/recommend/explorer";
import { createModel } from "../../../../src/engine/recommend/models/createModel";
import { ProductExplorer } from "../../../../src/engine/recommend/products/productExplorer";
import { DEFAULT_LIST, type ListOptions } from "../../../../src/engine/recommend/types";
import { fitItemItem } from "../../../../src/models/item-item/fit";
import type { ListWeights, ModelSnapshot } from "../../../../src/models/snapshot";
import { noBreath } from "../smallShop";

/** A planted file of five genres: everybody takes most of one and likes it, and a few of the others, liked less. */
const GENRES = 5;
const EACH = 12;
const USERS = 200;
const PRODUCTS = GENRES * EACH;
const genreOf = (id: string) => Math.floor(Number(id.slice(1)) / EACH);

function planted(): RecommendColumns {
  const random = new Random(5, "five genres");
  const [user, product, rating]: number[][] = [[], [], []];
  for (let code = 0; code < USERS; code++) {
    for (let item = 0; item < PRODUCTS; item++) {
      const own = Math.floor(item / EACH) === code % GENRES;
      if (random.uint32() % 100 >= (own ? 65 : 6)) continue;
      user!.push(code);
      product!.push(item);
      rating!.push(own ? 4 + (random.uint32() % 2) : 1 + (random.uint32() % 3));
    }
  }
  const names = (letter: string, count: number) =>
    packTexts(Array.from({ length: count }, (_, at) => `${letter}${at}`));
  return {
    feedback: "explicit",
    size: user!.length,
    users: names("u", USERS),
    products: names("p", PRODUCTS),
    user: Int32Array.from(user!),
    product: Int32Array.from(product!),
    rating: Float32Array.from(rating!),
    time: null,
    titles: null,
    productSegments: {},
    // Users of one taste are of one group.
    userSegments: {
      userGroup: {
        codes: Int32Array.from({ length: USERS }, (_, code) => 1 + (code % GENRES)),
        vocabulary: packTexts(["", "g0", "g1", "g2", "g3", "g4"]),
      },
    },
  };
}

const columns = planted();

async function listWeights(): Promise<ListWeights> {
  const starts = new Int32Array(USERS + 1);
  for (const code of columns.user) starts[code + 1]++;
  for (let at = 0; at < USERS; at++) starts[at + 1] += starts[at];
  const itemItem = await fitItemItem({ starts, products: columns.product }, PRODUCTS, { breathe: noBreath });
  const liked = { relevantFrom: 4, step: 1, sigma: 0.8 };
  return { itemItem, starts, history: columns.product, popularity: 0.01, liked };
}

/** Ratings as they were planted: 3, and the user's taste for the product's genre. Rows of users are 1.5 for their own. */
function raterOf(lists: ListWeights | undefined): ModelSnapshot {
  const width = 8;
  const users = new Float32Array((USERS + 1) * width);
  for (let row = 1; row <= USERS; row++) {
    for (let genre = 0; genre < GENRES; genre++) users[row * width + genre] = (row - 1) % GENRES === genre ? 1.5 : -1;
  }
  const products = new Float32Array((PRODUCTS + 1) * width);
  for (let row = 1; row <= PRODUCTS; row++) products[row * width + Math.floor((row - 1) / EACH)] = 1;
  return {
    model: "dot-product-bias",
    factors: GENRES,
    hidden: [],
    range: [1, 5],
    linear: { offset: 3, userPull: new Float64Array(GENRES + 1).fill(0.5) },
    userRows: Int32Array.from({ length: USERS }, (_, code) => code + 1),
    productRows: Int32Array.from({ length: PRODUCTS }, (_, code) => code + 1),
    width,
    users,
    products,
    dense: [],
    ...(lists && { lists }),
  };
}

/** Half of it in rating units, half behind a sigmoid. */
function blendOf(lists: ListWeights | undefined): ModelSnapshot {
  const { linear: _, ...curved } = raterOf(undefined);
  const members = [
    { weight: 0.5, model: raterOf(undefined) },
    { weight: 0.5, model: { ...curved, range: [0.5, 5.5] as [number, number] } },
  ];
  const empty = { users: new Float32Array(0), products: new Float32Array(0), width: 4, factors: 0 };
  return { ...raterOf(lists), model: "blend", ...empty, members };
}

let lists: ListWeights;
beforeAll(async () => {
  lists = await listWeights();
});

function answeredBy(snapshot: ModelSnapshot, of: RecommendColumns = columns): RecommendExplorer {
  const explorer = new RecommendExplorer(of);
  explorer.setModel(answeringOf(snapshot));
  return explorer;
}
const top = (count: number, towardsRating = 0) => ({ ...DEFAULT_LIST, count, towardsRating });
const ids = (recommendations: { product: string }[]) => recommendations.map(({ product }) => product);

describe("with item-item weights beside predicted ratings", () => {
  test.each([0, 1, 2, 3, 4])("who likes genre %i is shown it, and nothing of one rated down", (liked) => {
    const down = (liked + 1) % GENRES;
    const rate = (genre: number, rating: number) =>
      [0, 1, 2].map((at) => ({ product: `p${genre * EACH + at}`, rating }));
    const { recommendations } = answeredBy(raterOf(lists)).newCustomer([...rate(liked, 5), ...rate(down, 1)], top(5));
    const genres = ids(recommendations).map(genreOf);
    expect(genres.filter((genre) => genre === liked).length).toBeGreaterThanOrEqual(4);
    expect(genres).not.toContain(down);
    // What pulls most is of the genre, and the bars are shares of the first.
    expect(recommendations[0].likely).toBe(1);
    for (const { because } of recommendations) {
      expect(because.length).toBeGreaterThan(0);
      expect(because.every(({ product }) => genreOf(product) === liked)).toBe(true);
    }
  });

  test.each([0, 1, 2, 3, 4])("who has three products of genre %i is shown it, whatever ratings say", (genre) => {
    const flat = { ...raterOf(lists), products: new Float32Array((PRODUCTS + 1) * 8) };
    const given = [3, 4, 5].map((at) => ({ product: `p${genre * EACH + at}`, rating: 5 }));
    const { recommendations } = answeredBy(flat).newCustomer(given, top(5));
    const genres = ids(recommendations).map(genreOf);
    expect(genres.filter((each) => each === genre).length).toBeGreaterThanOrEqual(4);
  });

  test.each([0, 1, 2, 3, 4])("who is of group %i alone is shown what the group takes", (group) => {
    const explorer = answeredBy(raterOf(lists));
    const view = explorer.newCustomer([], top(5), { userGroup: `g${group}` });
    expect(ids(view.recommendations).map(genreOf)).toEqual([group, group, group, group, group]);
    expect(view).toMatchObject({ isFallback: true, byAttributes: true });
    const [first] = view.recommendations;
    const reasons = (attributes: object) => explorer.reasons({ ratings: [], attributes }, first.product).interest!;
    expect(reasons({ userGroup: `g${group}` }).popularity).toBeGreaterThan(2 * reasons({}).popularity);
  });

  test("attributes that the file or the model does not know change nothing", () => {
    const plain = answeredBy(raterOf(lists)).newCustomer([], top(5));
    const other = answeredBy(raterOf(lists)).newCustomer([], top(5), { userGroup: "nobody’s", userGender: "Female" });
    expect(other).toEqual(plain);
    const byRating = answeredBy(raterOf(undefined)).newCustomer([], top(5), { userGroup: "g2" });
    expect(byRating.byAttributes).toBe(false);
  });

  test("no list is because of what they rated low, unless all is bought and nothing rated", () => {
    const given = [
      { product: "p0", rating: 1 },
      { product: "p1", rating: 5 },
      { product: "p2", rating: 5 },
    ];
    const reasonsIn = (explorer: RecommendExplorer) =>
      new Set(explorer.newCustomer(given, top(9)).recommendations.flatMap(({ because }) => ids(because)));
    expect([...reasonsIn(answeredBy(raterOf(lists)))].sort()).toEqual(["p1", "p2"]);
    const bought = answeredBy({ ...raterOf(lists), model: "item-item" }, { ...columns, feedback: "implicit" });
    expect([...reasonsIn(bought)].sort()).toEqual(["p0", "p1", "p2"]);
  });

  test("what they had is shown again on request alone", () => {
    const explorer = answeredBy(raterOf(lists));
    const had = explorer.customer("u7", top(10)).history.map(({ product }) => product);
    const all = (again: boolean) => explorer.customer("u7", { ...top(PRODUCTS), again });
    expect(ids(all(false).recommendations).some((product) => had.includes(product))).toBe(false);
    expect(all(true).recommendations).toHaveLength(PRODUCTS);
    expect(all(true).excluded.rated).toBe(0);
    const genres = ids(explorer.customer("u7", { ...top(5), again: true }).recommendations).map(genreOf);
    expect(new Set(genres)).toEqual(new Set([7 % GENRES]));
  });

  test("a list is told apart from that of somebody of whom nothing is known", () => {
    const explorer = answeredBy(raterOf(lists));
    expect(explorer.newCustomer([], top(10)).unknownOverlap).toBe(10);
    const view = explorer.customer("u7", top(10));
    // The unknown one's: 3 stars for everything, so the most popular that u7 does not have.
    const popular = new Set(ids(view.popular));
    expect(view.unknownOverlap).toBe(view.recommendations.filter(({ product }) => popular.has(product)).length);
    expect(view.unknownOverlap).toBeLessThan(10);
  });

  test("the interest is what the history's products add, and stars add up to the predicted rating", () => {
    const explorer = answeredBy(raterOf(lists));
    const { recommendations, history } = explorer.customer("u7", top(1));
    const reasons = explorer.reasons({ user: "u7" }, recommendations[0].product);
    const interest = reasons.interest!;
    expect(interest.products).toBe(history.length);
    expect(interest.contributions.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(interest.interest, 6);
    expect(reasons.unit).toBe("stars");
    expect(reasons.terms.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(reasons.predicted!, 5);
  });
});

describe("products like another", () => {
  test.each([0, 1, 2, 3, 4])("by who takes both are of genre %i first", (genre) => {
    const { model, interest } = answeringOf(raterOf(lists));
    const options = { similar: EACH - 1, step: 1 };
    const { together } = new ProductExplorer(columns).view(model, `p${genre * EACH}`, options, interest!.itemItem);
    expect(together!.map(({ id }) => genreOf(id))).toEqual(Array(EACH - 1).fill(genre));
    const shares = together!.map(({ share }) => share);
    expect(shares).toEqual(shares.toSorted((a, b) => b - a));
    expect(shares[0]).toBe(1);
  });

  test("by a blend’s factors are of their genre first, and others unlike it, whatever all products share", () => {
    const blend = blendOf(undefined);
    for (const { model } of blend.members!) {
      for (let row = 1; row <= PRODUCTS; row++)
        for (let k = 0; k < GENRES; k++) model.products[row * model.width + k] += 4;
    }
    const model = createModel(blend);
    const view = new ProductExplorer(columns).view(model, "p0", { similar: PRODUCTS, step: 1 });
    const cosineOf = (isOwn: boolean) =>
      view.similar.filter(({ id }) => (genreOf(id) === 0) === isOwn).map(({ cosine }) => cosine);
    expect(Math.min(...cosineOf(true))).toBeCloseTo(1, 5);
    // Five centred directions of equal length: each has a cosine of −1/4 with the others; uncentred it is above 0.98.
    for (const cosine of cosineOf(false)) expect(cosine).toBeCloseTo(-1 / 4, 5);
    expect(view.together).toBeNull();
  });

  test("by a blend’s factors are of their genre first, however much one column outweighs the others", () => {
    const blend = blendOf(undefined);
    for (const { model } of blend.members!) {
      for (let row = 1; row <= PRODUCTS; row++) model.products[row * model.width] += row % 2 === 0 ? 10 : -10;
    }
    const view = new ProductExplorer(columns).view(createModel(blend), "p30", { similar: EACH - 1, step: 1 });
    expect(view.similar.map(({ id }) => genreOf(id))).toEqual(Array(EACH - 1).fill(2));
  });

  test("have a blend’s bias in rating units: what a stranger is predicted to rate them, above the mean", () => {
    const blend = blendOf(undefined);
    const [straight, curved] = blend.members!.map(({ model }) => model);
    for (let row = 1; row <= PRODUCTS; row++) {
      straight.products[row * 8 + GENRES] = row / 50 - 0.6;
      curved.products[row * 8 + GENRES] = 1 - row / 30;
    }
    const model = createModel(blend);
    // Of a stranger neither member knows anything: their rows are 0.
    const ratingOf = (at: number) => {
      const sigmoid = 1 / (1 + Math.exp(-(1 - (at + 1) / 30)));
      return 0.5 * (3 + (at + 1) / 50 - 0.6) + 0.5 * (0.5 + 5 * sigmoid);
    };
    const ratings = Array.from({ length: PRODUCTS }, (_, at) => ratingOf(at));
    const mean = ratings.reduce((sum, rating) => sum + rating, 0) / PRODUCTS;
    for (const at of [0, 17, 59]) expect(model.productBias(at)).toBeCloseTo(ratings[at] - mean, 5);
    expect(new ProductExplorer(columns).biases(model, 1, 3, null)!.unit).toBe("stars");
  });
});

describe("in bulk, lists are those of each customer", () => {
  const models: [string, () => ModelSnapshot][] = [
    ["by interest and rating", () => raterOf(lists)],
    ["by item-item weights alone", () => ({ ...raterOf(lists), model: "item-item" })],
    ["of a blend without a ranking model", () => blendOf(undefined)],
    ["of a blend with one", () => blendOf(lists)],
  ];
  const options: [string, Partial<ListOptions>][] = [
    ["", {}],
    [", with what they had", { again: true }],
    [", all that are left", { count: PRODUCTS }],
    [", drawn towards the rating", { towardsRating: 0.5 }],
  ];
  const cases = models.flatMap(([name, snapshot]) =>
    options.map(([what, change]) => [name + what, snapshot, { ...top(5), ...change }] as const),
  );
  test.each(cases)("%s", async (_, snapshot, list) => {
    const explorer = answeredBy(snapshot());
    const { making, users } = explorer.bulk({ segment: null, list });
    const { csv } = await writeLists(making, users.slice(0, 20), noBreath, () => {});
    const written = (await csv.text()).split("\r\n").slice(1, -1);
    const expected = Array.from({ length: 20 }, (_, user) =>
      explorer
        .customer(`u${user}`, list)
        .recommendations.map(
          ({ product, predicted }, place) => `"u${user}",${place + 1},"${product}","",${predicted?.toFixed(4) ?? ""}`,
        ),
    ).flat();
    expect(written).toEqual(expected);
  });
});
