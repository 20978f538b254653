import { describe, expect, it } from "vitest";
import { forRecommending, forTraining } from "../../../src/engine/read/copies";
import { summarize } from "../../../src/engine/read/summary";
import { textOf } from "../../../src/engine/read/vocabulary";
import { buffersOf } from "../../../src/workers/buffers";
import { read } from "./reading";

const TEXT =
  "user,item,rating,date,brand,gender,split,title\n" +
  "a,x,1,2011-01-02,,Female,0,Lamp\na,y,2.5,,K,Female,1,\nb,x,4,2011-01-01,L,,2,Lamp 2\nc,x,5,2012-01-01,,,0,\n";

describe("summarize", () => {
  it("gives the figures of a Dataset", async () => {
    const { dataset } = await read(TEXT);
    expect(summarize(dataset)).toEqual({
      name: "ratings.csv",
      feedback: "explicit",
      bytes: TEXT.length,
      ratings: 4,
      users: 3,
      products: 2,
      ratingLow: 1,
      ratingHigh: 5,
      ratingMean: 3.125,
      // Between 4 and 5; the others are 1.5 apart.
      ratingStep: 1,
      // Of ratings that are equally frequent the lowest.
      commonest: { rating: 1, count: 1 },
      // a has two ratings, b and c have one; x has three, y has one.
      perUser: { mean: 4 / 3, median: 1, ninthDecile: 2, most: 2, once: 2 / 3, fiveOrMore: 0 },
      perProduct: { mean: 2, median: 2, ninthDecile: 3, most: 3, once: 0.5, fiveOrMore: 0 },
      titled: 0.5,
      timed: 0.75,
      timeSpan: [1_293_840_000, 1_325_376_000],
      segments: {
        brand: { name: "brand", values: 2, known: 0.5 },
        userGender: { name: "gender", values: 1, known: 0.5 },
      },
      splitParts: [2, 1, 1],
    });
  });

  it("knows how often users come up: median, ninth decile, one rating, five or more", async () => {
    // Eleven users with 1, 1, 1, 2, 3, 4, 5, 5, 6, 7 and 20 ratings: the sixth is the median, the tenth the ninth decile.
    const counts = [5, 1, 20, 1, 2, 7, 3, 1, 6, 4, 5];
    const rows = counts.flatMap((count, user) => Array.from({ length: count }, (_, i) => `u${user},p${i},${i % 5}`));
    const { dataset } = await read(`user,item,rating\n${rows.join("\n")}\n`);
    expect(summarize(dataset).perUser).toEqual({
      mean: 5,
      median: 4,
      ninthDecile: 7,
      most: 20,
      once: 3 / 11,
      fiveOrMore: 5 / 11,
    });
  });

  it("takes the mean of the two in the middle for the median of an even number", async () => {
    const { dataset } = await read("user,item,rating\na,x,1\nb,x,2\nb,y,3\n");
    expect(summarize(dataset).perUser.median).toBe(1.5);
  });

  it.each([
    ["1, 2, 3, 5", 1],
    ["0.5, 4.5, 4, 1", 0.5],
    ["10, 20, 50", 10],
    ["0, 1", 1],
  ])("finds the step of the scale with the ratings %s", async (ratings, step) => {
    const rows = ratings.split(", ").map((rating, i) => `u${i},p${i},${rating}\n`);
    const { dataset } = await read(`user,item,rating\n${rows.join("")}`);
    expect(summarize(dataset).ratingStep).toBe(step);
  });

  it("names the most frequent rating, and none of very many different ones", async () => {
    const of = async (ratings: readonly number[]) => {
      const rows = ratings.map((rating, i) => `u${i},p${i},${rating}\n`);
      return summarize((await read(`user,item,rating\n${rows.join("")}`)).dataset).commonest;
    };
    expect(await of([1, 5, 5, 4, 4, 5])).toEqual({ rating: 5, count: 3 });
    expect(await of(Array.from({ length: 300 }, (_, i) => i / 7))).toBeNull();
  });

  it("has no times, titles and span without such columns, and no span without a known time", async () => {
    const plain = await read("user,item,rating\na,x,1\nb,y,2\n");
    expect(summarize(plain.dataset)).toMatchObject({ timed: null, titled: null, timeSpan: null, splitParts: null });
    const unknown = await read("user,item,rating,date\na,x,1,\nb,y,2,\n");
    expect(summarize(unknown.dataset)).toMatchObject({ timed: 0, timeSpan: null });
  });

  it("counts choices for a file without ratings", async () => {
    const { dataset } = await read("user,item,plays\na,x,3\nb,x,1\na,x,2\nb,y,1\n");
    expect(summarize(dataset)).toMatchObject({
      feedback: "implicit",
      ratings: 3,
      ratingLow: 1,
      ratingHigh: 5,
      perUser: { mean: 1.5, most: 2 },
    });
  });
});

describe("columns for the other workers", () => {
  it("are copies that can be transferred while the Dataset stays", async () => {
    const { dataset } = await read(TEXT);
    const columns = { training: forTraining(dataset), recommending: forRecommending(dataset) };
    const buffers = buffersOf(columns);
    expect(new Set(buffers).size).toBe(buffers.length);
    structuredClone(columns, { transfer: buffers });
    expect(columns.training.user.length).toBe(0);
    expect(columns.recommending.users.bytes.length).toBe(0);
    expect(columns.recommending.titles!.bytes.length).toBe(0);
    expect([...dataset.user]).toEqual([0, 0, 1, 2]);
    expect(textOf(dataset.users, 2)).toBe("c");
    expect(textOf(dataset.titles!, 0)).toBe("Lamp");
    expect([...dataset.segments.brand!.codes]).toEqual([0, 1, 2, 0]);
  });

  it("hold what training reads", async () => {
    const { dataset } = await read(TEXT);
    const { sides, ...columns } = forTraining(dataset);
    expect(sides.map(({ role }) => role)).toEqual(["brand", "userGender", "year"]);
    expect(columns).toEqual({
      feedback: "explicit",
      size: 4,
      users: 3,
      products: 2,
      user: Int32Array.of(0, 0, 1, 2),
      product: Int32Array.of(0, 1, 0, 0),
      rating: Float32Array.of(1, 2.5, 4, 5),
      time: Float64Array.of(1_293_926_400, Number.NaN, 1_293_840_000, 1_325_376_000),
      split: Uint8Array.of(0, 1, 2, 0),
    });
  });

  it("give each product its known segment values, and not the user's gender", async () => {
    const { dataset } = await read(TEXT);
    const { productSegments } = forRecommending(dataset);
    expect(Object.keys(productSegments)).toEqual(["brand"]);
    const { codes, vocabulary } = productSegments.brand!;
    expect(Array.from(codes, (code) => textOf(vocabulary, code))).toEqual(["L", "K"]);
  });
});
