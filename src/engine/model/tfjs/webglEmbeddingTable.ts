import { type Tensor2D, tensor } from "@tensorflow/tfjs-core";
import type { AdamWStep } from "../adamw";
import { LazyDecay } from "../lazyDecay";
import type { RowBatch } from "../rowBatch";
import type { EmbeddingTable } from "./embeddingTable";
import { type TexelLayout, texelLayout } from "./gl/layout";
import type { TableContext } from "./gl/tableContext";
import { floatTexture, framebufferOf, IndexTexture } from "./gl/textures";

const floatBits = new Float32Array(1);
const intBits = new Int32Array(floatBits.buffer);

/** The float's bits as an integer, for an integer texture. */
function bitsOf(value: number): number {
  floatBits[0] = value;
  return intBits[0];
}

/**
 * The embedding table in float textures. One step is three draws, none of which knows how many rows the table has:
 * gather the batch's rows; sum each touched row's gradients and step it into a compact copy; draw the copies back over
 * their rows. (A texture cannot be read and written in one draw, so the step cannot write in place.)
 */
export class WebGLEmbeddingTable implements EmbeddingTable {
  private readonly table: TexelLayout;
  private readonly batch: TexelLayout;
  private readonly decay: LazyDecay;
  private readonly positions: IndexTexture;
  private readonly slots: IndexTexture;
  private readonly weights: WebGLTexture;
  private readonly moments: [WebGLTexture, WebGLTexture];
  private readonly gathered: WebGLTexture;
  private readonly compact: [WebGLTexture, WebGLTexture, WebGLTexture];
  private readonly intoTable: WebGLFramebuffer;
  private readonly intoGathered: WebGLFramebuffer;
  private readonly intoCompact: WebGLFramebuffer;

  /**
   * `initial` holds rows × width floats, row-major; every batch has exactly `batchSize` positions.
   * Throws when the table is larger than the largest texture.
   */
  constructor(
    private readonly context: TableContext,
    initial: Float32Array,
    readonly rows: number,
    readonly width: number,
    private readonly batchSize: number,
  ) {
    const { gl, maxSize } = context;
    this.table = texelLayout(rows, width / 4, maxSize);
    this.batch = texelLayout(batchSize, width / 4, maxSize);
    if (Math.max(this.table.height, this.batch.height) > maxSize) {
      throw new Error(`${rows} rows of ${width} factors are more than this GPU's largest texture (${maxSize}²) holds.`);
    }
    this.decay = new LazyDecay(rows);
    this.positions = new IndexTexture(gl, batchSize, maxSize);
    this.slots = new IndexTexture(gl, batchSize, maxSize);
    this.weights = floatTexture(gl, this.table);
    this.moments = [floatTexture(gl, this.table), floatTexture(gl, this.table)];
    this.gathered = floatTexture(gl, this.batch);
    this.compact = [floatTexture(gl, this.batch), floatTexture(gl, this.batch), floatTexture(gl, this.batch)];
    this.intoTable = framebufferOf(gl, [this.weights, ...this.moments]);
    this.intoGathered = framebufferOf(gl, [this.gathered]);
    this.intoCompact = framebufferOf(gl, this.compact);
    this.write(initial);
  }

  gather(batch: RowBatch): Tensor2D {
    this.uploadPositions(batch);
    const { context, table, width, batchSize } = this;
    const layout = this.batch;
    context.draw({
      program: context.gather,
      target: this.intoGathered,
      width: layout.width,
      height: layout.height,
      samplers: { weights: this.weights, positions: this.positions.handle },
      integers: {
        texelsPerRow: table.texelsPerRow,
        tableRowsPerLine: table.rowsPerLine,
        batchRowsPerLine: layout.rowsPerLine,
        indexWidth: this.positions.width,
        batchSize,
      },
    });
    const texture = { texture: this.gathered, width: layout.width, height: layout.height, channels: "RGBA" as const };
    return tensor(texture, [batchSize, width]) as Tensor2D;
  }

