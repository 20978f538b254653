import type { SamplePreset } from "../../../domain/samples";

/** How many ratings a group of users has: all together, and each between `low` and `high`. */
export interface ActivityGroup {
  users: number;
  ratings: number;
  low: number;
  high: number;
}

/** What decides a sample, besides its seed. */
export interface SampleSpec {
  products: number;
  activity: readonly ActivityGroup[];
}

/** About the size and density of MovieLens 100k: 100,000 ratings by 950 users of 1,700 products. */
export const DENSE_SPEC: SampleSpec = {
  products: 1_700,
  activity: [{ users: 950, ratings: 100_000, low: 20, high: 700 }],
};

/**
 * `full` has the counts of the marketBias electronics data (Wan et al., WSDM 2020): 1,292,954 ratings by 1,157,633
 * users, of which 20,335 have more than two (73,181 ratings, at most 41 each).
 */
export const SAMPLE_SPECS: Readonly<Record<SamplePreset, SampleSpec>> = {
  demo: { products: 600, activity: [{ users: 6_000, ratings: 40_000, low: 2, high: 60 }] },
  sparse: {
    products: 2_000,
    activity: [
      { users: 37_500, ratings: 37_500, low: 1, high: 1 },
      { users: 4_167, ratings: 12_500, low: 2, high: 60 },
    ],
  },
  full: {
    products: 9_560,
    activity: [
      { users: 1_054_823, ratings: 1_054_823, low: 1, high: 1 },
      { users: 82_475, ratings: 164_950, low: 2, high: 2 },
      { users: 20_335, ratings: 73_181, low: 3, high: 41 },
    ],
  },
};

/**
 * Standard deviations of the planted effects, in units of the latent opinion (about rating steps). People rate what they
 * have chosen, so their taste lifts the mean; there is much noise, because in real shops hardly any product is sure of
 * 5 stars: 13 of 100 ratings here have an expected value above 4.8.
 */
export const EFFECTS = {
  mean: 4,
  user: 0.4,
  product: 0.35,
  brand: 0.2,
  category: 0.12,
  /** Added for each user of a gender, and for a product aimed at the user's own. */
  gender: 0.06,
  taste: 0.7,
  /** How far a category's appeal moves, in its own direction, from the middle of the years to either end. */
  drift: 0.2,
  /** Height of the slow wave of everybody's mood over the years. */
  mood: 0.12,
  noise: 1,
} as const;

/**
 * Who takes what. A user meets products by popularity (and favourite category), and takes one where
 *
 *     taste · (how far it is to the user's taste, variance 1) + standard normal noise > threshold
 *
 * so that P(user takes product) ∝ popularity × category × Φ(taste · τ − threshold), each product once: people take what is
 * popular and what they will like. The probit grows about as exp does where little is taken, stays below 1, and can be
 * drawn product by product (1.3 million ratings in seconds) and sampled backwards exactly (tests/quality/gibbs.ts).
 *
 * The weight of taste was chosen once by how much better lists are when they know who took what: NDCG@10 of EASE over that
 * of popularity is 1.1 on FilmTrust and beauty, 1.4 on Ciao and 2 on dense film files. With 1.2 it is 1.5 to 1.6 on `demo`,
 * 1.8 to 1.9 on the dense sample and 0.9 to 1.0 on `sparse`, of whose users nine in ten have nothing to know them by (1.08,
 * 1.10 and 0.97 when products were drawn by popularity and category alone). No model of the studio was looked at.
 */
export const CHOOSING = { taste: 1.2, threshold: 1 } as const;

/** Years from one crest of the common mood to the next. */
export const MOOD_PERIOD = 9;

/** Latent tastes per user and product. */
export const TASTES = 2;

/**
 * A latent opinion x is rated k where it lies between cut k - 1 and cut k: plain rounding, but with narrow steps at the
 * bottom, because people who are disappointed give one star rather than two.
 */
export const CUTS = [2.75, 3.1, 3.55, 4.35] as const;

/** Ratings per year from 1999 to 2018, in parts: growing, the last year not complete. */
export const YEARS = {
  first: 1999,
  weights: [1, 3, 4, 5, 6, 8, 10, 14, 22, 30, 42, 60, 88, 130, 200, 262, 300, 292, 240, 110],
};

/** Shares of the products (of 9,560), and of the users whose gender is known (of 1,157,633). */
export const PRODUCT_GENDERS = { labels: ["Female", "Female&Male", "Male"], weights: [4_090, 2_466, 3_004] };
export const USER_GENDERS = { labels: ["", "Female", "Male"], weights: [1_025_240, 71_043, 61_350] };
/** Share of products whose brand is known (25.6 % of ratings). */
export const BRAND_KNOWN = 0.256;
/** A product aimed at the other gender is passed over with this probability. */
export const OTHER_GENDER_PASSED = 0.13;
