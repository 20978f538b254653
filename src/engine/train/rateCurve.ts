/** A loss this many times the least so far has left the valley for good (fastai's `LRFinder`). */
const DIVERGED = 4;
/** Weight of the past in the running mean of the losses (fastai's `AvgSmoothLoss`). */
const BETA = 0.98;
/** Steps at the low end that only show where the loss starts: a tenth of the rates, as fastai leaves out. */
const WARM_UP = 0.1;
/** A loss that falls by less than this share of its start does not answer to the rate. */
const LEAST_FALL = 0.001;
/** The share of the fall that is done at the rate suggested. */
const BEGUN = 0.1;
/** Standard errors that a fall must exceed: of losses that are all noise, one curve in some two hundred does. */
const CERTAIN = 4;

/** `count` rates from `low` to `high`, each the same multiple of the one before. */
export function risingRates(low: number, high: number, count: number): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => low * (high / low) ** (i / (count - 1)));
}

/** The losses of a search so far, smoothed as they come, and whether they have run away. */
export class RateCurve {
  readonly smoothed: number[] = [];
  private readonly raw: number[] = [];
  private mean = 0;
  private best = Number.POSITIVE_INFINITY;
  private runAway = false;

  /** True once the smoothed loss has exceeded four times its least, or a loss was no number. */
  get diverged(): boolean {
    return this.runAway;
  }

  /** Take the next loss; returns the mean of the losses so far, weighed by 0.98 to the power of their age. */
  add(loss: number): number {
    if (!Number.isFinite(loss)) {
      this.runAway = true;
      return loss;
    }
    this.raw.push(loss);
    this.mean = BETA * this.mean + (1 - BETA) * loss;
    const smoothed = this.mean / (1 - BETA ** this.raw.length);
    this.smoothed.push(smoothed);
    this.best = Math.min(this.best, smoothed);
    if (smoothed > DIVERGED * this.best) this.runAway = true;
    return smoothed;
  }

  /**
   * The rate from which on more than a tenth of the smoothed loss's fall to its least value is done: where it begins to
   * fall in earnest (the lower bound of Smith 2017, section 3.3). fastai's rules do not suit embeddings, of which a
   * hundred steps touch each row once or twice: where it falls fastest (`steep`) is too high a peak, halfway down
   * (`valley`) too low. `dot-product-bias` on the Demo: a validation RMSE of 1.161 at this rate, 1.207 at the first,
   * 1.334 at the second, 1.151 at the best of a grid. Null, with the reason, for a curve that does not fall by more than
   * the noise of its batches. `rates` are those of the losses, in their order.
   */
  suggest(rates: ArrayLike<number>): { suggestion: number | null; note: string } {
    const { smoothed } = this;
    const first = Math.floor(rates.length * WARM_UP);
    if (smoothed.length < first + 2) {
      return none("The loss stopped being a number at once: try another range, or look at the ratings.");
    }
    let least = first;
    for (let i = first + 1; i < smoothed.length; i++) if (smoothed[i] < smoothed[least]) least = i;
    const fall = smoothed[first] - smoothed[least];
    if (fall <= LEAST_FALL * smoothed[first] || fall <= CERTAIN * this.noise(first, least)) {
      return none(
        this.diverged
          ? "The loss never falls before it runs away: no rate stands out. Keep the default."
          : "The loss hardly answers to the learning rate within these steps: no rate stands out. Keep the default.",
      );
    }
    let at = least;
    while (smoothed[first] - smoothed[at - 1] > BEGUN * fall) at--;
    const [from, to] = [smoothed[first], smoothed[least]].map((loss) => loss.toPrecision(4));
    return {
      suggestion: Number(rates[at].toPrecision(2)),
      note: `Where the loss begins to fall in earnest, on its way from ${from} to ${to} at a rate of ${rates[least].toPrecision(2)}.`,
    };
  }

  /**
   * Standard error of the smoothed loss at `first` less that at `least`, were the losses independent. How far each is
   * spread is told by how much it differs from the one before (von Neumann 1941): it grows along the search.
   */
  private noise(first: number, least: number): number {
    let variance = 0;
    for (let i = 1; i <= least; i++) {
      const weight = weightOf(i, first) - weightOf(i, least);
      variance += (weight * (this.raw[i] - this.raw[i - 1])) ** 2 / 2;
    }
    return Math.sqrt(variance);
  }
}

/** What the loss of step `i` weighs in the smoothed loss after step `n`. */
function weightOf(i: number, n: number): number {
  return i > n ? 0 : ((1 - BETA) * BETA ** (n - i)) / (1 - BETA ** (n + 1));
}

function none(note: string): { suggestion: null; note: string } {
  return { suggestion: null, note };
}
