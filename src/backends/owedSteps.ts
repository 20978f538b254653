import type { AdamWStep } from "./adamw";

/** Where no more of momentum is left, it moves a weight by less than a float shows of the movement before. */
const NEGLIGIBLE = 1e-9;
/** Steps that momentum is followed for at most: a first beta of 0.96 leaves 1e-9 after 507. */
const WINDOW = 512;
/** Where less of a second moment is left, nothing is: it would turn into denormal numbers, which are slow. */
const LEAST = 1e-24;
/** Floats a count of steps: log-decay, and the three sums. */
const SUMS = 4;

/**
 * The steps that the untouched rows of a table owe, so that dense AdamW costs only the rows of the batch.
 *
 * Dense AdamW moves every row at every step: without a gradient a row goes on by its momentum while its moments shrink,
 * m ← β1 m and v ← β2 v, and its weights decay. A row that was last stepped by step s and is next read after step t has
 * missed the steps j = s + 1 .. t. With A_j = Π β1 and R_j = Π √β2 over s + 1 .. j, and K_j = Π keep over j + 1 .. t:
 *
 *     w ← K_s w − m Σ_j K_j rate_j A_j / (√v R_j rootScale_j + ε_j),   m ← A_t m,   v ← R_t² v
 *
 * By c_j = K_j rate_j A_j / (R_j rootScale_j) and e_j = ε_j / (R_j rootScale_j) the sum is Σ c_j / (√v + e_j). It
 * depends on the weight through √v alone, and e varies little where c counts, so that it is taken for
 *
 *     D / (√v + ē (√v + h) / (√v + ē)),   D = Σ c,   ē = Σ c e / D,   h = D / Σ (c / e)
 *
 * which is the sum where all e are equal, where √v is 0 and, to the second order, where it is large. Under the
 * one-cycle schedule it is off by less than 0.5 % of the movement where √v is about ε and the row was last touched in
 * the first few steps of a Run, by less than 0.1 % after a hundred steps, and by less than 0.02 % where √v is over 10 ε.
 *
 * D, ē and h are kept for every s, and grow with each step as long as momentum since s lasts: a step costs some
 * hundreds of additions, whatever the size of the table. K is a difference of logarithms, in float64, so
 * that a million small steps lose nothing.
 *
 * Beta2 is the same at every step, and beta1 less than √beta2 and 0.96, or 0.
 */
export class OwedSteps {
  /** Steps done: a row is current when it was last stepped at this count. */
  steps = 0;
  /** The lowest count of steps since which momentum is not negligible. */
  private live = 0;
  /** For each count of steps: the cumulative log-decay, then Σ c, Σ c e and Σ c / e, each in units of K from there. */
  private sums = new Float64Array(SUMS * WINDOW);
  /** For each live count, at its remainder by WINDOW: A, and A / (R K). */
  private readonly fading = new Float64Array(2 * WINDOW).fill(1, 0, 2);
  private beta2 = Number.NaN;
  /** √beta2 and beta2 to the power of a number of missed steps. */
  private readonly roots = new Float64Array(WINDOW + 1);
  private powers = new Float32Array(0);

  /** A step went by. */
  advance({ rate, rootScale, beta1, beta2, epsilon, keep }: AdamWStep): void {
    if (beta2 !== this.beta2) this.useBeta2(beta2);
    if (beta1 === 0) this.live = this.steps + 1;
    const { fading, roots, steps } = this;
    this.reserve(steps + 2);
    const { sums } = this;
    const carried = beta1 / (Math.sqrt(beta2) * keep);
    const scale = rate / rootScale;
    const floor = epsilon / rootScale;
    for (let since = this.live; since <= steps; since++) {
      const slot = 2 * (since % WINDOW);
      const at = SUMS * since;
      const root = roots[steps + 1 - since];
      fading[slot] *= beta1;
      fading[slot + 1] *= carried;
      const term = scale * fading[slot + 1];
      const least = floor / root;
      sums[at + 1] += term;
      sums[at + 2] += term * least;
      sums[at + 3] += term / least;
    }
    this.steps = steps + 1;
    sums[SUMS * this.steps] = sums[SUMS * steps] + Math.log(keep);
    while (this.live < this.steps && this.isOver(this.live)) this.live++;
    fading.fill(1, 2 * (this.steps % WINDOW), 2 * (this.steps % WINDOW) + 2);
  }

