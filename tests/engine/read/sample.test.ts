import { describe, expect, it } from "vitest";
import { Random } from "../../../src/domain/random";
import type { SamplePreset } from "../../../src/domain/samples";
import { bytesOfBlob } from "../../../src/engine/read/bytes/source";
import { readRatings } from "../../../src/engine/read/reading/read";
import { fillBaskets, Meetings } from "../../../src/engine/read/sample/baskets";
import { makeCatalogue } from "../../../src/engine/read/sample/catalogue";
import { sampleFile } from "../../../src/engine/read/sample/file";
import { activityOf, makePeople } from "../../../src/engine/read/sample/people";
import { makeSample, type Sample } from "../../../src/engine/read/sample/sample";
import { CHOOSING, CUTS, EFFECTS, SAMPLE_SPECS } from "../../../src/engine/read/sample/spec";
import { ratingMoments } from "../../../src/engine/read/sample/truth";
import { summarize } from "../../../src/engine/read/summary";
import type { Dataset } from "../../../src/engine/read/types";
import { normalUpperTail } from "../../../src/engine/statistics/normal";

const demo = makeSample("demo");

async function dataset(preset: SamplePreset): Promise<Dataset> {
  const reading = await readRatings(bytesOfBlob(preset, await sampleFile(preset, () => {})));
  expect(reading.report).toMatchObject({ rejected: 0, merged: 0, blankLines: 0 });
  return reading.dataset;
}

function csv(sample: Sample): string {
  return [...sample.csv()].map(({ text }) => text).join("");
}

describe("the sample file", () => {
  it("has the reference file's columns, and the same text for the same seed only", () => {
    const text = csv(demo);
    expect(text.slice(0, text.indexOf("\n"))).toBe(
      "item_id,user_id,rating,timestamp,model_attr,category,brand,year,user_attr,split",
    );
    expect(csv(makeSample("demo"))).toBe(text);
    expect(csv(makeSample("demo", 7))).not.toBe(text);
  });

  it("reads as demo: about 40,000 ratings by 6,000 users who rated 2 to 60 of 600 products", async () => {
    const data = await dataset("demo");
    const summary = summarize(data);
    expect(summary).toMatchObject({ ratings: 40_000, users: 6_000, products: 600, ratingLow: 1, ratingHigh: 5 });
    const activity = new Int32Array(6_000);
    for (const user of data.user) activity[user] += 1;
    expect(Math.min(...activity)).toBe(2);
    expect(Math.max(...activity)).toBe(60);
    expect([...data.rating]).toEqual([...demo.values]);
  });

  it("reads as sparse: 50,000 ratings, nine in ten users with one", async () => {
    const summary = summarize(await dataset("sparse"));
    expect(summary.ratings).toBe(50_000);
    expect(summary.perUser.once).toBeCloseTo(0.9, 3);
  });

  it("has the shares of unknown brands and genders, and the split, of the reference file", async () => {
    const data = await dataset("demo");
    const { segments } = summarize(data);
    expect(segments.category!.values).toBe(10);
    expect(segments.productGender!.known).toBe(1);
    expect(segments.brand!.known).toBeGreaterThan(0.15);
    expect(segments.brand!.known).toBeLessThan(0.36);
    expect(segments.userGender!.known).toBeGreaterThan(0.09);
    expect(segments.userGender!.known).toBeLessThan(0.15);
    const parts = [0, 0, 0];
    for (const part of data.split!) parts[part] += 1;
    // 80, 10 and 10 %, within five standard errors of 40,000 draws.
    expect(parts[0] / 40_000).toBeCloseTo(0.8, 1);
    expect(Math.abs(parts[1] / 40_000 - 0.1)).toBeLessThan(0.0075);
    expect(Math.abs(parts[2] / 40_000 - 0.1)).toBeLessThan(0.0075);
  });

  it("runs from 1999 to September 2018, growing, in order of time", async () => {
    const { time } = await dataset("demo");
    expect([...time!]).toEqual([...time!].sort((a, b) => a - b));
    const year = (seconds: number) => new Date(seconds * 1000).getUTCFullYear();
    expect(year(time![0])).toBe(1999);
    expect(time!.at(-1)).toBeLessThanOrEqual(Date.UTC(2018, 8, 30) / 1000);
    expect(year(time![20_000])).toBeGreaterThan(2012);
  });

  it("has long-tailed products and J-shaped ratings", async () => {
    const data = await dataset("demo");
    const sales = new Int32Array(600);
    for (const product of data.product) sales[product] += 1;
    const sorted = [...sales].sort((a, b) => b - a);
    const topTenth = sorted.slice(0, 60).reduce((a, b) => a + b) / 40_000;
    expect(topTenth).toBeGreaterThan(0.35);
    const counts = [1, 2, 3, 4, 5].map((rating) => data.rating.filter((value) => value === rating).length);
    expect(counts[4]).toBeGreaterThan(counts[3] * 1.5);
    expect(counts[3]).toBeGreaterThan(counts[2]);
    expect(counts[0]).toBeGreaterThan(counts[1]);
  });

  it("plans the full size with the reference file's counts", () => {
    const { activity, products } = SAMPLE_SPECS.full;
    const total = (of: "users" | "ratings") => activity.reduce((sum, group) => sum + group[of], 0);
    expect([total("ratings"), total("users"), products]).toEqual([1_292_954, 1_157_633, 9_560]);
    expect(activity[0].users / total("users")).toBeCloseTo(0.91, 2);
    expect(activity[2]).toEqual({ users: 20_335, ratings: 73_181, low: 3, high: 41 });
  });

  it("gives a group of users exactly its ratings, each within its limits", () => {
    const activity = activityOf({ users: 100, ratings: 900, low: 3, high: 12 }, new Random(5));
    expect(activity.reduce((a, b) => a + b)).toBe(900);
    expect(Math.min(...activity)).toBeGreaterThanOrEqual(3);
    expect(Math.max(...activity)).toBeLessThanOrEqual(12);
    expect(() => activityOf({ users: 10, ratings: 9, low: 1, high: 2 }, new Random(5))).toThrow(RangeError);
  });
});

