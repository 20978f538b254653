import { Random } from "../../random";
import type { AdamWStep } from "../adamw";
import type { Batch, Learner, LearnerOptions, LearnerState, LearnerWeights } from "../learner";
import { embeddingColumns, paddedWidth, startingTable } from "../models";
import { type RowBatch, RowGrouper } from "../rowBatch";
import type { TableState } from "../tfjs/embeddingTable";
import type { GlDevice } from "./device";
import { LossRing } from "./lossRing";
import { COVER, DOT_SCORE, STEP_BY_DOT } from "./shaders";
import { type Slots, slotTexels, TableTextures } from "./tableTextures";
import { floatTexture, framebufferOf, IndexTexture } from "./textures";

const SCORE_WIDTH = 1024;

/** One table's part of a batch. */
interface Side {
  table: TableTextures;
  batch: RowBatch;
  slots: Slots;
}

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
    this.batch = new IndexTexture(gl, 2 * batchSize + 2 * slotTexels(batchSize), maxSize);
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
    const { batchSize } = this.options;
    const { values, floats } = this.batch;
    for (let position = 0, to = 0; position < batchSize; position++, to += 4) {
      floats[to + 2] = batch.ratings[position];
      floats[to + 3] = batch.shares[position];
    }
    const [users, products] = this.stage(batch.users, batch.products);
    for (let k = 0, to = 4 * batchSize; k < batchSize; k++, to += 4) {
      values[to] = users.batch.order[k];
      values[to + 1] = products.batch.order[k];
    }
    this.upload(products);
    this.score(users, products);
    this.losses.push(this.scores, batchSize, SCORE_WIDTH);
    // Both steps read the other table as it was, so neither is written before both are computed.
    users.table.step(users.batch, users.slots, this.gradients(products, 0), adamw);
    products.table.step(products.batch, products.slots, this.gradients(users, 1), adamw);
    for (const { table, batch, slots } of [users, products]) table.commit(batch, slots, adamw);
  }

  takeLosses(leave: number): Promise<Float32Array> {
    return this.losses.take(leave);
  }

  async predict({ users, products }: Pick<Batch, "users" | "products">): Promise<Float32Array> {
    const { gl } = this.device;
    const { batchSize } = this.options;
    const sides = this.stage(users, products);
    this.upload(sides[1]);
    this.score(...sides);
    const texels = new Float32Array(SCORE_WIDTH * this.scoreHeight * 4);
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.intoScores);
    gl.readPixels(0, 0, SCORE_WIDTH, this.scoreHeight, gl.RGBA, gl.FLOAT, texels);
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    return Float32Array.from({ length: batchSize }, (_, position) => texels[position * 4 + 2]);
  }

  read(): LearnerWeights {
    return {
      width: this.width,
      users: this.users.read(),
      products: this.products.read(),
      sides: new Float32Array(0),
      dense: [],
    };
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

  /** Put each position's slots, and the slots, into the batch's staging buffer. */
  private stage(userRows: Int32Array, productRows: Int32Array): [users: Side, products: Side] {
    const { batch: texture, options } = this;
    const side = (table: TableTextures, batch: RowBatch, first: number) => ({
      table,
      batch,
      slots: { texture, first },
    });
    const users = side(this.users, this.userGroups.group(userRows), 2 * options.batchSize);
    const next = users.slots.first + slotTexels(users.batch.touchedCount);
    const products = side(this.products, this.productGroups.group(productRows), next);
    users.table.stageSlots(users.batch, users.slots, 0);
    products.table.stageSlots(products.batch, products.slots, 1);
    return [users, products];
  }

  /** Send the staged batch, at whose end the products' slots lie. */
  private upload({ slots, batch }: Side): void {
    this.batch.upload(slots.first + slotTexels(batch.touchedCount));
  }

  private score({ table: users, slots: userSlots }: Side, { table: products, slots: productSlots }: Side): void {
    const { options, biasTexel, biasMask } = this;
    const [low, high] = options.range;
    this.device.draw({
      vertex: COVER,
      fragment: DOT_SCORE,
      target: this.intoScores,
      width: SCORE_WIDTH,
      height: this.scoreHeight,
      samplers: {
        batch: this.batch.handle,
        userWeights: users.weights,
        userFirst: users.moments[0],
        userSecond: users.moments[1],
        productWeights: products.weights,
        productFirst: products.moments[0],
        productSecond: products.moments[1],
      },
      integers: {
        batchSize: options.batchSize,
        indexWidth: this.batch.width,
        scoreWidth: SCORE_WIDTH,
        texelsPerRow: this.width / 4,
        userRowsPerLine: users.layout.rowsPerLine,
        productRowsPerLine: products.layout.rowsPerLine,
        firstUserSlot: userSlots.first,
        firstProductSlot: productSlots.first,
        biasTexel,
      },
      floats: { low, span: high - low },
      vectors: { biasMask },
    });
  }

  /** The gradients of one table, from the scores' slopes and the other's rows. */
  private gradients({ table: other, slots }: Side, forProducts: 0 | 1) {
    return {
      fragment: STEP_BY_DOT,
      samplers: {
        scores: this.scores,
        otherWeights: other.weights,
        otherFirst: other.moments[0],
        otherSecond: other.moments[1],
      },
      integers: {
        batchSize: this.options.batchSize,
        scoreWidth: SCORE_WIDTH,
        otherRowsPerLine: other.layout.rowsPerLine,
        firstOtherSlot: slots.first,
        biasTexel: this.biasTexel,
        forProducts,
      },
      vectors: { biasMask: this.biasMask },
    };
  }
}
