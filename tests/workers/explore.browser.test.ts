import { beforeEach, describe, expect, it } from "vitest";
import { FIRST_VIEWS } from "../../src/engine/explore/types";
import { dataClient, WorkerFailure } from "../../src/workers/clients";
import type { RatingsSource } from "../../src/workers/protocol";

/** Ratings of two brands in two years, one of unknown time, one of no brand. */
const CSV = `user,item,rating,timestamp,brand
ann,lamp,1,2012-01-31,K
ben,lamp,5,2012-12-31,K
ann,desk,4,2013-01-01,L
cid,desk,2,,L
ben,vase,3,2013-06-30,
`;
const source: RatingsSource = { kind: "files", files: [new File([CSV], "ratings.csv")] };

function open(opened: RatingsSource = source) {
  return dataClient.call("read", { source: opened, options: {}, remembered: {} });
}

describe("exploring in the data worker", () => {
  beforeEach(async () => {
    dataClient.restart();
    await open();
  });

  it("looks through the whole file, in the views that are asked for", async () => {
    const survey = await dataClient.call("survey", { views: { ...FIRST_VIEWS, unit: "year" } });
    expect(survey.labels).toEqual({ brand: ["", "K", "L"], year: ["", "2012", "2013"] });
    expect(survey.periods).toMatchObject({ unit: "year", labels: ["2012", "2013"] });
    expect(survey.untimed).toBe(1);
    expect(survey.all).toMatchObject({ ratings: 5, users: 3, products: 3 });
    expect(survey.all.segments.brand!.n).toEqual(Uint32Array.of(1, 2, 2));
    expect(survey.all.segments.brand!.mean).toEqual(Float64Array.of(3, 3, 3));
    expect(survey.boxes?.pair).toEqual(["brand", "year"]);
  });

  it("finds what passes a filter, and its users and products", async () => {
    const filter = { brand: ["K", ""], time: [15_340, 15_705] as const };
    const found = await dataClient.call("explore", { filter });
    expect(found).toMatchObject({ ratings: 2, users: 2, products: 1 });
    // Brands are shown whatever brands are kept; 31 December 2012 is the last day in the range.
    expect(found.segments.brand!.n).toEqual(Uint32Array.of(0, 2, 0));
    expect(found.distribution).toEqual(Uint32Array.of(1, 0, 0, 0, 1));
    const { users, products } = await dataClient.call("members", { filter: { brand: ["L"] } });
    expect(users).toEqual(Uint8Array.of(1, 0, 1));
    expect(products).toEqual(Uint8Array.of(0, 1, 0));
  });

  it("hands over the columns of what passes for training, those of all for recommending", async () => {
    const { forTraining, forRecommending } = await dataClient.call("columns", { only: { brand: ["L", ""] } });
    expect(forTraining).toMatchObject({
      size: 3,
      users: 3,
      products: 3,
      user: Int32Array.of(0, 2, 1),
      product: Int32Array.of(1, 1, 2),
      rating: Float32Array.of(4, 2, 3),
    });
    expect(forTraining.time).toEqual(Float64Array.of(1_356_998_400, Number.NaN, 1_372_550_400));
    expect(forRecommending.rating).toEqual(Float32Array.of(1, 5, 4, 2, 3));
    const whole = await dataClient.call("columns", { only: {} });
    expect(whole.forTraining.size).toBe(5);
    // The worker keeps its own: what was handed over were copies.
    expect(await dataClient.call("explore", { filter: {} })).toMatchObject({ ratings: 5 });
  });

  it("filters by the errors of a Run on some ratings, until there are others", async () => {
    const predictions = {
      only: { brand: ["L"] },
      places: Int32Array.of(1),
      predicted: Float32Array.of(4),
    };
    expect(await dataClient.call("predictions", { predictions })).toBeNull();
    const { errors } = (await dataClient.call("survey", { views: FIRST_VIEWS })).all;
    expect(errors).toMatchObject({ n: 1, rmse: 2 });
    const { users } = await dataClient.call("members", { filter: { error: [1, 2] } });
    expect(users).toEqual(Uint8Array.of(0, 0, 1));
    await dataClient.call("predictions", { predictions: null });
    expect(await dataClient.call("explore", { filter: {} })).toMatchObject({ ratings: 5, errors: null });
  });

  it("knows nothing of the file before once another is open, and keeps it where none could be opened", async () => {
    const failure = await open({ kind: "text", name: "none", text: "%PDF-1.7" }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(WorkerFailure);
    expect(await dataClient.call("explore", { filter: {} })).toMatchObject({ ratings: 5 });
    await open({ kind: "text", name: "other", text: "user,item,rating\nann,lamp,5\nben,desk,1\nben,lamp,1\n" });
    const survey = await dataClient.call("survey", { views: FIRST_VIEWS });
    expect(survey).toMatchObject({ labels: {}, periods: null, all: { ratings: 3, errors: null } });
  });

  it("says that no ratings are open in a worker that was started anew", async () => {
    dataClient.restart();
    for (const asking of [
      () => dataClient.call("survey", { views: FIRST_VIEWS }),
      () => dataClient.call("explore", { filter: {} }),
      () => dataClient.call("members", { filter: {} }),
      () => dataClient.call("columns", { only: {} }),
    ])
      await expect(asking()).rejects.toThrow("No ratings are open.");
  });
});
