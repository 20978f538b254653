import type { SegmentRole } from "../../../domain/roles";
import { boundedRating } from "../../../models/blend/bound";
import type { FoldInOptions, GivenRating, ProductState, RecommendModel, Term, UserState } from "./types";

/** A column of less spread than this share of the largest says nothing. */
const LEAST_SPREAD = 0.01;

interface Member {
  model: RecommendModel;
  weight: number;
}

/**
 * A weighted sum of the members' predicted ratings, each held to its range. Its logits are ratings, before they are brought
 * into the scale. A state's vector is the members', one after the other.
 */
export class BlendModel implements RecommendModel {
  readonly kind = "rating";
  readonly unit = "stars";
  /** The members' states of a state. */
  private readonly parts = new WeakMap<UserState | ProductState, (UserState | ProductState)[]>();
  private biases: Float32Array | null = null;
  private spreads: Float64Array | null = null;
  private scales: { scale: number; centre: Float64Array }[] | null = null;

  constructor(
    private readonly members: readonly Member[],
    readonly range: readonly [low: number, high: number],
    /** How many there are in the file. */
    private readonly products: number,
    private readonly softness?: number,
  ) {}

  userOf(code: number): UserState {
    return this.joined(this.members.map(({ model }) => model.userOf(code)));
  }

  foldIn(ratings: readonly GivenRating[], { start, ...who }: FoldInOptions = {}): UserState {
    const from = start && this.parts.get(start);
    return this.joined(this.members.map(({ model }, at) => model.foldIn(ratings, { ...who, start: from?.[at] })));
  }

  logits(user: UserState): Float32Array {
    const [first, ...others] = this.members.map(({ model, weight }, at) =>
      model.logits(this.of(user)[at]).map((logit) => weight * model.ratingOf(logit)),
    );
    for (const other of others)
      for (let product = 0; product < first.length; product++) first[product] += other[product];
    return first;
  }

  logitOf(user: UserState): (product: number) => number {
    const states = this.of(user);
    const members = this.members.map(({ model, weight }, at) => ({ model, weight, logit: model.logitOf(states[at]) }));
    // Rounded where `logits` rounds, so that both are the same.
    return (product) =>
      members.reduce(
        (sum, { model, weight, logit }) => Math.fround(sum + Math.fround(weight * model.ratingOf(logit(product)))),
        0,
      );
  }

  ratingOf(logit: number): number {
    return boundedRating(logit, this.range, this.softness);
  }

  /** The members' terms in rating units, those of one name together; a member behind a sigmoid by its secant. */
  terms(user: UserState, product: number): Term[] {
    const sums = new Map<string, Term>();
    const add = (term: Term, value: number) => {
      const key = `${term.name} ${term.feature?.of} ${term.feature?.role}`;
      const known = sums.get(key);
      if (known) known.value += value;
      else sums.set(key, { ...term, value });
    };
    this.members.forEach(({ model, weight }, at) => {
      const terms = model.terms(this.of(user)[at], product);
      const mean = terms.find(({ name }) => name === "mean")?.value ?? 0;
      const logit = terms.reduce((sum, { value }) => sum + value, 0);
      const base = model.ratingOf(mean);
      const rest = model.ratingOf(logit) - base;
      add({ name: "mean", value: 0 }, weight * base);
      const slope = Math.abs(logit - mean) > 1e-9 ? rest / (logit - mean) : 0;
      for (const term of terms) if (term.name !== "mean") add(term, weight * slope * term.value);
    });
    return [...sums.values()];
  }

  productOf(code: number): ProductState {
    return this.joined(this.members.map(({ model }) => model.productOf(code)));
  }

  newProduct(like: Partial<Record<SegmentRole, number>>): ProductState | null {
    const states = this.members.map(({ model }) => model.newProduct(like));
    return states.some((state) => state === null) ? null : this.joined(states.map((state) => state!));
  }

  audience(product: ProductState, users: ArrayLike<number>): Float32Array {
    const sum = new Float32Array(users.length);
    this.members.forEach(({ model, weight }, at) => {
      const predicted = model.audience(this.of(product)[at], users);
      for (let i = 0; i < sum.length; i++) sum[i] += weight * (predicted?.[i] ?? 0);
    });
    return sum.map((rating) => this.ratingOf(rating));
  }

