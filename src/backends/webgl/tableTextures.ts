import type { AdamWStep } from "../adamw";
import { catchUp, OwedSteps } from "../owedSteps";
import type { RowBatch } from "../rowBatch";
import type { TableState } from "../tfjs/embeddingTable";
import type { GlDevice } from "./device";
import { assertFitsTexture, type TexelLayout, texelLayout } from "./layout";
import { COVER, SCATTER, SCATTER_VERTEX } from "./shaders";
import { floatTexture, framebufferOf, type IndexTexture } from "./textures";

/** Where a batch's slots lie in an index texture; see shaders.ts. */
export interface Slots {
  texture: IndexTexture;
  first: number;
}

/** Texels of a batch's slots in an index texture, the unknown row's among them. */
export function slotTexels(touchedRows: number): number {
  return 2 * (touchedRows + 1);
}

/** What the step's gradients are computed from; see `adamWStep` in shaders.ts. */
export interface GradientSource {
  fragment: string;
  samplers: Record<string, WebGLTexture>;
  integers: Record<string, number>;
  vectors?: Record<string, Float32Array>;
}

/**
 * An embedding table in float textures: weights and both moments, trained as `EmbeddingTable` says. A step is two draws that
 * do not know how many rows the table has: sum each touched row's gradients and step it into a compact copy; draw the
 * copies back over their rows. (A texture cannot be read and written in one draw, so the step cannot write in place.)
 */
export class TableTextures {
  readonly layout: TexelLayout;
  readonly batchLayout: TexelLayout;
  readonly weights: WebGLTexture;
  readonly moments: [first: WebGLTexture, second: WebGLTexture];
  private readonly owed = new OwedSteps();
  /** Steps after which each row was last current. */
  private readonly since: Float64Array;
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
    this.since = new Float64Array(rows);
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

  /**
   * Put the batch's slots into the index texture's staging buffer, from texel `first` on, and each position's slot into
   * component `component` of its texel, which are the first of the texture. Rows that are not touched are the unknown one.
   */
  stageSlots(batch: RowBatch, { texture, first }: Slots, component: 0 | 1): void {
    const { touched, touchedCount, starts, order, rows } = batch;
    const { owed, since } = this;
    const { values, floats } = texture;
    for (let position = 0; position < rows.length; position++) values[4 * position + component] = touchedCount;
    for (let slot = 0, to = 4 * first; slot <= touchedCount; slot++, to += 8) {
      const row = slot < touchedCount ? touched[slot] : 0;
      values[to] = row;
      values[to + 1] = starts[slot];
      owed.momentTerms(since[row], floats, to + 2);
      owed.weightTerms(since[row], floats, to + 4);
      if (slot === touchedCount) break;
      for (let k = starts[slot]; k < starts[slot + 1]; k++) values[4 * order[k] + component] = slot;
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
      samplers: { weights, firstMoment, secondMoment, batch: slots.texture.handle, ...gradients.samplers },
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

  /** Draw the stepped rows over the table's, and note that a step went by, after which these are current. */
  commit({ touched, touchedCount }: RowBatch, slots: Slots, adamw: AdamWStep): void {
    const { device, layout, batchLayout, owed, since } = this;
    owed.advance(adamw);
    for (let slot = 0; slot < touchedCount; slot++) since[touched[slot]] = owed.steps;
    if (touchedCount === 0) return;
    const [newWeights, newFirst, newSecond] = this.compact;
    device.draw({
      vertex: SCATTER_VERTEX,
      fragment: SCATTER,
      target: this.intoTable,
      width: layout.width,
      height: layout.height,
      samplers: { newWeights, newFirst, newSecond, batch: slots.texture.handle },
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
    catchUp(this.owed, this.since, weights, this.download(1), this.download(2), this.width);
    return weights;
  }

  save(): TableState {
    return [this.download(0), this.download(1), this.download(2), this.owed.save(), this.since];
  }

  restore([weights, firstMoment, secondMoment, owed, since]: TableState): void {
    this.upload(this.weights, weights);
    this.upload(this.moments[0], firstMoment);
    this.upload(this.moments[1], secondMoment);
    this.owed.restore(owed);
    this.since.set(since);
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
