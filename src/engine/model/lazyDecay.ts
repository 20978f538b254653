/**
 * The weight decay that untouched rows still owe.
 *
 * Decoupled decay shrinks every row at every step, but a lazy optimiser visits only the rows of the batch. A row that
 * was up to date when the cumulative log-decay stood at `seen` owes the factor exp(total − seen): it is applied when
 * the row is next read. In float64, so that a million small steps lose nothing.
 */
export class LazyDecay {
  private total = 0;
  private readonly seen: Float64Array;

  constructor(rows: number) {
    this.seen = new Float64Array(rows);
  }

  /** What the row's stored weights must be multiplied with to be current. */
  factor(row: number): number {
    const owed = this.total - this.seen[row];
    return owed === 0 ? 1 : Math.exp(owed);
  }

  /** A step went by that left `keep` of every weight. */
  advance(keep: number): void {
    this.total += Math.log(keep);
  }

  /** The row's stored weights are current. */
  settle(row: number): void {
    this.seen[row] = this.total;
  }

  /** The cumulative log-decay, and where it stood when each row was last current. */
  save(): [total: Float64Array, seen: Float64Array] {
    return [Float64Array.of(this.total), this.seen];
  }

  restore(total: Float64Array, seen: Float64Array): void {
    this.total = total[0];
    this.seen.set(seen);
  }

  /** Make a copy of all rows current: rows × width, row-major, in place. */
  applyTo(rows: Float32Array, width: number): void {
    for (let row = 0; row * width < rows.length; row++) {
      const factor = this.factor(row);
      if (factor !== 1) for (let i = row * width, end = i + width; i < end; i++) rows[i] *= factor;
    }
  }
}
