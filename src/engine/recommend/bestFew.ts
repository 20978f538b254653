/** The codes of highest score among those offered, best first; of equal scores the lower code first. */
export class BestFew {
  readonly codes: Int32Array;
  readonly scores: Float64Array;
  size = 0;

  constructor(private readonly most: number) {
    this.codes = new Int32Array(most);
    this.scores = new Float64Array(most).fill(Number.NEGATIVE_INFINITY);
  }

  /** Below this a score is not among them. */
  get floor(): number {
    return this.scores[this.most - 1];
  }

  offer(code: number, score: number): void {
    const { codes, scores, most } = this;
    if (this.size === most && !comesBefore(score, code, scores[most - 1], codes[most - 1])) return;
    let at = Math.min(this.size, most - 1);
    for (; at > 0 && comesBefore(score, code, scores[at - 1], codes[at - 1]); at--) {
      scores[at] = scores[at - 1];
      codes[at] = codes[at - 1];
    }
    scores[at] = score;
    codes[at] = code;
    if (this.size < most) this.size++;
  }
}

function comesBefore(score: number, code: number, other: number, otherCode: number): boolean {
  return score > other || (score === other && code < otherCode);
}
