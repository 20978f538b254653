import { Random } from "../../src/domain/random";
import { CUTS, EFFECTS, TASTES } from "../../src/engine/read/sample/spec";
import { Appeals } from "./choices";
import type { Evidence } from "./evidence";
import { Gaussian3 } from "./gaussian3";
import { normalTail, truncatedNormal } from "./normal";

/** Share of a product's tastes that it has from its category; see the sample's catalogue. */
const TASTE_OF_CATEGORY = 0.6;
/** What one unit of user taste × product taste adds to the opinion. */
const SCALE = EFFECTS.taste / Math.sqrt(TASTES);
const NOISE_PRECISION = 1 / EFFECTS.noise ** 2;
const NO_MEANS = [0, 0, 0];
const USER_PRECISIONS = [1 / EFFECTS.user ** 2, 1, 1];
const TASTE_PRECISION = 1 / (1 - TASTE_OF_CATEGORY ** 2);
/** An opinion rated k lies between EDGES[k - 1] and EDGES[k]. */
const EDGES = [Number.NEGATIVE_INFINITY, ...CUTS, Number.POSITIVE_INFINITY];

/**
 * Gibbs sampling of everything that the generator drew, given the training ratings, who took what, how products are met,
 * and the generator's constants: noisy opinions
 * and the appeals of what was met by data augmentation (Albert & Chib 1993; Cowles 1996 with known cuts), then users, products (effect and two tastes
 * jointly), and the means that products share by brand and category, each from its exact conditional.
 *
 * A brand that the file does not tell adds its variance to the product's own effect; strictly it is one of forty, which
 * is as good as normal.
 */
export class GibbsChain {
  private readonly random: Random;
  private readonly gaussian = new Gaussian3();
  /** Effect and two tastes of each. */
  private readonly users: Float64Array;
  private readonly products: Float64Array;
  /** Mean effect and two mean tastes of each category's products. */
  private readonly categories: Float64Array;
  private readonly brands: Float64Array;
  private readonly drifts: Float64Array;
  /** Noisy opinion of each training rating, less what is known of it. */
  private readonly opinions: Float64Array;
  /** Their noise has a variance of 1. */
  private readonly appeals: Appeals;
  /** What one unit of user taste × product taste adds to an appeal. */
  private readonly appealScale: number;
  private sweepsKept = 0;
  /** By test rating and cut: the sum over kept sweeps of P(opinion above the cut). */
  private readonly tails: Float64Array;

  constructor(
    private readonly evidence: Evidence,
    seed: number,
  ) {
    this.random = new Random(seed, "oracle");
    // Tastes of zero would be a saddle: all chains start at draws from the prior.
    const normals = (count: number) => Float64Array.from({ length: count }, () => this.random.normal());
    this.users = normals(evidence.users * 3);
    this.products = normals(evidence.products * 3);
    this.categories = new Float64Array(evidence.categories * 3);
    this.brands = new Float64Array(evidence.brands);
    this.drifts = new Float64Array(evidence.categories);
    this.opinions = new Float64Array(evidence.train.size);
    this.appealScale = evidence.choices.choosing.taste / Math.sqrt(TASTES);
    this.appeals = new Appeals(evidence.choices, evidence.products);
    this.tails = new Float64Array(evidence.test.size * CUTS.length);
    for (const effects of [this.users, this.products]) for (let i = 0; i < effects.length; i += 3) effects[i] *= 0.4;
  }

  /** One draw of everything; with `keep`, what it says of the test ratings counts. */
  sweep(keep: boolean): void {
    this.drawOpinionsAndDrifts();
    this.appeals.draw(this.tasteOf, this.random);
    this.drawUsers(keep);
    this.drawProducts();
    this.drawCategories();
    this.drawBrands();
    if (keep) this.sweepsKept++;
  }

  /** By test rating (sorted by user) and cut: the probability of a rating above it, averaged over the kept sweeps. */
  probabilities(): Float64Array {
    return this.tails.map((sum) => sum / this.sweepsKept);
  }

  private readonly tasteOf = (user: number, product: number): number => {
    const { users, products } = this;
    const [u, p] = [user * 3, product * 3];
    return (users[u + 1] * products[p + 1] + users[u + 2] * products[p + 2]) / Math.sqrt(TASTES);
  };

  /** Opinion of a training rating beside `known`, by the current draw. */
  private opinionAt(i: number): number {
    const { users, products, drifts, evidence } = this;
    const { train, category } = evidence;
    const u = train.user[i] * 3;
    const p = train.product[i] * 3;
    const taste = users[u + 1] * products[p + 1] + users[u + 2] * products[p + 2];
    return users[u] + products[p] + SCALE * taste + train.drift[i] * drifts[category[train.product[i]]];
  }

  private drawOpinionsAndDrifts(): void {
    const { evidence, opinions, drifts, random } = this;
    const { train, category } = evidence;
    const precisions = new Float64Array(drifts.length).fill(1);
    const targets = new Float64Array(drifts.length);
    for (let i = 0; i < train.size; i++) {
      const expected = this.opinionAt(i);
      const centre = train.known[i] + expected;
      const low = (EDGES[train.rating[i] - 1] - centre) / EFFECTS.noise;
      const high = (EDGES[train.rating[i]] - centre) / EFFECTS.noise;
      const noise = truncatedNormal(low, high, random) * EFFECTS.noise;
      opinions[i] = expected + noise;
      const of = category[train.product[i]];
      const weight = train.drift[i];
      precisions[of] += weight * weight * NOISE_PRECISION;
      targets[of] += weight * (noise + weight * drifts[of]) * NOISE_PRECISION;
    }
    for (let of = 0; of < drifts.length; of++) drifts[of] = this.drawOne(targets[of], precisions[of]);
  }

