import type { AdamWStep } from "../../backends/adamw";
import { startingFrom } from "../../backends/earlier";
import { type RowBatch, RowGrouper } from "../../backends/rowBatch";
import { startingAtZero, startingRows } from "../../backends/rows";
import { KernelMemory } from "../../backends/wasm/memory";
import { WasmTable } from "../../backends/wasm/wasmTable";
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

/** Examples whose scores are in memory at a time. */
const TILE = 32;
/** Rows gathered at a time to be summed. */
const GATHERED = 512;

/** The ranking model on the training kernels, on one thread. */
export class WasmRankingLearner implements RankingLearner {
  readonly queue = 0;
  private readonly memory = new KernelMemory();
  private readonly width: number;
  private readonly inputs: WasmTable;
  private readonly outputs: WasmTable;
  private readonly tokenGroups: RowGrouper;
  private readonly candidateGroups: RowGrouper;
  /** Example of each token, and candidate of each of its rows. */
  private readonly exampleOf: Int32Array;
  private readonly candidateOf: Int32Array;
  private readonly gathered: number;
  /** [examples × width], whole tiles; then the loss's slopes by them. */
  private readonly pooled: number;
  private readonly pooledSlopes: number;
  /** [candidates × width], its transpose, and the slopes. */
  private readonly vectors: number;
  private readonly transposed: number;
  private readonly vectorSlopes: number;
  private readonly offsets: number;
  private readonly zeros: number;
  private readonly scores: number;
  private readonly targets: number;
  private readonly shares: number;
  private losses: number[] = [];

  /** Throws where there is no WebAssembly with SIMD, or not enough memory. */
  constructor(private readonly options: RankingOptions) {
    const { shape, rows, batchSize, tokens, candidates, rowsPerProduct, seed, earlier } = options;
    const { memory } = this;
    this.width = rankingWidth(options);
    const positions = batchSize * tokens;
    const candidateRows = candidates * rowsPerProduct;
    this.inputs = new WasmTable(memory, rows, this.width, positions);
    this.outputs = new WasmTable(memory, rows, this.width, candidateRows);
    const random = startingRows(rows, shape.factors, new Random(seed, "input embeddings"));
    this.inputs.start(startingFrom(random, earlier?.inputs, shape.factors));
    this.outputs.start(startingFrom(startingAtZero, earlier?.outputs, shape.factors));
    this.tokenGroups = new RowGrouper(rows, positions);
    this.candidateGroups = new RowGrouper(rows, candidateRows);
    this.exampleOf = new Int32Array(positions);
    this.candidateOf = Int32Array.from({ length: candidateRows }, (_, i) => Math.floor(i / rowsPerProduct));
    const bytes = this.width * 4;
    this.gathered = memory.allocate(GATHERED * bytes);
    this.pooled = memory.allocate(wholeTiles(batchSize) * bytes);
    this.pooledSlopes = memory.allocate(wholeTiles(batchSize) * bytes);
    const columns = wholeColumns(candidates);
    this.vectors = memory.allocate(columns * bytes);
    this.transposed = memory.allocate(columns * bytes);
    this.vectorSlopes = memory.allocate(columns * bytes);
    this.offsets = memory.allocate(columns * 4);
    this.zeros = memory.allocate(bytes);
    this.scores = memory.allocate(TILE * columns * 4);
    this.targets = memory.allocate(wholeTiles(batchSize) * 4);
    this.shares = memory.allocate(wholeTiles(batchSize) * 4);
  }

  step(batch: RankingBatch, adamw: AdamWStep): void {
    const { memory, options, width } = this;
    const { kernels } = memory;
    const columns = wholeColumns(batch.candidateCount);
    const tokens = this.loadTokens(batch);
    const rows = this.loadCandidates(batch);
    this.sum(this.inputs, this.exampleOf, tokens.rows.length, this.pooled, wholeTiles(options.batchSize));
    this.scale(this.pooled, batch.scales);
    this.sum(this.outputs, this.candidateOf, rows.rows.length, this.vectors, columns);
    kernels.transpose(this.vectors, this.transposed, columns, width);
    const offsets = memory.floats(this.offsets, columns);
    offsets.set(batch.offsets.subarray(0, batch.candidateCount));
    offsets.fill(NO_CHANCE, batch.candidateCount);
    memory.floats(this.vectorSlopes, columns * width).fill(0);
    memory.integers(this.targets, options.batchSize).set(batch.targets);
    memory.floats(this.shares, options.batchSize).set(batch.shares);
    let loss = 0;
    for (let from = 0; from < options.batchSize; from += TILE) {
      const x = this.pooled + from * width * 4;
      const slopes = this.pooledSlopes + from * width * 4;
      kernels.linear(x, this.transposed, this.offsets, this.scores, TILE, width, columns, 0);
      this.mask(batch, from, columns);
      loss += kernels.softmaxLoss(this.scores, this.targets + from * 4, this.shares + from * 4, TILE, columns);
      kernels.linear(this.scores, this.vectors, this.zeros, slopes, TILE, columns, width, 0);
      kernels.linearWeightGradient(this.scores, x, this.vectorSlopes, TILE, columns, width);
    }
    this.scale(this.pooledSlopes, batch.scales);
    this.inputs.update(tokens.touchedCount, this.pooledSlopes, width, adamw);
    this.outputs.update(rows.touchedCount, this.vectorSlopes, width, adamw);
    this.losses.push(loss);
  }

