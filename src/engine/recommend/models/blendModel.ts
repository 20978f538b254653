import type { SegmentRole } from "../../../domain/roles";
import { boundedRating } from "../../../models/blend/bound";
import type { FoldInOptions, GivenRating, ProductState, RecommendModel, Term, UserState } from "./types";

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

  constructor(
    private readonly members: readonly Member[],
    readonly range: readonly [low: number, high: number],
    private readonly softness?: number,
  ) {}

  userOf(code: number): UserState {
    return this.joined(this.members.map(({ model }) => model.userOf(code)));
  }

  foldIn(ratings: readonly GivenRating[], { user, start }: FoldInOptions = {}): UserState {
    const from = start && this.parts.get(start);
    return this.joined(this.members.map(({ model }, at) => model.foldIn(ratings, { user, start: from?.[at] })));
  }

  logits(user: UserState): Float32Array {
    const [first, ...others] = this.members.map(({ model, weight }, at) =>
      model.logits(this.of(user)[at]).map((logit) => weight * model.ratingOf(logit)),
    );
    for (const other of others)
      for (let product = 0; product < first.length; product++) first[product] += other[product];
    return first;
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

  productFactors(product: number): Float32Array {
    return concat(
      this.members.map(({ model, weight }) => model.productFactors(product).map((value) => weight * value)),
    );
  }

  productBias(product: number): number {
    return this.members.reduce((sum, { model, weight }) => sum + weight * model.productBias(product), 0);
  }

  knowsProduct(product: number): boolean {
    return this.members.some(({ model }) => model.knowsProduct(product));
  }

  userFactors(code: number): Float32Array | null {
    const factors = this.members.map(({ model }) => model.userFactors(code));
    if (factors.every((own) => own === null)) return null;
    return concat(factors.map((own, at) => own ?? new Float32Array(this.members[at].model.productFactors(0).length)));
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