describe("choosing", () => {
  const USERS = 4_000;

  /** All alike, for one product each of two that are met equally often, at these tastes of theirs; share of the first. */
  function shareOfFirst(tastes: [number, number]): number {
    const category = new Uint8Array(2);
    const popularity = Float64Array.of(1, 1);
    const catalogue = { ...makeCatalogue(2, 1), category, popularity, gender: Uint8Array.of(1, 1) };
    // The second latent taste is 0 in all products; √2 undoes the scale of the first.
    catalogue.tastes = Float64Array.of(tastes[0] * Math.SQRT2, 0, tastes[1] * Math.SQRT2, 0);
    const people = makePeople([{ users: USERS, ratings: USERS, low: 1, high: 1 }], 1);
    people.tastes.fill(1);
    const { products } = fillBaskets(people, catalogue, new Meetings(people, catalogue), 1);
    return products.filter((product) => product === 0).length / USERS;
  }

  it("takes of two products that are met alike each as often as it appeals", () => {
    const { taste, threshold } = CHOOSING;
    for (const tastes of [
      [0.5, 0.5],
      [1, -0.5],
      [-1, 0.5],
    ] as [number, number][]) {
      const [first, second] = tastes.map((own) => normalUpperTail(threshold - taste * own));
      const expected = first! / (first! + second!);
      // Four standard errors of a share.
      const error = 4 * Math.sqrt((expected * (1 - expected)) / USERS);
      expect(Math.abs(shareOfFirst(tastes) - expected)).toBeLessThan(error);
    }
  });

  it("takes no product twice", () => {
    const people = makePeople([{ users: 50, ratings: 1_000, low: 20, high: 20 }], 3);
    const catalogue = makeCatalogue(60, 3);
    const { first, products } = fillBaskets(people, catalogue, new Meetings(people, catalogue), 3);
    for (let user = 0; user < 50; user++) {
      expect(new Set(products.subarray(first[user], first[user + 1])).size).toBe(20);
    }
  });
});