  /** The batch must be the one last gathered: its positions are on the GPU already. */
  update(batch: RowBatch, gradient: Tensor2D, step: AdamWStep): void {
    const { context, table, decay, slots } = this;
    const { touchedCount } = batch;
    this.uploadSlots(batch);
    decay.advance(step.keep);
    for (let slot = 0; slot < touchedCount; slot++) decay.settle(batch.touched[slot]);
    if (touchedCount === 0) return;

    const layout = this.batch;
    const { keep, rate, rootScale, beta1, beta2, epsilon } = step;
    const onGpu = gradient.dataToGPU({ customTexShape: [layout.height, layout.width] });
    if (!onGpu.texture) throw new Error("The gradient is not on the GPU.");
    const integers = {
      texelsPerRow: table.texelsPerRow,
      tableRowsPerLine: table.rowsPerLine,
      batchRowsPerLine: layout.rowsPerLine,
      indexWidth: slots.width,
    };
    const [firstMoment, secondMoment] = this.moments;
    context.draw({
      program: context.step,
      target: this.intoCompact,
      width: layout.width,
      height: Math.ceil(touchedCount / layout.rowsPerLine),
      samplers: {
        weights: this.weights,
        firstMoment,
        secondMoment,
        gradient: onGpu.texture,
        positions: this.positions.handle,
        slots: slots.handle,
      },
      integers: { ...integers, slotCount: touchedCount },
      floats: { rate, rootScale, beta1, beta2, epsilon, keep },
    });
    onGpu.tensorRef.dispose();
    const [newWeights, newFirst, newSecond] = this.compact;
    context.draw({
      program: context.scatter,
      target: this.intoTable,
      width: table.width,
      height: table.height,
      samplers: { newWeights, newFirst, newSecond, slots: slots.handle },
      integers,
      instances: touchedCount,
    });
  }

  read(): Float32Array {
    const { rows, width, decay, table } = this;
    const { gl } = this.context;
    const texels = new Float32Array(table.width * table.height * 4);
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.intoTable);
    gl.readBuffer(gl.COLOR_ATTACHMENT0);
    gl.readPixels(0, 0, table.width, table.height, gl.RGBA, gl.FLOAT, texels);
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    const out = texels.subarray(0, rows * width);
    for (let row = 0; row < rows; row++) {
      const factor = decay.factor(row);
      if (factor !== 1) for (let i = row * width, end = i + width; i < end; i++) out[i] *= factor;
    }
    return out.length === texels.length ? texels : out.slice();
  }

  dispose(): void {
    const { gl } = this.context;
    for (const framebuffer of [this.intoTable, this.intoGathered, this.intoCompact]) gl.deleteFramebuffer(framebuffer);
    const textures = [this.weights, ...this.moments, this.gathered, ...this.compact];
    for (const texture of [...textures, this.positions.handle, this.slots.handle]) gl.deleteTexture(texture);
  }

  /** Fill the weights in bands of whole lines, so that no second copy of the table is made. */
  private write(initial: Float32Array): void {
    const { gl } = this.context;
    const { width, height } = this.table;
    const line = width * 4;
    const wholeLines = Math.floor(initial.length / line);
    gl.bindTexture(gl.TEXTURE_2D, this.weights);
    if (wholeLines > 0) gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, width, wholeLines, gl.RGBA, gl.FLOAT, initial);
    if (wholeLines < height) {
      const last = new Float32Array(line);
      last.set(initial.subarray(wholeLines * line));
      gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, wholeLines, width, 1, gl.RGBA, gl.FLOAT, last);
    }
    gl.bindTexture(gl.TEXTURE_2D, null);
  }

  private uploadPositions({ rows, order }: RowBatch): void {
    const { values } = this.positions;
    for (let position = 0, to = 0; position < rows.length; position++, to += 4) {
      values[to] = rows[position];
      values[to + 1] = bitsOf(this.decay.factor(rows[position]));
      values[to + 2] = order[position];
    }
    this.positions.upload(rows.length);
  }

  private uploadSlots({ touched, touchedCount, starts }: RowBatch): void {
    const { values } = this.slots;
    for (let slot = 0, to = 0; slot < touchedCount; slot++, to += 4) {
      values[to] = touched[slot];
      values[to + 1] = bitsOf(this.decay.factor(touched[slot]));
      values[to + 2] = starts[slot];
      values[to + 3] = starts[slot + 1];
    }
    this.slots.upload(touchedCount);
  }
}
