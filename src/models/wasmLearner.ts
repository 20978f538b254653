import type { AdamWStep } from "../backends/adamw";
import { type EarlierRows, startingFrom } from "../backends/earlier";
import { RowGrouper } from "../backends/rowBatch";
import { paddedWidth, startingRows } from "../backends/rows";
import { KernelMemory } from "../backends/wasm/memory";
import { WasmTable } from "../backends/wasm/wasmTable";
import { Random } from "../domain/random";
import type { Batch, Learner, LearnerOptions, LearnerState, LearnerWeights } from "./learner";
import { embeddingColumns, predictingColumns } from "./shapes";
import type { ModelSteps } from "./steps";
import type { WasmScorer } from "./wasmScorer";

/** A learner on the training kernels: the whole step in WebAssembly, with SIMD, on one thread. */
export class WasmLearner implements Learner {
  readonly queue = 0;
  private readonly memory = new KernelMemory();
  private readonly width: number;
  private readonly users: WasmTable;
  private readonly products: WasmTable;
  private readonly scorer: WasmScorer;
  private readonly userGroups: RowGrouper;
  private readonly productGroups: RowGrouper;
  private readonly ratings: number;
  private readonly shares: number;
  private losses: number[] = [];

  /** Throws where there is no WebAssembly with SIMD, or not enough memory. */
  constructor(
    private readonly options: LearnerOptions,
    steps: ModelSteps,
  ) {
    const { shape, userRows, productRows, batchSize, seed, earlier } = options;
    const { memory } = this;
    const columns = embeddingColumns(shape);
    this.width = paddedWidth(columns);
    // Of rows that hold variances the means alone are known.
    const known = predictingColumns(shape);
    const table = (rows: number, name: "users" | "products", stream: string, from?: EarlierRows) => {
      const created = new WasmTable(memory, rows, this.width, batchSize);
      const random = new Random(seed, stream);
      const start = steps.start?.(options, name, () => random.normal()) ?? startingRows(rows, columns, random);
      created.start(startingFrom(start, from, known));
      return created;
    };
    this.users = table(userRows, "users", "user embeddings", earlier?.users);
    this.products = table(productRows, "products", "product embeddings", earlier?.products);
    this.ratings = memory.allocate(batchSize * 4);
    this.shares = memory.allocate(batchSize * 4);
    this.userGroups = new RowGrouper(userRows, batchSize);
    this.productGroups = new RowGrouper(productRows, batchSize);
    const tables = { users: this.users, products: this.products };
    this.scorer = steps.scorer(memory, tables, options);
  }

  step(batch: Batch, adamw: AdamWStep): void {
    const { memory, scorer, options } = this;
    const { batchSize, range } = options;
    const users = this.userGroups.group(batch.users);
    const products = this.productGroups.group(batch.products);
    this.users.load(users);
    this.products.load(products);
    scorer.load(batch.sides);
    memory.floats(this.ratings, batchSize).set(batch.ratings);
    memory.floats(this.shares, batchSize).set(batch.shares);
    const [low, high] = range;
    let loss = 0;
    scorer.begin();
    for (let from = 0; from < batchSize; from += scorer.tile) {
      const count = Math.min(scorer.tile, batchSize - from);
      scorer.forward(from, count, true);
      const ratings = this.ratings + from * 4;
      const shares = this.shares + from * 4;
      loss += scorer.loss(count, ratings, shares, low, high - low);
      scorer.backward(from, count, shares);
    }
    scorer.update(users, products, adamw);
    this.losses.push(loss);
  }

  async takeLosses(): Promise<Float32Array> {
    const losses = Float32Array.from(this.losses);
    this.losses = [];
    return losses;
  }

  async predict({ users, products, sides }: Pick<Batch, "users" | "products" | "sides">): Promise<Float32Array> {
    const { memory, scorer } = this;
    const [low, high] = this.options.range;
    this.users.load(this.userGroups.group(users));
    this.products.load(this.productGroups.group(products));
    scorer.load(sides);
    const predicted = new Float32Array(users.length);
    for (let from = 0; from < users.length; from += scorer.tile) {
      const count = Math.min(scorer.tile, users.length - from);
      const { pointer, stride } = scorer.forward(from, count, false);
      memory.kernels.rangePredict(pointer, stride, count, low, high - low);
      const scores = memory.floats(pointer, count * stride);
      for (let i = 0; i < count; i++) predicted[from + i] = scores[i * stride];
    }
    return predicted;
  }

  read(): LearnerWeights {
    return { width: this.width, users: this.users.read(), products: this.products.read(), ...this.scorer.read() };
  }

  save(): LearnerState {
    return [...this.users.save(), ...this.products.save(), ...this.scorer.save()];
  }

  restore([users, userTotal, products, productTotal, ...rest]: LearnerState): void {
    this.users.restore(users as Float32Array, userTotal as Float64Array);
    this.products.restore(products as Float32Array, productTotal as Float64Array);
    this.scorer.restore(rest);
  }

  /** The memory goes with the learner. */
  dispose(): void {}
}