  private drawUsers(keep: boolean): void {
    const { evidence, gaussian, users, products, opinions, appeals, appealScale: scale, drifts, random } = this;
    const { train, category } = evidence;
    for (let user = 0; user < evidence.users; user++) {
      gaussian.reset(NO_MEANS, USER_PRECISIONS);
      for (let i = train.first[user], end = train.first[user + 1]; i < end; i++) {
        const p = train.product[i] * 3;
        const left = opinions[i] - products[p] - train.drift[i] * drifts[category[train.product[i]]];
        gaussian.observe(SCALE * products[p + 1], SCALE * products[p + 2], left, NOISE_PRECISION);
      }
      for (let at = appeals.first[user], end = appeals.first[user + 1]; at < end; at++) {
        const p = appeals.product[at] * 3;
        gaussian.observeSlopes(scale * products[p + 1], scale * products[p + 2], appeals.appeal[at], 1);
      }
      gaussian.solve();
      if (keep) this.predictFor(user);
      gaussian.draw(random, users, user * 3);
    }
  }

  /** Add up what the user's test ratings may be: the user integrated out exactly, everything else as drawn. */
  private predictFor(user: number): void {
    const { evidence, gaussian, products, drifts, tails } = this;
    const { test, category } = evidence;
    const { mean } = gaussian;
    for (let i = test.first[user], end = test.first[user + 1]; i < end; i++) {
      const product = test.product[i];
      const p = product * 3;
      const [b, c] = [SCALE * products[p + 1], SCALE * products[p + 2]];
      const own = products[p] + test.known[i] + test.drift[i] * drifts[category[product]];
      const centre = own + mean[0] + b * mean[1] + c * mean[2];
      const spread = Math.sqrt(EFFECTS.noise ** 2 + gaussian.variance(b, c));
      for (let k = 0; k < CUTS.length; k++) tails[i * CUTS.length + k] += normalTail((CUTS[k] - centre) / spread);
    }
  }

  private drawProducts(): void {
    const {
      evidence,
      gaussian,
      users,
      products,
      categories,
      brands,
      opinions,
      appeals,
      appealScale: scale,
      drifts,
      random,
    } = this;
    const { train, trainOf, firstOf, category, brand } = evidence;
    for (let product = 0; product < evidence.products; product++) {
      const of = category[product];
      const means = [categories[of * 3] + brands[brand[product]], categories[of * 3 + 1], categories[of * 3 + 2]];
      gaussian.reset(means, [effectPrecision(brand[product]), TASTE_PRECISION, TASTE_PRECISION]);
      for (let n = firstOf[product], end = firstOf[product + 1]; n < end; n++) {
        const i = trainOf[n];
        const u = train.user[i] * 3;
        const left = opinions[i] - users[u] - train.drift[i] * drifts[of];
        gaussian.observe(SCALE * users[u + 1], SCALE * users[u + 2], left, NOISE_PRECISION);
      }
      for (let at = appeals.last[product]; at >= 0; at = appeals.before[at]) {
        const u = appeals.user[at] * 3;
        gaussian.observeSlopes(scale * users[u + 1], scale * users[u + 2], appeals.appeal[at], 1);
      }
      gaussian.solve();
      gaussian.draw(random, products, product * 3);
    }
  }

  private drawCategories(): void {
    const { evidence, products, categories, brands } = this;
    const priors = [1 / EFFECTS.category ** 2, 1 / TASTE_OF_CATEGORY ** 2, 1 / TASTE_OF_CATEGORY ** 2];
    const precisions = Float64Array.from(categories, (_, i) => priors[i % 3]);
    const targets = new Float64Array(categories.length);
    for (let product = 0; product < evidence.products; product++) {
      const of = evidence.category[product];
      const brand = evidence.brand[product];
      for (let part = 0; part < 3; part++) {
        const precision = part === 0 ? effectPrecision(brand) : TASTE_PRECISION;
        precisions[of * 3 + part] += precision;
        targets[of * 3 + part] += precision * (products[product * 3 + part] - (part === 0 ? brands[brand] : 0));
      }
    }
    for (let i = 0; i < categories.length; i++) categories[i] = this.drawOne(targets[i], precisions[i]);
  }

  private drawBrands(): void {
    const { evidence, products, categories, brands } = this;
    const precisions = new Float64Array(brands.length).fill(1 / EFFECTS.brand ** 2);
    const targets = new Float64Array(brands.length);
    for (let product = 0; product < evidence.products; product++) {
      const brand = evidence.brand[product];
      const precision = effectPrecision(brand);
      precisions[brand] += precision;
      targets[brand] += precision * (products[product * 3] - categories[evidence.category[product] * 3]);
    }
    // Brand 0 is no brand: its products carry the variance of one.
    for (let brand = 1; brand < brands.length; brand++) brands[brand] = this.drawOne(targets[brand], precisions[brand]);
  }

  /** A normal draw with this precision and precision × mean. */
  private drawOne(target: number, precision: number): number {
    return target / precision + this.random.normal() / Math.sqrt(precision);
  }
}

/** Precision of a product's effect around its category's and its known brand's. */
function effectPrecision(brand: number): number {
  return 1 / (EFFECTS.product ** 2 + (brand === 0 ? EFFECTS.brand ** 2 : 0));
}
