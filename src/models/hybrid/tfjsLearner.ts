import {
  customGrad,
  keep,
  type Scalar,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  tensor1d,
  tensor2d,
  tidy,
  valueAndGrads,
  zerosLike,
} from "@tensorflow/tfjs-core";
import { type AdamWStep, withoutDecay } from "../../backends/adamw";
import { denseFrom, type EarlierRows, startingFrom } from "../../backends/earlier";
import { RowGrouper } from "../../backends/rowBatch";
import type { StartRow } from "../../backends/rows";
import { DenseParameters } from "../../backends/tfjs/denseParameters";
import type { CreateTable, EmbeddingTable, TableState } from "../../backends/tfjs/embeddingTable";
import { TensorLosses } from "../../backends/tfjs/tensorLosses";
import { Random } from "../../domain/random";
import type { Batch, Learner, LearnerOptions, LearnerState, LearnerWeights } from "../learner";
import { initialDense } from "../shapes";
import type { DropOutMasks } from "../tfjsScore";
import {
  dropOutKey,
  dropOutMask,
  type HybridOptions,
  networkStep,
  Priors,
  pullsOf,
  startingIds,
  startingSides,
  writeUnknownRow,
} from "./posterior";
import { divergence, type HybridRows, hybridScore } from "./tfjsScore";

/** A table with what tells apart the rows of a batch. */
interface Table {
  table: EmbeddingTable;
  groups: RowGrouper;
  /** 1 / training ratings, by row. */
  pulls: Float32Array;
}

/** Arrays of a TableState. */
const TABLE_PARTS = 5;

type Rows = Pick<Batch, "users" | "products" | "sides">;

/** `hybrid` on tfjs, on whichever of its backends is in use, beside our embedding tables. */
export class TfjsHybridLearner implements Learner {
  private readonly priors: Priors;
  private readonly users: Table;
  private readonly products: Table;
  private readonly sides: Table;
  private readonly dense: DenseParameters;
  private readonly losses: TensorLosses;
  private readonly penalties: TensorLosses;

  constructor(
    createTable: CreateTable,
    private readonly options: LearnerOptions,
    private readonly hybrid: HybridOptions,
    readonly queue: number,
  ) {
    const { shape, batchSize, seed, earlier } = options;
    this.priors = new Priors(hybrid, shape.factors);
    const width = 2 * this.priors.half;
    const table = (counts: Int32Array, positions: number, anew: StartRow, known?: EarlierRows | null): Table => {
      const start = startingFrom(anew, known, shape.factors + 1);
      const weights = new Float32Array(counts.length * width);
      writeUnknownRow(weights, 0, this.priors.half);
      for (let row = 1; row < counts.length; row++) start(weights, row * width);
      return {
        table: createTable(weights, counts.length, width, positions),
        groups: new RowGrouper(counts.length, positions),
        pulls: pullsOf(counts),
      };
    };
    const normals = (stream: string) => {
      const random = new Random(seed, stream);
      return () => random.normal();
    };
    const { factors } = shape;
    const { userCounts, userBias, productCounts, productBias, sideCounts } = hybrid;
    this.users = table(
      userCounts,
      batchSize,
      startingIds(factors, userBias, normals("user embeddings")),
      earlier?.users,
    );
    this.products = table(
      productCounts,
      batchSize,
      startingIds(factors, productBias, normals("product embeddings")),
      earlier?.products,
    );
    this.sides = table(
      sideCounts,
      batchSize * this.features,
      startingSides(factors, normals("side embeddings")),
      earlier?.sides,
    );
    this.dense = new DenseParameters(
      denseFrom(initialDense(shape, new Random(seed, "dense layers")), earlier),
      createTable,
    );
    this.losses = new TensorLosses(queue);
    this.penalties = new TensorLosses(queue);
  }

  step(batch: Batch, adamw: AdamWStep): void {
    const { priors, users, products, sides } = this;
    if (priors.isDue) {
      priors.estimate(() => ({
        users: users.table.read(),
        products: products.table.read(),
        sides: sides.table.read(),
      }));
    }
    const [error, penalty] = tidy(() => {
      const groups = this.group(batch);
      const measured: Scalar[] = [];
      const lossOf = (...tensors: Tensor[]) => this.loss(batch, tensors, measured);
      const { grads } = valueAndGrads(lossOf)([...this.gather(groups), ...this.dense.gather()]);
      const [ofUsers, ofProducts, ofSides, ...dense] = grads;
      const rowStep = withoutDecay(adamw);
      users.table.update(groups.users, ofUsers as Tensor2D, rowStep);
      products.table.update(groups.products, ofProducts as Tensor2D, rowStep);
      sides.table.update(groups.sides, ofSides as Tensor2D, rowStep);
      if (dense.length > 0) this.dense.update(dense, networkStep(adamw));
      return measured;
    });
    this.losses.push(error);
    this.penalties.push(penalty);
    priors.advance();
  }

  async takeLosses(leave: number): Promise<Float32Array> {
    const [losses, penalties] = await Promise.all([this.losses.take(leave), this.penalties.take(leave)]);
    for (let i = 0; i < losses.length; i++) this.priors.add(losses[i], penalties[i]);
    return losses;
  }

