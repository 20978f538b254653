import { BestFew } from "../bestFew";
import type { Interest } from "../lists/interest";
import { likingOf } from "../lists/listScore";
import type { RecommendModel, UserState } from "../models/types";
import { topN } from "../topN";

/** Somebody to be scored. */
interface WhoAsks {
  state: UserState;
  /** What the ranking model knows that they have, and the code of the user whose training part that is. */
  history: Int32Array;
  user: number;
  /** Products that are not listed. */
  rated: ReadonlySet<number>;
}

/** Of the candidates that a history speaks for, those of highest base, falling. */
interface Ordered {
  products: Int32Array;
  bases: Float64Array;
  /** False where there are more. */
  isAll: boolean;
}

/** So many of them are kept; lists hardly ever need more. */
const MOST_ORDERED = 256;

/**
 * The best products by interest and liking, one user after the other, without a predicted rating for all of them: a score
 * is a base, which needs no rating, times liking, which is at most that of the highest rating. So ratings are predicted of
 * those products alone whose base could bring them into the list: a few dozen of all. What has no interest comes in the
 * order of its popularity, and is looked at until it cannot enter any more. The lists are the same as by scoring everything.
 *
 * Most users of most files have one product: for them the bases are put in order once for each product.
 */
export class InterestScorer {
  /** The candidates by popularity, of equal ones the lower code first. */
  private readonly byShare: Int32Array;
  private readonly isCandidate: Uint8Array;
  /** What liking makes of a score: 1 where nothing is rated. */
  private readonly liking: (rating: number) => number;
  private readonly mostLiking: number;
  /** By product, the 1-based number of the question in which it was scored: no clearing. */
  private readonly scored: Int32Array;
  private asked = 0;
  private readonly ofOne = new Map<number, Ordered>();
  private bases = new Float64Array(0);
  private products = new Int32Array(0);

  /** @param candidates product codes */
  constructor(
    private readonly model: RecommendModel,
    private readonly interest: Interest,
    candidates: Int32Array,
  ) {
    const { shares } = interest.itemItem;
    this.byShare = candidates.slice().sort((a, b) => shares[b] - shares[a] || a - b);
    this.isCandidate = new Uint8Array(shares.length);
    for (const product of candidates) this.isCandidate[product] = 1;
    this.scored = new Int32Array(shares.length);
    const { liked } = interest;
    this.liking = liked && model.range ? likingOf(liked) : () => 1;
    this.mostLiking = liked && model.range ? this.liking(Math.fround(model.range[1])) : 1;
  }

  /** The `count` best of those that they do not have, best first. */
  best({ state, history, user, rated }: WhoAsks, count: number): BestFew {
    const { model, liking, mostLiking, scored, byShare, interest } = this;
    const mark = ++this.asked;
    const best = new BestFew(count);
    const logitOf = model.kind === "rating" ? model.logitOf(state) : null;
    const canEnter = (base: number) => !(Math.fround(base * mostLiking) < best.floor);
    const offer = (product: number, base: number) => {
      if (scored[product] === mark || rated.has(product)) return;
      scored[product] = mark;
      const rating = logitOf ? Math.fround(model.ratingOf(logitOf(product))) : 0;
      best.offer(product, Math.fround(base * liking(rating)));
    };
    let isLeft = history.length > 0;
    if (history.length === 1) {
      const { products, bases, isAll } = this.ordered(history, user);
      let at = 0;
      for (; at < products.length && canEnter(bases[at]); at++) offer(products[at], bases[at]);
      isLeft = at === products.length && !isAll;
    }
    if (isLeft) this.offerAll(this.basesOf(history, user), count, best, offer);
    const { shares } = interest.itemItem;
    for (const product of byShare) {
      const base = interest.popularity * shares[product];
      if (!canEnter(base)) break;
      // One of interest that is here without it could not even enter with it.
      offer(product, base);
    }
    return best;
  }

  /** Those of highest base are scored first, so that most of the others need not be. */
  private offerAll(
    { products, bases, size }: ReturnType<InterestScorer["basesOf"]>,
    count: number,
    best: BestFew,
    offer: (product: number, base: number) => void,
  ): void {
    const first = new BestFew(count);
    let floor = Number.NEGATIVE_INFINITY;
    for (let place = 0; place < size; place++) {
      if (bases[place] < floor) continue;
      first.offer(place, bases[place]);
      floor = first.floor;
    }
    for (const place of first.codes.subarray(0, first.size)) offer(products[place], bases[place]);
    floor = best.floor;
    for (let place = 0; place < size; place++) {
      if (Math.fround(bases[place] * this.mostLiking) < floor) continue;
      offer(products[place], bases[place]);
      floor = best.floor;
    }
  }

  /** The bases of the candidates that this history speaks for; valid until the next call. */
  private basesOf(history: Int32Array, user: number) {
    const { interest, isCandidate } = this;
    const { products: among, interest: values } = interest.itemItem.interestAmong(history, user);
    const { shares } = interest.itemItem;
    const { popularity } = interest;
    if (this.bases.length < values.length) {
      this.bases = new Float64Array(values.length);
      this.products = new Int32Array(values.length);
    }
    const { bases, products } = this;
    let size = 0;
    for (let place = 0; place < values.length; place++) {
      const product = among ? among[place] : place;
      if (!(values[place] > 0) || isCandidate[product] === 0) continue;
      products[size] = product;
      bases[size++] = values[place] + popularity * shares[product];
    }
    return { products, bases, size };
  }

  private ordered(history: Int32Array, user: number): Ordered {
    const known = this.ofOne.get(history[0]);
    if (known) return known;
    const { products, bases, size } = this.basesOf(history, user);
    const kept = topN(bases.subarray(0, size), MOST_ORDERED, () => true);
    const made = {
      products: Int32Array.from(kept, (place) => products[place]),
      bases: Float64Array.from(kept, (place) => bases[place]),
      isAll: size <= MOST_ORDERED,
    };
    this.ofOne.set(history[0], made);
    return made;
  }
}