describe("the planted truth", () => {
  /** The rating's moments by the midpoint rule over the noise's density: no formula in common with `ratingMoments`. */
  function momentsByQuadrature(opinion: number) {
    const { noise } = EFFECTS;
    const step = noise / 400;
    let [mean, square] = [0, 0];
    for (let x = -8 * noise + step / 2; x < 8 * noise; x += step) {
      const mass = (Math.exp(-0.5 * (x / noise) ** 2) / (noise * Math.sqrt(2 * Math.PI))) * step;
      const rating = 1 + CUTS.filter((cut) => opinion + x > cut).length;
      mean += mass * rating;
      square += mass * rating * rating;
    }
    return { mean, variance: square - mean * mean };
  }

  it("knows the moments of a rating", () => {
    for (const opinion of [0, 2, 2.9, 3.5, 4, 4.55, 5, 7]) {
      const { mean, variance } = ratingMoments(opinion);
      const expected = momentsByQuadrature(opinion);
      expect(mean).toBeCloseTo(expected.mean, 2);
      expect(variance).toBeCloseTo(expected.variance, 2);
    }
  });

  it("states the RMSE that its expectation reaches on the ratings in the file", () => {
    let [squares, spread] = [0, 0];
    const errors = Float64Array.from(demo.opinions, (opinion, row) => {
      const error = (demo.values[row] - momentsCached(opinion)) ** 2;
      squares += error;
      return error;
    });
    const mean = squares / errors.length;
    for (const error of errors) spread += (error - mean) ** 2;
    const standardError = Math.sqrt(spread) / errors.length;
    expect(Math.abs(mean - demo.bestRmse ** 2)).toBeLessThan(4 * standardError);
  });

  /** By quadrature, at opinions rounded to hundredths: far below the sampling error. */
  const cache = new Map<number, number>();
  function momentsCached(opinion: number): number {
    const rounded = Math.round(opinion * 100) / 100;
    const mean = cache.get(rounded) ?? momentsByQuadrature(rounded).mean;
    cache.set(rounded, mean);
    return mean;
  }

  it("leaves room below the product mean and the damped user and product bias", async () => {
    const data = await dataset("demo");
    const [train, test] = [0, 2].map((part) => [...data.rating.keys()].filter((row) => data.split![row] === part));
    const mu = train!.reduce((sum, row) => sum + data.rating[row], 0) / train!.length;
    const biases = (codes: Int32Array, count: number, damping: number, rest: (row: number) => number) => {
      const [sums, counts] = [new Float64Array(count), new Float64Array(count)];
      for (const row of train!) {
        sums[codes[row]] += data.rating[row] - rest(row);
        counts[codes[row]] += 1;
      }
      return sums.map((sum, code) => (counts[code] || damping ? sum / (counts[code] + damping) : 0));
    };
    const rmse = (predict: (row: number) => number) =>
      Math.sqrt(test!.reduce((sum, row) => sum + (data.rating[row] - predict(row)) ** 2, 0) / test!.length);
    const plain = biases(data.product, 600, 0, () => mu);
    const product = biases(data.product, 600, 5, () => mu);
    const user = biases(data.user, 6_000, 5, (row) => mu + product[data.product[row]]);
    const productMean = rmse((row) => mu + plain[data.product[row]]);
    const dampedBias = rmse((row) => mu + product[data.product[row]] + user[data.user[row]]);
    expect(dampedBias).toBeLessThan(productMean - 0.03);
    expect(demo.bestRmse).toBeLessThan(dampedBias - 0.1);
  });
});
