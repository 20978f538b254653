import {
  logSoftmax,
  type Scalar,
  type Tensor,
  type Tensor2D,
  tensor1d,
  tensor2d,
  tidy,
  valueAndGrads,
} from "@tensorflow/tfjs-core";
import type { AdamWStep } from "../../backends/adamw";
import { startingTable } from "../../backends/earlier";
import { RowGrouper } from "../../backends/rowBatch";
import type { CreateTable, EmbeddingTable, TableState } from "../../backends/tfjs/embeddingTable";
import { TensorLosses } from "../../backends/tfjs/tensorLosses";
import { Random } from "../../domain/random";
import type { LearnerState } from "../learner";
import {
  NO_CHANCE,
  type RankingBatch,
  type RankingLearner,
  type RankingOptions,
  type RankingWeights,
  rankingWidth,
} from "./rankingLearner";

/** The ranking model on tfjs, on whichever of its backends is in use, beside our embedding tables. */
export class TfjsRankingLearner implements RankingLearner {
  private readonly width: number;
  private readonly inputs: EmbeddingTable;
  private readonly outputs: EmbeddingTable;
  private readonly tokenGroups: RowGrouper;
  private readonly candidateGroups: RowGrouper;
  /** Each example's tokens in as many places as the longest history has: batches of one shape are one GPU program. */
  private readonly tokens: Int32Array;
  private readonly losses: TensorLosses;

  constructor(
    createTable: CreateTable,
    private readonly options: RankingOptions,
    readonly queue: number,
  ) {
    const { shape, rows, batchSize, tokens, candidates, rowsPerProduct, seed, earlier } = options;
    const width = rankingWidth(options);
    const random = new Random(seed, "input embeddings");
    const candidateRows = candidates * rowsPerProduct;
    this.width = width;
    this.tokens = new Int32Array(batchSize * tokens);
    const inputs = startingTable(rows, width, shape.factors, random, earlier?.inputs);
    const outputs = startingTable(rows, width, shape.factors, null, earlier?.outputs);
    this.inputs = createTable(inputs, rows, width, this.tokens.length);
    this.outputs = createTable(outputs, rows, width, candidateRows);
    this.tokenGroups = new RowGrouper(rows, this.tokens.length);
    this.candidateGroups = new RowGrouper(rows, candidateRows);
    this.losses = new TensorLosses(queue);
  }

  step(batch: RankingBatch, adamw: AdamWStep): void {
    const { inputs, outputs, width } = this;
    const { batchSize, tokens, candidates, rowsPerProduct } = this.options;
    const loss = tidy(() => {
      const tokenRows = this.tokenGroups.group(this.spread(batch));
      const candidateRows = this.candidateGroups.group(batch.candidates);
      const scales = tensor1d(batch.scales).expandDims(1);
      const offsets = tensor2d(this.offsets(batch), [batchSize, candidates]);
      const chosen = tensor2d(this.chosen(batch), [batchSize, candidates]);
      const lossOf = (tokenVectors: Tensor, candidateVectors: Tensor) => {
        const pooled = tokenVectors.reshape([batchSize, tokens, width]).sum(1).mul<Tensor2D>(scales);
        const vectors = candidateVectors.reshape([candidates, rowsPerProduct, width]).sum<Tensor2D>(1);
        const scores = pooled.matMul<Tensor2D>(vectors, false, true).add(offsets);
        return logSoftmax(scores).mul(chosen).sum<Scalar>().neg() as Scalar;
      };
      const { value, grads } = valueAndGrads(lossOf)([inputs.gather(tokenRows), outputs.gather(candidateRows)]);
      inputs.update(tokenRows, grads[0] as Tensor2D, adamw);
      outputs.update(candidateRows, grads[1] as Tensor2D, adamw);
      return value as Scalar;
    });
    this.losses.push(loss);
  }

  takeLosses(leave: number): Promise<Float32Array> {
    return this.losses.take(leave);
  }

  read(): RankingWeights {
    return { width: this.width, inputs: this.inputs.read(), outputs: this.outputs.read() };
  }

  save(): LearnerState {
    return [...this.inputs.save(), ...this.outputs.save()];
  }

  restore(state: LearnerState): void {
    this.inputs.restore(state.slice(0, 5) as TableState);
    this.outputs.restore(state.slice(5) as TableState);
  }

  dispose(): void {
    for (const part of [this.losses, this.inputs, this.outputs]) part.dispose();
  }

  /** [batch × tokens] */
  private spread({ tokens, starts }: RankingBatch): Int32Array {
    const { batchSize, tokens: places } = this.options;
    this.tokens.fill(0);
    for (let example = 0; example < batchSize; example++) {
      this.tokens.set(tokens.subarray(starts[example], starts[example + 1]), example * places);
    }
    return this.tokens;
  }

  /** [batch × candidates] What is added to each score. */
  private offsets({ offsets, candidateCount, masked, maskStarts }: RankingBatch): Float32Array {
    const { batchSize, candidates } = this.options;
    const all = new Float32Array(batchSize * candidates).fill(NO_CHANCE);
    for (let example = 0, from = 0; example < batchSize; example++, from += candidates) {
      all.set(offsets.subarray(0, candidateCount), from);
      for (let k = maskStarts[example]; k < maskStarts[example + 1]; k++) all[from + masked[k]] = NO_CHANCE;
    }
    return all;
  }

  /** [batch × candidates] The example's share where its target is. */
  private chosen({ targets, shares }: RankingBatch): Float32Array {
    const { batchSize, candidates } = this.options;
    const all = new Float32Array(batchSize * candidates);
    for (let example = 0; example < batchSize; example++)
      all[example * candidates + targets[example]] = shares[example];
    return all;
  }
}
