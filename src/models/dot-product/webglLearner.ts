import type { AdamWStep } from "../../backends/adamw";
import type { EarlierRows } from "../../backends/earlier";
import { startingTable } from "../../backends/earlier";
import { type RowBatch, RowGrouper } from "../../backends/rowBatch";
import { paddedWidth } from "../../backends/rows";
import type { TableState } from "../../backends/tfjs/embeddingTable";
import { CurrentRows } from "../../backends/webgl/currentRows";
import type { GlDevice } from "../../backends/webgl/device";
import { LossRing } from "../../backends/webgl/lossRing";
import { COVER, DOT_SCORE, STEP_BY_DOT } from "../../backends/webgl/shaders";
import { type Slots, slotTexels, TableTextures } from "../../backends/webgl/tableTextures";
import { floatTexture, framebufferOf, IndexTexture } from "../../backends/webgl/textures";
import { Random } from "../../domain/random";
import type { Batch, Learner, LearnerOptions, LearnerState, LearnerWeights } from "../learner";
import { embeddingColumns } from "../shapes";

const SCORE_WIDTH = 1024;

/** One table's part of a batch. */
interface Side {
  table: TableTextures;
  current: CurrentRows;
  batch: RowBatch;
  slots: Slots;
}

/**
 * The dot products wholly on the GPU, in eight draws and one upload a step: the current rows of each table; a score and
 * slope for each rating; the sum of the losses; and for each table the step of the touched rows, whose gradients are
 * slopes times the other table's rows, then their way back. Nothing is gathered or summed in between.
 */
export class WebGLDotLearner implements Learner {
  readonly queue = 16;
  private readonly width: number;
  private readonly users: TableTextures;
  private readonly products: TableTextures;
  private readonly currentUsers: CurrentRows;
  private readonly currentProducts: CurrentRows;
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
    const { shape, userRows, productRows, batchSize, seed, earlier } = options;
    const { gl, maxSize } = device;
    const columns = embeddingColumns(shape);
    const width = paddedWidth(columns);
    const table = (rows: number, stream: string, known?: EarlierRows) => {
      const weights = startingTable(rows, width, columns, new Random(seed, stream), known);
      return new TableTextures(device, weights, rows, width, batchSize);
    };
    this.width = width;
    this.users = table(userRows, "user embeddings", earlier?.users);
    this.products = table(productRows, "product embeddings", earlier?.products);
    this.currentUsers = new CurrentRows(device, this.users, batchSize);
    this.currentProducts = new CurrentRows(device, this.products, batchSize);
    this.userGroups = new RowGrouper(userRows, batchSize);
    this.productGroups = new RowGrouper(productRows, batchSize);
    this.batch = new IndexTexture(gl, 2 * batchSize + 2 * slotTexels(batchSize), maxSize);
    this.scoreHeight = Math.ceil(batchSize / SCORE_WIDTH);
    const scoreLayout = { texelsPerRow: 1, rowsPerLine: SCORE_WIDTH, width: SCORE_WIDTH, height: this.scoreHeight };
    this.scores = floatTexture(gl, scoreLayout);
    this.intoScores = framebufferOf(gl, [this.scores]);
    this.losses = new LossRing(device, this.queue / 2);
    const hasBias = columns > shape.factors;
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
    // Each step reads the other table's current rows, which stay as they were.
    users.table.step(users.batch, users.slots, this.gradients(products, 0), adamw);
    users.table.commit(users.batch, users.slots, adamw);
    products.table.step(products.batch, products.slots, this.gradients(users, 1), adamw);
    products.table.commit(products.batch, products.slots, adamw);
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
    const rows = [this.users, this.products, this.currentUsers, this.currentProducts];
    for (const part of [...rows, this.batch, this.losses]) part.dispose();
    gl.deleteFramebuffer(this.intoScores);
    gl.deleteTexture(this.scores);
  }

  /** Put each position's slots, and the slots, into the batch's staging buffer. */
  private stage(userRows: Int32Array, productRows: Int32Array): [users: Side, products: Side] {
    const { batch: texture, options } = this;
    const batch = this.userGroups.group(userRows);
    const users = {
      table: this.users,
      current: this.currentUsers,
      batch,
      slots: { texture, first: 2 * options.batchSize },
    };
    const products = {
      table: this.products,
      current: this.currentProducts,
      batch: this.productGroups.group(productRows),
      slots: { texture, first: users.slots.first + slotTexels(batch.touchedCount) },
    };
    users.table.stageSlots(users.batch, users.slots, 0);
    products.table.stageSlots(products.batch, products.slots, 1);
    return [users, products];
  }

  /** Send the staged batch, at whose end the products' slots lie. */
  private upload({ slots, batch }: Side): void {
    this.batch.upload(slots.first + slotTexels(batch.touchedCount));
  }

  private score(users: Side, products: Side): void {
    const { options, biasTexel, biasMask } = this;
    for (const { current, batch, slots } of [users, products]) current.draw(batch, slots);
    const [low, high] = options.range;
    this.device.draw({
      vertex: COVER,
      fragment: DOT_SCORE,
      target: this.intoScores,
      width: SCORE_WIDTH,
      height: this.scoreHeight,
      samplers: {
        batch: this.batch.handle,
        userRows: users.current.texture,
        productRows: products.current.texture,
      },
      integers: {
        batchSize: options.batchSize,
        indexWidth: this.batch.width,
        scoreWidth: SCORE_WIDTH,
        texelsPerRow: this.width / 4,
        slotsPerLine: users.current.layout.rowsPerLine,
        biasTexel,
      },
      floats: { low, span: high - low },
      vectors: { biasMask },
    });
  }

  /** The gradients of one table, from the scores' slopes and the other's rows. */
  private gradients({ current: other }: Side, forProducts: 0 | 1) {
    return {
      fragment: STEP_BY_DOT,
      samplers: { scores: this.scores, otherRows: other.texture },
      integers: {
        batchSize: this.options.batchSize,
        scoreWidth: SCORE_WIDTH,
        slotsPerLine: other.layout.rowsPerLine,
        biasTexel: this.biasTexel,
        forProducts,
      },
      vectors: { biasMask: this.biasMask },
    };
  }
}
