import { Random } from "../../random";
import type { AdamWStep } from "../adamw";
import type { Batch, Learner, LearnerOptions, LearnerState, LearnerWeights } from "../learner";
import { embeddingColumns, paddedWidth, startingTable } from "../models";
import { RowGrouper } from "../rowBatch";
import type { TableState } from "../tfjs/embeddingTable";
import type { GlDevice } from "./device";
import { LossRing } from "./lossRing";
import { COVER, DOT_SCORE, STEP_BY_DOT } from "./shaders";
import { TableTextures } from "./tableTextures";
import { bitsOf, floatTexture, framebufferOf, IndexTexture } from "./textures";

const SCORE_WIDTH = 1024;

/**
 * The dot products wholly on the GPU, in six draws and one upload a step: a score and slope for each rating; the sum of
 * the losses; and for each table the step of the touched rows, whose gradients are slopes times the other table's rows,
 * then their way back. Nothing is gathered or summed in between.
 */
export class WebGLDotLearner implements Learner {
  readonly queue = 16;
  private readonly width: number;
  private readonly users: TableTextures;
  private readonly products: TableTextures;
  private readonly userGroups: RowGrouper;
  private readonly productGroups: RowGrouper;
  private readonly batch: IndexTexture;
  private readonly scores: WebGLTexture;
  private readonly intoScores: WebGLFramebuffer;
  private readonly scoreHeight: number;
  private readonly losses: LossRing;
  private readonly biasTexel: number;
  private readonly biasMask = new Float32Array(4);

  constructor(
    private readonly device: GlDevice,
    private readonly options: LearnerOptions,
  ) {
    const { shape, userRows, productRows, batchSize, seed } = options;
    const { gl, maxSize } = device;
    const columns = embeddingColumns(shape);
    const width = paddedWidth(columns);
    const table = (rows: number, stream: string) => {
      const weights = startingTable(rows, width, columns, new Random(seed, stream));
      return new TableTextures(device, weights, rows, width, batchSize);
    };
    this.width = width;
    this.users = table(userRows, "user embeddings");
    this.products = table(productRows, "product embeddings");
    this.userGroups = new RowGrouper(userRows, batchSize);
    this.productGroups = new RowGrouper(productRows, batchSize);
    this.batch = new IndexTexture(gl, 4 * batchSize, maxSize);
    this.scoreHeight = Math.ceil(batchSize / SCORE_WIDTH);
    const scoreLayout = { texelsPerRow: 1, rowsPerLine: SCORE_WIDTH, width: SCORE_WIDTH, height: this.scoreHeight };
    this.scores = floatTexture(gl, scoreLayout);
    this.intoScores = framebufferOf(gl, [this.scores]);
    this.losses = new LossRing(device, this.queue / 2);
    const hasBias = shape.model === "dot-product-bias";
    this.biasTexel = hasBias ? Math.floor(shape.factors / 4) : -1;
    if (hasBias) this.biasMask[shape.factors % 4] = 1;
  }

  step(batch: Batch, adamw: AdamWStep): void {
    const { users, products, batch: texture } = this;
    const { batchSize } = this.options;
    const userBatch = this.userGroups.group(batch.users);
    const productBatch = this.productGroups.group(batch.products);
    const userSlots = { texture, first: 2 * batchSize };
    const productSlots = { texture, first: userSlots.first + userBatch.touchedCount };
    this.stageRows(batch.users, batch.products);
    const { values } = texture;
    for (let position = 0, to = 4 * batchSize; position < batchSize; position++, to += 4) {
      values[to] = bitsOf(batch.ratings[position]);
      values[to + 1] = bitsOf(batch.shares[position]);
      values[to + 2] = userBatch.order[position];
      values[to + 3] = productBatch.order[position];
    }
    users.stageSlots(userBatch, userSlots);
    products.stageSlots(productBatch, productSlots);
    texture.upload(productSlots.first + productBatch.touchedCount);

    this.score();
    this.losses.push(this.scores, batchSize, SCORE_WIDTH);
    // Both steps read the other table as it was, so neither is written before both are computed.
    users.step(userBatch, userSlots, this.gradients(products, 0), adamw);
    products.step(productBatch, productSlots, this.gradients(users, 1), adamw);
    users.commit(userBatch, userSlots, adamw);
    products.commit(productBatch, productSlots, adamw);
  }

  takeLosses(leave: number): Promise<Float32Array> {
    return this.losses.take(leave);
  }

  async predict(users: Int32Array, products: Int32Array): Promise<Float32Array> {
    const { gl } = this.device;
    const { batchSize } = this.options;
    this.stageRows(users, products);
    this.batch.upload(2 * batchSize);
    this.score();
    const texels = new Float32Array(SCORE_WIDTH * this.scoreHeight * 4);
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.intoScores);
    gl.readPixels(0, 0, SCORE_WIDTH, this.scoreHeight, gl.RGBA, gl.FLOAT, texels);
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    return Float32Array.from({ length: batchSize }, (_, position) => texels[position * 4 + 2]);
  }

  read(): LearnerWeights {
    return { width: this.width, users: this.users.read(), products: this.products.read(), dense: [] };
  }

  save(): LearnerState {
    return [...this.users.save(), ...this.products.save()];
  }

  restore(state: LearnerState): void {
    this.users.restore(state.slice(0, 5) as TableState);
    this.products.restore(state.slice(5) as TableState);
  }

  dispose(): void {
    const { gl } = this.device;
    for (const part of [this.users, this.products, this.batch, this.losses]) part.dispose();
    gl.deleteFramebuffer(this.intoScores);
    gl.deleteTexture(this.scores);
  }

  private stageRows(userRows: Int32Array, productRows: Int32Array): void {
    const { users, products } = this;
    const { values } = this.batch;
    for (let position = 0, to = 0; position < userRows.length; position++, to += 4) {
      const user = userRows[position];
      const product = productRows[position];
      values[to] = user;
      values[to + 1] = product;
      values[to + 2] = bitsOf(users.decay.factor(user));
      values[to + 3] = bitsOf(products.decay.factor(product));
    }
  }

  private score(): void {
    const { users, products, options, biasTexel, biasMask } = this;
    const [low, high] = options.range;
    this.device.draw({
      vertex: COVER,
      fragment: DOT_SCORE,
      target: this.intoScores,
      width: SCORE_WIDTH,
      height: this.scoreHeight,
      samplers: { batch: this.batch.handle, userWeights: users.weights, productWeights: products.weights },
      integers: {
        batchSize: options.batchSize,
        indexWidth: this.batch.width,
        scoreWidth: SCORE_WIDTH,
        texelsPerRow: this.width / 4,
        userRowsPerLine: users.layout.rowsPerLine,
        productRowsPerLine: products.layout.rowsPerLine,
        biasTexel,
      },
      floats: { low, span: high - low },
      vectors: { biasMask },
    });
  }

  /** The gradients of one table, from the scores' slopes and the other's rows. */
  private gradients(other: TableTextures, forProducts: 0 | 1) {
    return {
      fragment: STEP_BY_DOT,
      samplers: { batch: this.batch.handle, scores: this.scores, otherWeights: other.weights },
      integers: {
        batchSize: this.options.batchSize,
        scoreWidth: SCORE_WIDTH,
        otherRowsPerLine: other.layout.rowsPerLine,
        biasTexel: this.biasTexel,
        forProducts,
      },
      vectors: { biasMask: this.biasMask },
    };
  }
}
