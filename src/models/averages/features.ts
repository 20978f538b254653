import { periodAt, periodStarts } from "../calendar";
import { type Fading, fadings, type Recalled, recall } from "./memory";
import type { AveragesData } from "./types";

const PRODUCT_DAMPINGS = [1, 4, 12] as const;
const USER_DAMPINGS = [1, 5, 25] as const;
/** Pseudo-ratings of shares, of months and of what is recalled. */
const SHARE_DAMPING = 4;
const MONTH_DAMPING = 10;
const RECALL_DAMPING = 1;
const FADING_DAYS = [30, 120, 400] as const;
const SHARES = 3;

/** Features by who they are about: the user's come first, then the product's (its memory needs a time), then the time's. */
export interface FeatureGroups {
  user: number;
  product: number;
  time: number;
}

/**
 * Averages of the training ratings about a user, a product and a time. Of a training row they are taken without the row
 * itself: a model that is trained on them sees at each rating what it will see at a new one.
 */
export class Averages {
  readonly groups: FeatureGroups;
  readonly mean: number;
  readonly newest: number;
  private readonly users: Tally;
  private readonly products: Tally;
  private readonly months: { starts: Float64Array; sums: Float64Array; counts: Float64Array } | null;
  private readonly fadings: Fading[];
  private readonly shareOfAll: Float64Array;
  /** Shares by product: of the highest rating, of the upper and of the lower quarter of the scale. */
  private readonly levels: ((rating: number) => boolean)[];
  private readonly shares: Float64Array;
  private readonly recalled: Recalled = { sum: 0, weight: 0 };

  constructor(private readonly data: AveragesData) {
    const { training, users, products } = data;
    const { user, product, rating, time } = training;
    const n = user.length;
    let [sum, low, high] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let i = 0; i < n; i++) {
      sum += rating[i];
      low = Math.min(low, rating[i]);
      high = Math.max(high, rating[i]);
    }
    this.mean = sum / n;
    this.users = tally(user, users, rating, this.mean);
    this.products = tally(product, products, rating, this.mean);
    const quarter = (high - low) / 4;
    this.levels = [(r) => r >= high, (r) => r >= high - quarter, (r) => r <= low + quarter];
    this.shares = new Float64Array(SHARES * products);
    for (let i = 0; i < n; i++) {
      for (let s = 0; s < SHARES; s++) if (this.levels[s](rating[i])) this.shares[SHARES * product[i] + s]++;
    }
    this.shareOfAll = new Float64Array(SHARES);
    for (let at = 0; at < this.shares.length; at++) this.shareOfAll[at % SHARES] += this.shares[at] / n;
    this.newest = newestOf(time);
    this.months = this.monthsOf();
    this.fadings = this.months ? fadings(data, this.mean, FADING_DAYS) : [];
    this.groups = {
      user: USER_DAMPINGS.length + 1,
      product: PRODUCT_DAMPINGS.length + SHARES + 1 + this.fadings.length,
      time: this.months ? 2 : 0,
    };
  }

  /** Of a user, −1 for one without ratings; `without` is a training row to leave out, −1 for none. */
  ofUser(user: number, without: number, into: Float64Array): void {
    const { rating } = this.data.training;
    const own = without >= 0 ? 1 : 0;
    const count = user >= 0 ? this.users.counts[user] - own : 0;
    const sum = user >= 0 ? this.users.sums[user] - own * (own ? rating[without] - this.mean : 0) : 0;
    for (const [at, damping] of USER_DAMPINGS.entries()) into[at] = sum / (count + damping);
    into[USER_DAMPINGS.length] = Math.log1p(count);
  }

  /** Of a product, −1 for one without ratings, at a time (NaN: the newest). */
  ofProduct(product: number, time: number, without: number, into: Float64Array): void {
    const { rating } = this.data.training;
    const own = without >= 0 ? 1 : 0;
    const count = product >= 0 ? this.products.counts[product] - own : 0;
    const sum = product >= 0 ? this.products.sums[product] - (own ? rating[without] - this.mean : 0) : 0;
    let next = 0;
    for (const damping of PRODUCT_DAMPINGS) into[next++] = sum / (count + damping);
    for (let s = 0; s < SHARES; s++) {
      const held = product >= 0 ? this.shares[SHARES * product + s] : 0;
      const less = own && this.levels[s](rating[without]) ? 1 : 0;
      into[next++] = (held - less + SHARE_DAMPING * this.shareOfAll[s]) / (count + SHARE_DAMPING);
    }
    into[next++] = Math.log1p(count);
    for (const fading of this.fadings) {
      this.recalled.sum = this.recalled.weight = 0;
      const place = own ? fading.placeOf[without] : -1;
      const skips = own === 1 && place < 0;
      if (product >= 0 && !skips) recall(fading, product, this.timeOf(time), place, this.recalled);
      into[next++] = this.recalled.sum / (this.recalled.weight + RECALL_DAMPING);
    }
  }

  /** Of a time (NaN, and later than all that is known: the newest). */
  ofTime(time: number, without: number, into: Float64Array): void {
    if (!this.months) return;
    const { starts, sums, counts } = this.months;
    const at = periodAt(starts, this.timeOf(time));
    const own = without >= 0 && !Number.isNaN(time) ? 1 : 0;
    const known = at >= 0;
    const count = known ? counts[at] - own : 0;
    const sum = known ? sums[at] - (own ? this.data.training.rating[without] - this.mean : 0) : 0;
    into[0] = sum / (count + MONTH_DAMPING);
    into[1] = this.timeOf(time);
  }

  private timeOf(time: number): number {
    return Number.isNaN(time) ? this.newest : Math.min(time, this.newest);
  }

  private monthsOf() {
    const { time, rating } = this.data.training;
    if (!time || this.newest === Number.NEGATIVE_INFINITY) return null;
    let first = this.newest;
    for (let i = 0; i < time.length; i++) if (time[i] < first) first = time[i];
    const starts = periodStarts(first, this.newest, 1);
    const [sums, counts] = [new Float64Array(starts.length), new Float64Array(starts.length)];
    for (let i = 0; i < time.length; i++) {
      if (Number.isNaN(time[i])) continue;
      const at = periodAt(starts, time[i]);
      sums[at] += rating[i] - this.mean;
      counts[at]++;
    }
    return { starts, sums, counts };
  }
}

interface Tally {
  sums: Float64Array;
  counts: Int32Array;
}

function tally(codes: Int32Array, size: number, rating: ArrayLike<number>, mean: number): Tally {
  const [sums, counts] = [new Float64Array(size), new Int32Array(size)];
  for (let i = 0; i < codes.length; i++) {
    sums[codes[i]] += rating[i] - mean;
    counts[codes[i]]++;
  }
  return { sums, counts };
}

function newestOf(time: Float64Array | null): number {
  let newest = Number.NEGATIVE_INFINITY;
  for (const seconds of time ?? []) if (seconds > newest) newest = seconds;
  return newest;
}
