import { Random } from "../../src/domain/random";
import { CUTS } from "../../src/engine/read/sample/spec";
import { normalTail } from "./normal";

/** Where a date lies: what the mood of the day adds, and the drift's weight, from -0.2 on 1999-01-01 to 0.2 at the end. */
function day(date: string): { mood: number; drift: number } {
  const days = (Date.parse(date) - Date.parse("1999-01-01")) / 86_400_000;
  const span = (Date.parse("2018-09-30") - Date.parse("1999-01-01")) / 86_400_000;
  return { mood: 0.12 * Math.sin((2 * Math.PI * days) / 365.25 / 9), drift: 0.2 * ((2 * days) / span - 1) };
}

/** The tiny file's ratings: user, product, date, what the genders add, and the rating where it is learnt from. */
const LEARNT: [user: number, product: number, date: string, genders: number, rating: number][] = [
  [0, 0, "2015-03-01", 0.12, 2],
  [0, 1, "2016-08-11", 0.06, 5],
  [1, 0, "2001-05-20", 0, 1],
  [2, 1, "2010-12-31", 0, 4],
];
const ASKED: [user: number, product: number, date: string, genders: number][] = [
  [0, 2, "2017-01-05", 0.06],
  [1, 1, "2012-06-06", 0],
  [3, 0, "2014-02-28", 0],
];

/** How often each product is met, and what each user took, in order. */
export const WEIGHTS = [3, 2, 2];
const TAKEN = [[0, 1, 2], [0, 1], [1], [0]];
/** Weaker than the generator has it, under which hardly any world makes all choices likely. */
export const WEAKLY = { taste: 0.6, threshold: 0.3 };

/**
 * What four ratings and all choices tell of three others, by brute force: the generator's world is drawn from its prior again and
 * again, and counts as often as it makes the four ratings and all choices likely. One category; products 0 and 2 share a brand, the
 * brand of product 1 is not known. Probabilities of lying above each cut, by rating asked for.
 */
export function importanceSampling(draws: number): { expected: number[]; effectiveDraws: number } {
  const random = new Random(77, "importance sampling");
  const sums = new Float64Array(ASKED.length * CUTS.length);
  let total = 0;
  let squares = 0;
  const learntDays = LEARNT.map(([, , date]) => day(date));
  const askedDays = ASKED.map(([, , date]) => day(date));
  for (let n = 0; n < draws; n++) {
    const { opinion, taste } = drawWorld(random);
    const weight = LEARNT.reduce((product, [user, item, , genders, rating], i) => {
      const centre = opinion(user, item, learntDays[i]) + genders;
      const above = (k: number) => (k === 0 ? 1 : k > CUTS.length ? 0 : normalTail(CUTS[k - 1] - centre));
      return product * (above(rating - 1) - above(rating));
    }, chosen(taste));
    total += weight;
    squares += weight * weight;
    ASKED.forEach(([user, item, , genders], i) => {
      const centre = opinion(user, item, askedDays[i]) + genders;
      CUTS.forEach((cut, k) => {
        sums[i * CUTS.length + k] += weight * normalTail(cut - centre);
      });
    });
  }
  return { expected: Array.from(sums, (sum) => sum / total), effectiveDraws: total ** 2 / squares };
}

/** Probability of all that was taken, one after the other: of what is left, in proportion to meeting × taking. */
function chosen(taste: (user: number, product: number) => number): number {
  let probability = 1;
  TAKEN.forEach((own, user) => {
    const rate = (item: number) => WEIGHTS[item] * normalTail(WEAKLY.threshold - WEAKLY.taste * taste(user, item));
    own.forEach((item, nth) => {
      const taken = own.slice(0, nth);
      probability *= rate(item) / WEIGHTS.reduce((sum, _, other) => sum + (taken.includes(other) ? 0 : rate(other)), 0);
    });
  });
  return probability;
}

/** One world: the opinion of a user of a product on a day, beside what the genders add, and the taste in it. */
function drawWorld(random: Random): {
  opinion: (user: number, product: number, on: { mood: number; drift: number }) => number;
  taste: (user: number, product: number) => number;
} {
  const normals = (count: number, sigma: number) => Array.from({ length: count }, () => sigma * random.normal());
  const [category, drift] = [0.12 * random.normal(), random.normal()];
  const categoryTaste = normals(2, 0.6);
  const [known, unknown] = normals(2, 0.2);
  const effects = normals(3, 0.35).map((own, product) => own + category + (product === 1 ? unknown : known));
  const tastes = WEIGHTS.map(() => normals(2, 0.8).map((own, i) => own + categoryTaste[i]));
  const userEffects = normals(4, 0.4);
  const userTastes = TAKEN.map(() => normals(2, 1));
  const taste = (user: number, product: number) =>
    (userTastes[user][0] * tastes[product][0] + userTastes[user][1] * tastes[product][1]) / Math.SQRT2;
  const opinion = (user: number, product: number, on: { mood: number; drift: number }) =>
    4 + on.mood + on.drift * drift + userEffects[user] + effects[product] + 0.7 * taste(user, product);
  return { opinion, taste };
}