  /**
   * For a row current after `since` steps: K, K D, ē and ē h to out[at .. at + 4], so that the current weight is
   * K w − m K D (√v + ē) / (√v (√v + 2 ē) + ē h). K D is 0 where there is nothing but decay to do.
   */
  weightTerms(since: number, out: Float32Array, at: number): void {
    const { sums, steps } = this;
    const from = SUMS * since;
    const kept = since === steps ? 1 : Math.exp(sums[SUMS * steps] - sums[from]);
    const moved = sums[from + 1];
    out[at] = kept;
    // The moments of a row that was never touched are zero.
    if (since === 0 || moved === 0) {
      out[at + 1] = 0;
      out[at + 2] = 1;
      out[at + 3] = 1;
    } else {
      out[at + 1] = kept * moved;
      out[at + 2] = sums[from + 2] / moved;
      out[at + 3] = sums[from + 2] / sums[from + 3];
    }
  }

  /** For a row current after `since` steps: what is left of its first and second moments, to out[at] and out[at + 1]. */
  momentTerms(since: number, out: Float32Array, at: number): void {
    const { steps, live, fading, powers } = this;
    const missed = steps - since;
    out[at] = since < live ? 0 : fading[2 * (since % WINDOW)];
    out[at + 1] = missed < powers.length ? powers[missed] : missed === 0 ? 1 : 0;
  }

  /** Everything, in one array. */
  save(): Float64Array {
    const { steps, live, beta2, fading, sums } = this;
    const used = SUMS * (steps + 1);
    const state = new Float64Array(3 + fading.length + used);
    state.set([steps, live, beta2]);
    state.set(fading, 3);
    state.set(sums.subarray(0, used), 3 + fading.length);
    return state;
  }

  /** Go on from there. */
  restore(state: Float64Array): void {
    const { fading } = this;
    this.steps = state[0];
    this.live = state[1];
    this.useBeta2(state[2]);
    fading.set(state.subarray(3, 3 + fading.length));
    this.sums = new Float64Array(0);
    this.reserve(this.steps + 2);
    this.sums.set(state.subarray(3 + fading.length));
  }

  /** Whether momentum since this count of steps is done with, or makes room for that since the present one. */
  private isOver(since: number): boolean {
    return this.fading[2 * (since % WINDOW)] < NEGLIGIBLE || this.steps - since >= WINDOW;
  }

  private useBeta2(beta2: number): void {
    this.beta2 = beta2;
    for (let missed = 0; missed <= WINDOW; missed++) this.roots[missed] = beta2 ** (missed / 2);
    const lasting = Math.ceil(Math.log(LEAST) / Math.log(beta2));
    this.powers = Float32Array.from({ length: lasting }, (_, missed) => beta2 ** missed);
  }

  /** Room for this many counts of steps. */
  private reserve(counts: number): void {
    const { sums } = this;
    if (SUMS * counts <= sums.length) return;
    this.sums = new Float64Array(Math.max(2 * sums.length, SUMS * counts));
    this.sums.set(sums);
  }
}

const terms = new Float32Array(4);

/**
 * Make all rows current that were so after since[row] steps: weights and both moments are rows × width, row-major;
 * only the weights change, in place.
 */
export function catchUp(
  owed: OwedSteps,
  since: ArrayLike<number>,
  weights: Float32Array,
  firstMoments: Float32Array,
  secondMoments: Float32Array,
  width: number,
): void {
  for (let row = 0; row * width < weights.length; row++) {
    owed.weightTerms(since[row], terms, 0);
    for (let i = row * width, end = i + width; i < end; i++) {
      weights[i] = currentWeight(weights[i], firstMoments[i], secondMoments[i], terms);
    }
  }
}

/** One weight with its owed steps; see `weightTerms`. */
export function currentWeight(weight: number, m: number, v: number, owed: Float32Array): number {
  const kept = owed[0] * weight;
  if (owed[1] === 0) return kept;
  const root = Math.sqrt(v);
  return kept - (m * owed[1] * (root + owed[2])) / (root * (root + 2 * owed[2]) + owed[3]);
}
