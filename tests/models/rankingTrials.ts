import { adamWStep } from "../../src/backends/adamw";
import type { BackendName } from "../../src/domain/names";
import { Random } from "../../src/domain/random";
import { oneCycle } from "../../src/engine/train/schedule";
import { createRankingLearner, openProvenBackend } from "../../src/models/learners";
import type {
  RankingBatch,
  RankingLearner,
  RankingOptions,
  RankingWeights,
} from "../../src/models/pooled-history/rankingLearner";

/** A small model whose sizes are multiples of nothing. */
export const options: RankingOptions = {
  shape: { model: "pooled-history", factors: 5, hidden: [] },
  rows: 27,
  productRows: 22,
  batchSize: 35,
  tokens: 7,
  candidates: 19,
  rowsPerProduct: 2,
  seed: 3,
};

/** Random examples, `count` of them; some without history, with the first of their candidates masked, or repeated rows. */
export function randomBatch(random: Random, count = options.batchSize): RankingBatch {
  const { batchSize, tokens, candidates, rowsPerProduct, rows } = options;
  const candidateCount = candidates - random.integer(4);
  const batch: RankingBatch = {
    tokens: new Int32Array(batchSize * tokens),
    starts: new Int32Array(batchSize + 1),
    scales: new Float32Array(batchSize),
    candidates: new Int32Array(candidates * rowsPerProduct),
    candidateCount,
    offsets: Float32Array.from({ length: candidates }, () => random.normal()),
    targets: new Int32Array(batchSize),
    masked: new Int32Array(batchSize),
    maskStarts: new Int32Array(batchSize + 1),
    shares: new Float32Array(batchSize).fill(1 / count, 0, count),
  };
  for (let i = 0; i < candidateCount * rowsPerProduct; i++) {
    batch.candidates[i] = i % rowsPerProduct === 0 ? 1 + i / rowsPerProduct : random.integer(rows);
  }
  let [token, mask] = [0, 0];
  for (let example = 0; example < count; example++) {
    const length = random.integer(tokens + 1);
    for (let i = 0; i < length; i++) batch.tokens[token++] = 1 + random.integer(rows - 1);
    batch.starts[example + 1] = token;
    batch.scales[example] = length === 0 ? 0 : 1 / Math.sqrt(length);
    batch.targets[example] = 1 + random.integer(candidateCount - 1);
    if (random.next() < 0.5) batch.masked[mask++] = 0;
    batch.maskStarts[example + 1] = mask;
  }
  batch.starts.fill(token, count + 1);
  batch.maskStarts.fill(mask, count + 1);
  return batch;
}

/** The batch's loss by its formula, in float64. */
export function plainLoss(batch: RankingBatch, { width, inputs, outputs }: RankingWeights): number {
  const { batchSize, rowsPerProduct } = options;
  const sum = (table: Float32Array, rows: Iterable<number>) => {
    const vector = new Array<number>(width).fill(0);
    for (const row of rows) for (let k = 0; k < width; k++) vector[k] += table[row * width + k];
    return vector;
  };
  let loss = 0;
  for (let example = 0; example < batchSize; example++) {
    if (batch.shares[example] === 0) continue;
    const pooled = sum(inputs, batch.tokens.subarray(batch.starts[example], batch.starts[example + 1]));
    const masked = new Set(batch.masked.subarray(batch.maskStarts[example], batch.maskStarts[example + 1]));
    const scores: number[] = [];
    for (let j = 0; j < batch.candidateCount; j++) {
      const vector = sum(outputs, batch.candidates.subarray(j * rowsPerProduct, (j + 1) * rowsPerProduct));
      const dot = vector.reduce((total, value, k) => total + value * pooled[k], 0);
      scores.push(masked.has(j) ? Number.NEGATIVE_INFINITY : batch.scales[example] * dot + batch.offsets[j]);
    }
    const total = scores.reduce((partial, score) => partial + Math.exp(score), 0);
    loss += batch.shares[example] * (Math.log(total) - scores[batch.targets[example]]);
  }
  return loss;
}

export async function openLearner(name: BackendName): Promise<RankingLearner> {
  return createRankingLearner(await openProvenBackend(name), options);
}

export const STEPS = 40;

/** Train on the same random batches, the last of them incomplete. */
export async function trainRanking(name: BackendName): Promise<{ losses: number[]; weights: RankingWeights }> {
  const learner = await openLearner(name);
  const random = new Random(4, "ranking trial");
  const losses: number[] = [];
  for (let step = 0; step < STEPS; step++) {
    const batch = randomBatch(random, step === STEPS - 1 ? 20 : options.batchSize);
    learner.step(batch, adamWStep(step, oneCycle(step, STEPS, 0.03), 0.2, options.batchSize));
    losses.push(...(await learner.takeLosses(learner.queue)));
  }
  losses.push(...(await learner.takeLosses(0)));
  const weights = learner.read();
  learner.dispose();
  return { losses, weights };
}
