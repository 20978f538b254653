import {
  type Scalar,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  tensor1d,
  tidy,
  valueAndGrads,
} from "@tensorflow/tfjs-core";
import type { AdamWStep } from "../backends/adamw";
import { denseFrom, type EarlierRows, startingTable } from "../backends/earlier";
import { RowGrouper } from "../backends/rowBatch";
import { paddedWidth } from "../backends/rows";
import { DenseParameters } from "../backends/tfjs/denseParameters";
import type { CreateTable, EmbeddingTable, TableState } from "../backends/tfjs/embeddingTable";
import { TensorLosses } from "../backends/tfjs/tensorLosses";
import { Random } from "../domain/random";
import type { Batch, Learner, LearnerOptions, LearnerState, LearnerWeights } from "./learner";
import { embeddingColumns, initialDense } from "./shapes";
import type { Score } from "./tfjsScore";

/** A learner whose dense part runs on tfjs, on whichever of its backends is in use, beside our embedding tables. */
export class TfjsLearner implements Learner {
  private readonly width: number;
  private readonly users: EmbeddingTable;
  private readonly products: EmbeddingTable;
  private readonly dense: DenseParameters;
  private readonly userGroups: RowGrouper;
  private readonly productGroups: RowGrouper;
  private readonly losses: TensorLosses;

  constructor(
    createTable: CreateTable,
    private readonly options: LearnerOptions,
    private readonly score: Score,
    readonly queue: number,
  ) {
    const { shape, userRows, productRows, batchSize, seed, earlier } = options;
    const columns = embeddingColumns(shape);
    const width = paddedWidth(columns);
    const table = (rows: number, stream: string, known?: EarlierRows) => {
      const weights = startingTable(rows, width, columns, new Random(seed, stream), known);
      return createTable(weights, rows, width, batchSize);
    };
    this.width = width;
    this.losses = new TensorLosses(queue);
    this.users = table(userRows, "user embeddings", earlier?.users);
    this.products = table(productRows, "product embeddings", earlier?.products);
    this.dense = new DenseParameters(
      denseFrom(initialDense(shape, new Random(seed, "dense layers")), earlier),
      createTable,
    );
    this.userGroups = new RowGrouper(userRows, batchSize);
    this.productGroups = new RowGrouper(productRows, batchSize);
  }

  step(batch: Batch, adamw: AdamWStep): void {
    const loss = tidy(() => {
      const userBatch = this.userGroups.group(batch.users);
      const productBatch = this.productGroups.group(batch.products);
      const ratings = tensor1d(batch.ratings);
      const shares = tensor1d(batch.shares);
      const lossOf = (users: Tensor, products: Tensor, ...dense: Tensor[]) =>
        this.predictRows(users as Tensor2D, products as Tensor2D, dense)
          .sub(ratings)
          .square()
          .mul(shares)
          .sum<Scalar>();
      const { value, grads } = valueAndGrads(lossOf)([
        this.users.gather(userBatch),
        this.products.gather(productBatch),
        ...this.dense.gather(),
      ]);
      const [users, products, ...dense] = grads;
      this.users.update(userBatch, users as Tensor2D, adamw);
      this.products.update(productBatch, products as Tensor2D, adamw);
      this.dense.update(dense, adamw);
      return value as Scalar;
    });
    this.losses.push(loss);
  }

  takeLosses(leave: number): Promise<Float32Array> {
    return this.losses.take(leave);
  }

  async predict({ users, products }: Pick<Batch, "users" | "products">): Promise<Float32Array> {
    const predicted = tidy(() =>
      this.predictRows(
        this.users.gather(this.userGroups.group(users)),
        this.products.gather(this.productGroups.group(products)),
        this.dense.gather(),
      ),
    );
    const values = await predicted.data<"float32">();
    predicted.dispose();
    return values as Float32Array;
  }

  read(): LearnerWeights {
    return {
      width: this.width,
      users: this.users.read(),
      products: this.products.read(),
      sides: new Float32Array(0),
      dense: this.dense.read(),
    };
  }

  save(): LearnerState {
    return [this.users.save(), this.products.save(), ...this.dense.save()].flat();
  }

  restore(state: LearnerState): void {
    const tables: TableState[] = [];
    for (let i = 0; i < state.length; i += 5) tables.push(state.slice(i, i + 5) as TableState);
    const [users, products, ...dense] = tables;
    this.users.restore(users);
    this.products.restore(products);
    this.dense.restore(dense);
  }

  dispose(): void {
    for (const part of [this.users, this.products, this.dense, this.losses]) part.dispose();
  }

  /** [batch] predicted ratings. */
  private predictRows(users: Tensor2D, products: Tensor2D, dense: Tensor[]): Tensor1D {
    const [low, high] = this.options.range;
    return this.score(users, products, dense, this.options.shape.factors)
      .sigmoid()
      .mul(high - low)
      .add(low) as Tensor1D;
  }
}