  async takeLosses(): Promise<Float32Array> {
    const losses = Float32Array.from(this.losses);
    this.losses = [];
    return losses;
  }

  read(): RankingWeights {
    return { width: this.width, inputs: this.inputs.read(), outputs: this.outputs.read() };
  }

  save(): LearnerState {
    return [...this.inputs.save(), ...this.outputs.save()];
  }

  restore([inputs, inputTotal, outputs, outputTotal]: LearnerState): void {
    this.inputs.restore(inputs as Float32Array, inputTotal as Float64Array);
    this.outputs.restore(outputs as Float32Array, outputTotal as Float64Array);
  }

  /** The memory goes with the learner. */
  dispose(): void {}

  private loadTokens({ tokens, starts }: RankingBatch): RowBatch {
    const { batchSize } = this.options;
    const { exampleOf } = this;
    for (let example = 0; example < batchSize; example++) {
      exampleOf.fill(example, starts[example], starts[example + 1]);
    }
    return load(this.inputs, this.tokenGroups.group(tokens.subarray(0, starts[batchSize])), exampleOf);
  }

  private loadCandidates({ candidates, candidateCount }: RankingBatch): RowBatch {
    const rows = candidates.subarray(0, candidateCount * this.options.rowsPerProduct);
    return load(this.outputs, this.candidateGroups.group(rows), this.candidateOf);
  }

  /** Row sumOf[i] of `to`, [rows × width], becomes the sum of the loaded rows i of the table. */
  private sum(table: WasmTable, sumOf: Int32Array, count: number, to: number, rows: number): void {
    const { memory, gathered, width } = this;
    memory.floats(to, rows * width).fill(0);
    const floats = memory.allFloats;
    for (let from = 0; from < count; from += GATHERED) {
      const some = Math.min(GATHERED, count - from);
      table.gather(from, some, gathered, width);
      for (let i = 0, read = gathered / 4; i < some; i++) {
        for (let write = to / 4 + sumOf[from + i] * width, end = write + width; write < end; write++, read++) {
          floats[write] += floats[read];
        }
      }
    }
  }

  /** Take from the examples of this tile what is no choice of theirs. */
  private mask({ masked, maskStarts }: RankingBatch, from: number, columns: number): void {
    const scores = this.memory.floats(this.scores, TILE * columns);
    const end = Math.min(from + TILE, this.options.batchSize);
    for (let example = from; example < end; example++) {
      const row = (example - from) * columns;
      for (let k = maskStarts[example]; k < maskStarts[example + 1]; k++) scores[row + masked[k]] = NO_CHANCE;
    }
  }

  /** Multiply each example's row by its scale. */
  private scale(pointer: number, scales: Float32Array): void {
    const { memory, width } = this;
    const rows = memory.floats(pointer, scales.length * width);
    for (let example = 0, i = 0; example < scales.length; example++) {
      for (const end = i + width; i < end; i++) rows[i] *= scales[example];
    }
  }
}

/** The table takes the batch over; its gradients lie by `sumOf`, one for all rows of a sum. */
function load(table: WasmTable, batch: RowBatch, sumOf: Int32Array): RowBatch {
  const { order, starts, touchedCount } = batch;
  for (let k = 0; k < starts[touchedCount]; k++) order[k] = sumOf[order[k]];
  table.load(batch);
  return batch;
}

function wholeTiles(examples: number): number {
  return Math.ceil(examples / TILE) * TILE;
}

/** The kernels work on eight columns at a time. */
function wholeColumns(candidates: number): number {
  return Math.ceil(candidates / 8) * 8;
}
