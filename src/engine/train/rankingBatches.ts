import { Random } from "../../domain/random";
import type { RankingBatch, RankingOptions } from "../../models/pooled-history/rankingLearner";
import { LONGEST_HISTORY, longestOf, type RankingData } from "./rankingData";

/**
 * Fills batches of examples: histories cut to a bounded number of random products, and the candidates that the targets
 * are told from. A batch is valid until the next.
 *
 * A small catalogue is compared whole. Of a large one the batch's own targets and uniformly drawn products are compared,
 * each score lowered by the log of the product's chance to be there (Bengio & Senécal 2008; Yi et al., "Sampling-bias-
 * corrected neural modeling for large corpus item recommendations", RecSys 2019), so that the expected loss is that of
 * the whole softmax.
 */
export class RankingBatches {
  private readonly batch: RankingBatch;
  private readonly order: Int32Array;
  private random = new Random(0);
  /** Place of each product among the candidates, −1 where it is none. */
  private readonly placeOf: Int32Array;
  private readonly whole: boolean;
  private readonly drawn: number;
  private readonly pool: Int32Array;

  constructor(
    private readonly data: RankingData,
    private readonly options: RankingOptions,
  ) {
    const { batchSize, tokens, candidates, rowsPerProduct, productRows } = options;
    this.order = new Int32Array(data.users.length);
    this.placeOf = new Int32Array(productRows).fill(-1);
    this.whole = candidates === productRows - 1;
    this.drawn = candidates - batchSize;
    this.pool = new Int32Array(longestOf(data.starts));
    this.batch = {
      tokens: new Int32Array(batchSize * tokens),
      starts: new Int32Array(batchSize + 1),
      scales: new Float32Array(batchSize),
      candidates: new Int32Array(candidates * rowsPerProduct),
      candidateCount: 0,
      offsets: new Float32Array(candidates),
      targets: new Int32Array(batchSize),
      masked: new Int32Array(batchSize * Math.min(this.pool.length, candidates)),
      maskStarts: new Int32Array(batchSize + 1),
      shares: new Float32Array(batchSize),
    };
    if (this.whole) for (let row = 1; row < productRows; row++) this.addCandidate(row, data.prior[row]);
  }

  /** Shuffle the examples; what an epoch draws depends on the seed and its number alone. */
  beginEpoch(epoch: number): void {
    this.random = new Random(this.options.seed, `ranking epoch ${epoch}`);
    for (let i = 0; i < this.order.length; i++) this.order[i] = i;
    this.random.shuffle(this.order);
  }

  /** The examples at order[from ..], as many as fit; the rest of the batch is empty and of no weight. */
  fill(from: number): RankingBatch {
    const { data, order, batch, options } = this;
    const count = Math.min(options.batchSize, order.length - from);
    if (!this.whole) this.drawCandidates(from, count);
    let token = 0;
    let mask = 0;
    for (let position = 0; position < count; position++) {
      const example = order[from + position];
      const target = data.targets[example];
      batch.targets[position] = this.placeOf[target];
      const length = this.collectHistory(data.users[example], target);
      for (let i = 0; i < length; i++) {
        const place = this.placeOf[this.pool[i]];
        if (place >= 0) batch.masked[mask++] = place;
      }
      batch.maskStarts[position + 1] = mask;
      const kept = this.cutHistory(length);
      for (let i = 0; i < kept; i++) token = this.addTokens(this.pool[i], token);
      batch.starts[position + 1] = token;
      batch.scales[position] = kept === 0 ? 0 : 1 / Math.sqrt(kept);
    }
    batch.starts.fill(token, count + 1);
    batch.maskStarts.fill(mask, count + 1);
    batch.targets.fill(0, count);
    batch.scales.fill(0, count);
    batch.shares.fill(1 / count, 0, count);
    batch.shares.fill(0, count);
    return batch;
  }

  /** The products that the user rated beside the target, to the start of the pool; their number. */
  private collectHistory(user: number, target: number): number {
    const { history, starts } = this.data;
    let length = 0;
    for (let k = starts[user]; k < starts[user + 1]; k++) {
      if (history[k] !== target) this.pool[length++] = history[k];
    }
    return length;
  }

  /** Bring a random choice to the start of a pool that is too long; the number that is kept. */
  private cutHistory(length: number): number {
    const { pool, random } = this;
    if (length <= LONGEST_HISTORY) return length;
    for (let i = 0; i < LONGEST_HISTORY; i++) {
      const j = i + random.integer(length - i);
      [pool[i], pool[j]] = [pool[j], pool[i]];
    }
    return LONGEST_HISTORY;
  }

  private addTokens(product: number, at: number): number {
    const { bags, rowsPerProduct } = this.data;
    let token = at;
    for (let i = product * rowsPerProduct, end = i + rowsPerProduct; i < end; i++) {
      if (bags[i] !== 0) this.batch.tokens[token++] = bags[i];
    }
    return token;
  }

  private addCandidate(product: number, offset: number): void {
    const { batch, data } = this;
    const place = batch.candidateCount++;
    const { bags, rowsPerProduct } = data;
    for (let i = 0; i < rowsPerProduct; i++) {
      batch.candidates[place * rowsPerProduct + i] = bags[product * rowsPerProduct + i];
    }
    batch.offsets[place] = offset;
    this.placeOf[product] = place;
  }

  /** The batch's targets, and as many products again at random. */
  private drawCandidates(from: number, count: number): void {
    const { batch, data, order, drawn, random, placeOf } = this;
    const products = this.options.productRows - 1;
    const { rowsPerProduct } = data;
    for (let place = 0; place < batch.candidateCount; place++) placeOf[batch.candidates[place * rowsPerProduct]] = -1;
    batch.candidateCount = 0;
    // A product is absent when neither the other examples' targets nor the draws are it.
    const undrawn = drawn * Math.log1p(-1 / products);
    const add = (product: number) => {
      if (placeOf[product] >= 0) return;
      const absent = Math.exp((count - 1) * Math.log1p(-data.targetShare[product]) + undrawn);
      this.addCandidate(product, data.prior[product] - Math.log1p(-absent));
    };
    for (let i = from; i < from + count; i++) add(data.targets[order[i]]);
    for (let i = 0; i < drawn; i++) add(1 + random.integer(products));
    batch.candidates.fill(0, batch.candidateCount * rowsPerProduct);
  }
}
