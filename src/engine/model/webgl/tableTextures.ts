import type { AdamWStep } from "../adamw";
import { LazyDecay } from "../lazyDecay";
import type { RowBatch } from "../rowBatch";
import type { TableState } from "../tfjs/embeddingTable";
import type { GlDevice } from "./device";
import { assertFitsTexture, type TexelLayout, texelLayout } from "./layout";
import { COVER, SCATTER, SCATTER_VERTEX } from "./shaders";
import { bitsOf, floatTexture, framebufferOf, type IndexTexture } from "./textures";

/** Where a batch's slots lie in an index texture. */
export interface Slots {
  texture: IndexTexture;
  first: number;
}

/** What the step's gradients are computed from; see `adamWStep` in shaders.ts. */
export interface GradientSource {
  fragment: string;
  samplers: Record<string, WebGLTexture>;
  integers: Record<string, number>;
  vectors?: Record<string, Float32Array>;
}

/**
 * An embedding table in float textures: weights and both moments, with lazy decay. A step is two draws that do not know
 * how many rows the table has: sum each touched row's gradients and step it into a compact copy; draw the copies back
 * over their rows. (A texture cannot be read and written in one draw, so the step cannot write in place.)
 */
export class TableTextures {
  readonly layout: TexelLayout;
  readonly batchLayout: TexelLayout;
  readonly decay: LazyDecay;
  readonly weights: WebGLTexture;
  private readonly moments: [WebGLTexture, WebGLTexture];
  private readonly compact: [WebGLTexture, WebGLTexture, WebGLTexture];
  private readonly intoTable: WebGLFramebuffer;
  private readonly intoCompact: WebGLFramebuffer;

  /**
   * `initial` holds rows × width floats, row-major; a batch touches at most `batchSize` rows.
   * Throws when the table is larger than the largest texture.
   */
  constructor(
    private readonly device: GlDevice,
    initial: Float32Array,
    readonly rows: number,
    readonly width: number,
    batchSize: number,
  ) {
    const { gl, maxSize } = device;
    this.layout = texelLayout(rows, width / 4, maxSize);
    this.batchLayout = texelLayout(batchSize, width / 4, maxSize);
    assertFitsTexture(rows, width, maxSize);
    this.decay = new LazyDecay(rows);
    this.weights = floatTexture(gl, this.layout);
    this.moments = [floatTexture(gl, this.layout), floatTexture(gl, this.layout)];
    this.compact = [
      floatTexture(gl, this.batchLayout),
      floatTexture(gl, this.batchLayout),
      floatTexture(gl, this.batchLayout),
    ];
    this.intoTable = framebufferOf(gl, [this.weights, ...this.moments]);
    this.intoCompact = framebufferOf(gl, this.compact);
    this.upload(this.weights, initial);
  }

  /** Put the batch's slots into the index texture's staging buffer, from texel `first` on. */
  stageSlots({ touched, touchedCount, starts }: RowBatch, { texture, first }: Slots): void {
    const { values } = texture;
    for (let slot = 0, to = first * 4; slot < touchedCount; slot++, to += 4) {
      values[to] = touched[slot];
      values[to + 1] = bitsOf(this.decay.factor(touched[slot]));
      values[to + 2] = starts[slot];
      values[to + 3] = starts[slot + 1];
    }
  }

  /** Step the touched rows into the compact copies; the table still holds the weights from before. */
  step({ touchedCount }: RowBatch, slots: Slots, gradients: GradientSource, adamw: AdamWStep): void {
    if (touchedCount === 0) return;
    const { device, layout, batchLayout, weights } = this;
    const { rate, rootScale, beta1, beta2, epsilon, keep } = adamw;
    const [firstMoment, secondMoment] = this.moments;
    device.draw({
      vertex: COVER,
      fragment: gradients.fragment,
      target: this.intoCompact,
      width: batchLayout.width,
      height: Math.ceil(touchedCount / batchLayout.rowsPerLine),
      samplers: { weights, firstMoment, secondMoment, slots: slots.texture.handle, ...gradients.samplers },
      integers: {
        texelsPerRow: layout.texelsPerRow,
        tableRowsPerLine: layout.rowsPerLine,
        batchRowsPerLine: batchLayout.rowsPerLine,
        indexWidth: slots.texture.width,
        firstSlot: slots.first,
        slotCount: touchedCount,
        ...gradients.integers,
      },
      floats: { rate, rootScale, beta1, beta2, epsilon, keep },
      vectors: gradients.vectors,
    });
  }

  /** Draw the stepped rows over the table's, and note that every row decayed and that these are current. */
  commit({ touched, touchedCount }: RowBatch, slots: Slots, adamw: AdamWStep): void {
    const { device, layout, batchLayout, decay } = this;
    decay.advance(adamw.keep);
    for (let slot = 0; slot < touchedCount; slot++) decay.settle(touched[slot]);
    if (touchedCount === 0) return;
    const [newWeights, newFirst, newSecond] = this.compact;
    device.draw({
      vertex: SCATTER_VERTEX,
      fragment: SCATTER,
      target: this.intoTable,
      width: layout.width,
      height: layout.height,
      samplers: { newWeights, newFirst, newSecond, slots: slots.texture.handle },
      integers: {
        texelsPerRow: layout.texelsPerRow,
        tableRowsPerLine: layout.rowsPerLine,
        batchRowsPerLine: batchLayout.rowsPerLine,
        indexWidth: slots.texture.width,
        firstSlot: slots.first,
      },
      rectangles: touchedCount,
    });
  }

  /** All current weights, rows × width, row-major. */
  read(): Float32Array {
    const weights = this.download(0);
    this.decay.applyTo(weights, this.width);
    return weights;
  }

  save(): TableState {
    return [this.download(0), this.download(1), this.download(2), ...this.decay.save()];
  }

  restore([weights, firstMoment, secondMoment, total, seen]: TableState): void {
    this.upload(this.weights, weights);
    this.upload(this.moments[0], firstMoment);
    this.upload(this.moments[1], secondMoment);
    this.decay.restore(total, seen);
  }

  dispose(): void {
    const { gl } = this.device;
    for (const framebuffer of [this.intoTable, this.intoCompact]) gl.deleteFramebuffer(framebuffer);
    for (const texture of [this.weights, ...this.moments, ...this.compact]) gl.deleteTexture(texture);
  }

  /** What is stored in the table's n-th texture: weights, first or second moments; rows × width. */
  private download(attachment: number): Float32Array {
    const { rows, width, layout } = this;
    const { gl } = this.device;
    const texels = new Float32Array(layout.width * layout.height * 4);
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.intoTable);
    gl.readBuffer(gl.COLOR_ATTACHMENT0 + attachment);
    gl.readPixels(0, 0, layout.width, layout.height, gl.RGBA, gl.FLOAT, texels);
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    return texels.length === rows * width ? texels : texels.slice(0, rows * width);
  }

  /** Fill a texture: whole lines straight from the array, so that no second copy of the table is made. */
  private upload(texture: WebGLTexture, initial: Float32Array): void {
    const { gl } = this.device;
    const { width, height } = this.layout;
    const line = width * 4;
    const wholeLines = Math.floor(initial.length / line);
    gl.bindTexture(gl.TEXTURE_2D, texture);
    if (wholeLines > 0) gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, width, wholeLines, gl.RGBA, gl.FLOAT, initial);
    if (wholeLines < height) {
      const last = new Float32Array(line);
      last.set(initial.subarray(wholeLines * line));
      gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, wholeLines, width, 1, gl.RGBA, gl.FLOAT, last);
    }
    gl.bindTexture(gl.TEXTURE_2D, null);
  }
}
