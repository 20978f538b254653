import { expect, test } from "vitest";
import type { Random } from "../../src/domain/random";
import { bytesOfText } from "../../src/engine/read/bytes/source";
import { forTraining } from "../../src/engine/read/copies";
import { readRatings } from "../../src/engine/read/reading/read";
import { Weighted } from "../../src/engine/read/sample/weighted";
import type { Dataset } from "../../src/engine/read/types";
import { splitBy } from "../setup/splitBy";
import { evidenceOf } from "./evidence";
import { GibbsChain } from "./gibbs";
import { importanceSampling, WEAKLY, WEIGHTS } from "./importanceSampling";
import { deviation, mean, oracleFigures, rmseOf } from "./oracle";
import { regimeOf } from "./regimes";

const SMALL = { products: 150, activity: [{ users: 200, ratings: 2_500, low: 5, high: 40 }] };

/** mean + product bias + user bias, each shrunk by five ratings. */
function dampedBias({ user, product, rating }: Dataset, train: Int32Array, test: Int32Array): Float64Array {
  const overall = mean(Array.from(train, (row) => rating[row]));
  const shrunk = (codes: Int32Array, left: (row: number) => number) => {
    const of = new Map<number, number[]>();
    for (const row of train) of.set(codes[row], [...(of.get(codes[row]) ?? []), left(row)]);
    return (code: number) => {
      const values = of.get(code) ?? [];
      return values.reduce((sum, value) => sum + value, 0) / (values.length + 5);
    };
  };
  const ofProduct = shrunk(product, (row) => rating[row] - overall);
  const ofUser = shrunk(user, (row) => rating[row] - overall - ofProduct(product[row]));
  return Float64Array.from(test, (row) => overall + ofProduct(product[row]) + ofUser(user[row]));
}

test("the oracle is below the damped bias and above the full truth, and its errors are as large as it expects", async () => {
  const zs: number[] = [];
  for (const seed of [1, 2, 3]) {
    const regime = await regimeOf("dense", SMALL, seed);
    const split = splitBy(forTraining(regime.dataset), "random", seed);
    const figures = oracleFigures(regime, split, { burnIn: 40, kept: 80 });
    const actual = Float32Array.from(split.test, (row) => regime.dataset.rating[row]);
    expect(figures.rmse).toBeLessThan(rmseOf(dampedBias(regime.dataset, split.train, split.test), actual));
    expect(figures.rmse).toBeGreaterThan(figures.truth);
    expect(figures.excess).toBeLessThan(0.01 * figures.rmse);
    zs.push(figures.z);
  }
  // Three z-scores of a calibrated posterior: their mean has a standard deviation of 1 / √3.
  expect(Math.abs(mean(zs))).toBeLessThan(2.5 / Math.sqrt(3));
});

const HEADER = "item_id,user_id,rating,timestamp,model_attr,category,brand,year,user_attr,split\n";
/** Four ratings to learn from; then a product that nobody rated, a known pair apart, and a new user. */
const TINY = [
  "p1,u1,2.0,2015-03-01,Female,Headphones,Norvik,2015,Female,0",
  "p2,u1,5.0,2016-08-11,Female&Male,Headphones,,2016,Female,0",
  "p1,u2,1.0,2001-05-20,Female,Headphones,Norvik,2001,Male,0",
  "p2,u3,4.0,2010-12-31,Female&Male,Headphones,,2010,,0",
  "p3,u1,4.0,2017-01-05,Male,Headphones,Norvik,2017,Female,2",
  "p2,u2,3.0,2012-06-06,Female&Male,Headphones,,2012,Male,2",
  "p1,u4,5.0,2014-02-28,Female,Headphones,Norvik,2014,,2",
];

test("the sampler's probabilities are those of weighted draws from the prior", async () => {
  const { dataset } = await readRatings(bytesOfText("tiny.csv", HEADER + TINY.join("\n")));
  const met = new Weighted(WEIGHTS);
  const meet = (_: number, random: Random) => met.draw(random);
  const evidence = evidenceOf(dataset, Int32Array.of(0, 1, 2, 3), Int32Array.of(4, 5, 6), meet, WEAKLY);
  const chain = new GibbsChain(evidence, 1);
  for (let sweep = 0; sweep < 20_000; sweep++) chain.sweep(sweep >= 1_000);
  const { expected, effectiveDraws } = importanceSampling(200_000);
  expect(effectiveDraws).toBeGreaterThan(5_000);
  const gaps = [...chain.probabilities()].map((probability, i) => probability - expected[i]);
  expect(Math.max(...gaps.map(Math.abs))).toBeLessThan(0.02);
  expect(deviation(gaps)).toBeLessThan(0.01);
});
