import {
  type Scalar,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  tensor1d,
  tidy,
  valueAndGrads,
} from "@tensorflow/tfjs-core";
import { Random } from "../random";
import type { AdamWStep } from "./adamw";
import type { Backend } from "./backend";
import { type DenseParameter, DenseParameters } from "./denseParameters";
import { type EmbeddingTable, paddedWidth } from "./embeddingTable";
import { embeddingColumns, initialDense, initialEmbeddings, type ModelShape, score } from "./models";
import { RowGrouper } from "./rowBatch";

export interface LearnerOptions {
  shape: ModelShape;
  /** Rows of the tables, the unknown row 0 included. */
  userRows: number;
  productRows: number;
  /** Positions of every batch. */
  batchSize: number;
  /** Predictions lie between these. */
  range: [number, number];
  seed: number;
}

/** The ratings of one step, each array of the learner's batch size. */
export interface Batch {
  users: Int32Array;
  products: Int32Array;
  ratings: Float32Array;
  /** What each rating weighs in the loss: 1 / n for n ratings, 0 for the padding of a last, incomplete batch. */
  shares: Float32Array;
}

/** Weights on the CPU. */
export interface LearnerWeights {
  width: number;
  users: Float32Array;
  products: Float32Array;
  dense: DenseParameter[];
}

/** A model on a backend, with its optimiser: it takes steps and predicts. */
export class Learner {
  /** Trained weights, the padding and the unknown rows not counted. */
  readonly parameters: number;
  private readonly width: number;
  private readonly users: EmbeddingTable;
  private readonly products: EmbeddingTable;
  private readonly dense: DenseParameters;
  private readonly userGroups: RowGrouper;
  private readonly productGroups: RowGrouper;

  constructor(
    backend: Backend,
    private readonly options: LearnerOptions,
  ) {
    const { shape, userRows, productRows, batchSize, seed } = options;
    const columns = embeddingColumns(shape);
    const width = paddedWidth(columns);
    const table = (rows: number, stream: string) =>
      backend.createTable(initialEmbeddings(rows, width, columns, new Random(seed, stream)), rows, width, batchSize);
    const dense = initialDense(shape, new Random(seed, "dense layers"));
    this.width = width;
    this.users = table(userRows, "user embeddings");
    this.products = table(productRows, "product embeddings");
    this.dense = new DenseParameters(dense, backend);
    this.userGroups = new RowGrouper(userRows, batchSize);
    this.productGroups = new RowGrouper(productRows, batchSize);
    const denseWeights = dense.reduce((sum, { values }) => sum + values.length, 0);
    this.parameters = (userRows - 1 + productRows - 1) * columns + denseWeights;
  }

  /** Train on one batch. Returns the mean squared error before the step, on the device; the caller disposes of it. */
  step(batch: Batch, adamw: AdamWStep): Scalar {
    return tidy(() => {
      const userBatch = this.userGroups.group(batch.users);
      const productBatch = this.productGroups.group(batch.products);
      const ratings = tensor1d(batch.ratings);
      const shares = tensor1d(batch.shares);
      const loss = (users: Tensor, products: Tensor, ...dense: Tensor[]) =>
        this.predictRows(users as Tensor2D, products as Tensor2D, dense)
          .sub(ratings)
          .square()
          .mul(shares)
          .sum<Scalar>();
      const { value, grads } = valueAndGrads(loss)([
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
  }

  /** Predicted ratings, [batch], on the device; the caller disposes of the tensor. */
  predict(users: Int32Array, products: Int32Array): Tensor1D {
    return tidy(() =>
      this.predictRows(
        this.users.gather(this.userGroups.group(users)),
        this.products.gather(this.productGroups.group(products)),
        this.dense.gather(),
      ),
    );
  }

  /** Copy all current weights to the CPU. */
  read(): LearnerWeights {
    return { width: this.width, users: this.users.read(), products: this.products.read(), dense: this.dense.read() };
  }

  dispose(): void {
    for (const part of [this.users, this.products, this.dense]) part.dispose();
  }

  private predictRows(users: Tensor2D, products: Tensor2D, dense: Tensor[]): Tensor1D {
    const [low, high] = this.options.range;
    return score(this.options.shape, users, products, dense)
      .sigmoid()
      .mul(high - low)
      .add(low) as Tensor1D;
  }
}