  /**
   * The members' factors beside each other, each as far as its taste moves the blend's rating and without what all products
   * share: a common row, as sparse files leave little else, would make everything alike.
   */
  productFactors(product: number): Float32Array {
    this.scales ??= this.members.map((member) => this.scaleOf(member));
    return concat(
      this.members.map(({ model }, at) => {
        const { scale, centre } = this.scales![at];
        const own = model.productFactors(product);
        return own.some((value) => value !== 0) ? own.map((value, k) => scale * (value - centre[k])) : own;
      }),
    );
  }

  /**
   * The factors in units of their spread over the known products, each column alike: by their cosine two or three columns
   * that hold nearly all of it would decide, and of hundreds of products some are then alike to 0.95 by chance.
   */
  comparedBy(product: number): Float32Array {
    this.spreads ??= this.spreadOfFactors();
    return this.productFactors(product).map((value, k) => (this.spreads![k] > 0 ? value / this.spreads![k] : 0));
  }

  /**
   * Biases of members are in units of their own, which do not add up. In rating units: what somebody of whom nothing is
   * known is predicted to rate the product, above the mean of all products that are known.
   */
  productBias(product: number): number {
    this.biases ??= this.aboveTheMean();
    return this.biases[product];
  }

  knowsProduct(product: number): boolean {
    return this.members.some(({ model }) => model.knowsProduct(product));
  }

  userFactors(code: number): Float32Array | null {
    const factors = this.members.map(({ model }) => model.userFactors(code));
    if (factors.every((own) => own === null)) return null;
    return concat(factors.map((own, at) => own ?? new Float32Array(this.members[at].model.productFactors(0).length)));
  }

  /** Rating units that a unit of the member's logit moves the blend by, at its mean; and the mean of the known products. */
  private scaleOf({ model, weight }: Member): { scale: number; centre: Float64Array } {
    const mean = model.terms(model.foldIn([]), 0).find(({ name }) => name === "mean")?.value ?? 0;
    const centre = new Float64Array(model.productFactors(0).length);
    let known = 0;
    for (let product = 0; product < this.products; product++) {
      if (!model.knowsProduct(product)) continue;
      known++;
      const own = model.productFactors(product);
      for (let k = 0; k < centre.length; k++) centre[k] += (own[k] - centre[k]) / known;
    }
    return { scale: weight * (model.ratingOf(mean + 0.5) - model.ratingOf(mean - 0.5)), centre };
  }

  /** By column; 0 where it is next to nothing. */
  private spreadOfFactors(): Float64Array {
    const squares = new Float64Array(this.productFactors(0).length);
    let known = 0;
    for (let product = 0; product < this.products; product++) {
      if (!this.knowsProduct(product)) continue;
      known++;
      this.productFactors(product).forEach((value, k) => {
        squares[k] += value ** 2;
      });
    }
    const spreads = squares.map((sum) => Math.sqrt(sum / Math.max(1, known)));
    const least = LEAST_SPREAD * Math.max(...spreads);
    return spreads.map((spread) => (spread > least ? spread : 0));
  }

  private aboveTheMean(): Float32Array {
    const ratings = this.logits(this.foldIn([]));
    let [sum, known] = [0, 0];
    ratings.forEach((rating, product) => {
      if (!this.knowsProduct(product)) return;
      sum += rating;
      known++;
    });
    return ratings.map((rating) => rating - (known > 0 ? sum / known : 0));
  }

  private joined(states: readonly (UserState | ProductState)[]): UserState {
    const whole = {
      vector: concat(states.map(({ vector }) => vector)),
      isKnown: states.some(({ isKnown }) => isKnown),
    };
    this.parts.set(whole, [...states]);
    return whole;
  }

  private of(whole: UserState | ProductState): (UserState | ProductState)[] {
    const parts = this.parts.get(whole);
    if (!parts) throw new Error("This state is of another model.");
    return parts;
  }
}

function concat(vectors: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(vectors.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const vector of vectors) {
    whole.set(vector, at);
    at += vector.length;
  }
  return whole;
}
