import { describe, expect, it } from "vitest";
import { forRecommending, forTraining } from "../../../src/engine/dataset/copies";
import { summarize } from "../../../src/engine/dataset/summary";
import { textOf } from "../../../src/engine/dataset/vocabulary";
import { buffersOf } from "../../../src/workers/buffers";
import { read } from "./reading";

const TEXT =
  "user,item,rating,date,brand,gender,split\n" +
  "a,x,1,2011-01-02,,Female,0\na,y,2.5,,K,Female,1\nb,x,4,2011-01-01,L,,2\nc,x,5,2012-01-01,,,0\n";

describe("summarize", () => {
  it("gives the figures of a Dataset", async () => {
    const { dataset } = await read(TEXT);
    expect(summarize(dataset)).toEqual({
      name: "ratings.csv",
      bytes: TEXT.length,
      ratings: 4,
      users: 3,
      products: 2,
      ratingLow: 1,
      ratingHigh: 5,
      ratingMean: 3.125,
      singleRatingUsers: 2 / 3,
      timeSpan: [1_293_840_000, 1_325_376_000],
      segments: { brand: { values: 2, known: 0.5 }, userGender: { values: 1, known: 0.5 } },
      hasSplit: true,
    });
  });

  it("has no time span without times", async () => {
    const { dataset } = await read("user,item,rating,date\na,x,1,\nb,y,2,NA\n");
    expect(summarize(dataset).timeSpan).toBeNull();
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
    expect([...dataset.user]).toEqual([0, 0, 1, 2]);
    expect(textOf(dataset.users, 2)).toBe("c");
    expect([...dataset.segments.brand!.codes]).toEqual([0, 1, 2, 0]);
  });

  it("hold what training reads", async () => {
    const { dataset } = await read(TEXT);
    const { sides, ...columns } = forTraining(dataset);
    expect(sides.map(({ role }) => role)).toEqual(["brand", "userGender", "year"]);
    expect(columns).toEqual({
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
