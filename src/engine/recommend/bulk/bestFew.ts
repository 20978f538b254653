/** The products of highest score among those offered, best first; of equal scores the lower code first. */
export class BestFew {
  readonly products: Int32Array;
  readonly scores: Float32Array;
  size = 0;

  constructor(private readonly most: number) {
    this.products = new Int32Array(most);
    this.scores = new Float32Array(most);
  }

  /** Below this a score is not among them. */
  get floor(): number {
    return this.size < this.most ? Number.NEGATIVE_INFINITY : this.scores[this.most - 1];
  }

  offer(product: number, score: number): void {
    const { products, scores, most } = this;
    if (this.size === most && !comesBefore(score, product, scores[most - 1], products[most - 1])) return;
    let at = Math.min(this.size, most - 1);
    for (; at > 0 && comesBefore(score, product, scores[at - 1], products[at - 1]); at--) {
      scores[at] = scores[at - 1];
      products[at] = products[at - 1];
    }
    scores[at] = score;
    products[at] = product;
    if (this.size < most) this.size++;
  }
}

function comesBefore(score: number, product: number, other: number, otherProduct: number): boolean {
  return score > other || (score === other && product < otherProduct);
}