  async predict(rows: Rows): Promise<Float32Array> {
    const [low, high] = this.options.range;
    const predicted = tidy(() => {
      const { scores } = this.score([...this.gather(this.group(rows)), ...this.dense.gather()], []);
      return scores
        .sigmoid()
        .mul(high - low)
        .add(low);
    });
    const values = await predicted.data<"float32">();
    predicted.dispose();
    return values as Float32Array;
  }

  read(): LearnerWeights {
    const { users, products, sides, dense } = this;
    const width = 2 * this.priors.half;
    return {
      width,
      users: users.table.read(),
      products: products.table.read(),
      sides: sides.table.read(),
      userPull: this.priors.userPull,
      dense: dense.read(),
    };
  }

  save(): LearnerState {
    const tables = [this.users, this.products, this.sides].map(({ table }) => table.save());
    return [this.priors.save(), ...[...tables, ...this.dense.save()].flat()];
  }

  restore([priors, ...rest]: LearnerState): void {
    this.priors.restore(priors as Float64Array);
    const states: TableState[] = [];
    for (let i = 0; i < rest.length; i += TABLE_PARTS) states.push(rest.slice(i, i + TABLE_PARTS) as TableState);
    const [users, products, sides, ...dense] = states;
    this.users.table.restore(users);
    this.products.table.restore(products);
    this.sides.table.restore(sides);
    this.dense.restore(dense);
  }

  dispose(): void {
    for (const part of [this.losses, this.penalties, this.dense]) part.dispose();
    for (const { table } of [this.users, this.products, this.sides]) table.dispose();
  }

  private get features(): number {
    return this.hybrid.firstRow.length - 1;
  }

  private group({ users, products, sides }: Rows) {
    return {
      users: this.users.groups.group(users),
      products: this.products.groups.group(products),
      sides: this.sides.groups.group(sides),
    };
  }

  private gather(groups: ReturnType<TfjsHybridLearner["group"]>): Tensor2D[] {
    return [
      this.users.table.gather(groups.users),
      this.products.table.gather(groups.products),
      this.sides.table.gather(groups.sides),
    ];
  }

  /** Rows of users, products and features, then the dense parameters. */
  private score([users, products, sides, ...dense]: Tensor[], masks: DropOutMasks) {
    const { hybrid, options, priors, features } = this;
    const { half } = priors;
    const rows: HybridRows = {
      users: users as Tensor2D,
      products: products as Tensor2D,
      sides: sides.reshape([options.batchSize, features, 2 * half]),
    };
    const { ofUser, offset } = hybrid;
    return hybridScore(rows, { half, factors: options.shape.factors, ofUser, offset }, dense, masks);
  }

  /** Squared error, what the scores' variance costs, and the pull of the priors; the first two go to `measured`. */
  private loss(batch: Batch, tensors: Tensor[], measured: Scalar[]): Scalar {
    const { priors, options, features } = this;
    const [low, high] = options.range;
    const shares = tensor1d(batch.shares);
    const { scores, spread, rows } = this.score(tensors, this.masks());
    const part = scores.sigmoid();
    const error = part
      .mul(high - low)
      .add(low)
      .sub(tensor1d(batch.ratings))
      .square()
      .mul(shares)
      .sum<Scalar>();
    const slope = constant(part.sub(part.square()).mul(high - low));
    const penalty = slope.square().mul(spread).mul(shares).sum<Scalar>();
    const { half, precisions } = priors;
    const precisionOf = (kind: number) => tensor2d(precisions.slice(kind * half, (kind + 1) * half), [1, half]);
    const pulls = divergence(
      rows,
      rows.map((_, kind) => precisionOf(kind)),
      this.pulls(batch, features),
      options.shape.factors + 1,
    );
    measured.splice(0, 2, keep(error.clone()), keep(penalty.clone()));
    return error.add(penalty).add(pulls.mul(priors.scale));
  }

  /** By kind of row, [batch] each: the position's share over the training ratings of its row. */
  private pulls({ users, products, sides, shares }: Batch, features: number): Tensor1D[] {
    const of = (pulls: Float32Array, rowAt: (position: number) => number) =>
      tensor1d(shares.map((share, position) => share * pulls[rowAt(position)]));
    return [
      of(this.users.pulls, (position) => users[position]),
      of(this.products.pulls, (position) => products[position]),
      ...Array.from({ length: features }, (_, f) => of(this.sides.pulls, (position) => sides[position * features + f])),
    ];
  }

  private masks(): DropOutMasks {
    const { dropout } = this.hybrid;
    const { shape, batchSize, seed } = this.options;
    if (dropout === 0) return [];
    return shape.hidden.map((outputs, layer) => {
      const key = dropOutKey(seed, this.priors.step, layer);
      return tensor2d(dropOutMask(key, batchSize, outputs, dropout), [batchSize, outputs]);
    });
  }
}

/** The same values, through which no gradient goes. */
const constant = customGrad((x) => {
  const values = x as Tensor;
  return { value: values.clone(), gradFunc: (dy: Tensor | Tensor[]) => zerosLike(dy as Tensor) };
});
