import { type Tensor2D, tensor } from "@tensorflow/tfjs-core";
import type { AdamWStep } from "../adamw";
import type { RowBatch } from "../rowBatch";
import type { EmbeddingTable, TableState } from "../tfjs/embeddingTable";
import type { GlDevice } from "./device";
import { COVER, GATHER, STEP_BY_ROWS } from "./shaders";
import { type Slots, TableTextures } from "./tableTextures";
import { bitsOf, floatTexture, framebufferOf, IndexTexture } from "./textures";

/** The embedding table on the GPU, in the context that tfjs computes in: rows and gradients cross as tensors. */
export class WebGLEmbeddingTable implements EmbeddingTable {
  private readonly table: TableTextures;
  private readonly positions: IndexTexture;
  private readonly slots: Slots;
  private readonly gathered: WebGLTexture;
  private readonly intoGathered: WebGLFramebuffer;

  /** See TableTextures; every batch has exactly `batchSize` positions. */
  constructor(
    private readonly device: GlDevice,
    initial: Float32Array,
    readonly rows: number,
    readonly width: number,
    private readonly batchSize: number,
  ) {
    const { gl, maxSize } = device;
    this.table = new TableTextures(device, initial, rows, width, batchSize);
    this.positions = new IndexTexture(gl, batchSize, maxSize);
    this.slots = { texture: new IndexTexture(gl, batchSize, maxSize), first: 0 };
    this.gathered = floatTexture(gl, this.table.batchLayout);
    this.intoGathered = framebufferOf(gl, [this.gathered]);
  }

  gather(batch: RowBatch): Tensor2D {
    this.uploadPositions(batch);
    const { batchSize, gathered, width } = this;
    const { layout, batchLayout, weights } = this.table;
    this.device.draw({
      vertex: COVER,
      fragment: GATHER,
      target: this.intoGathered,
      width: batchLayout.width,
      height: batchLayout.height,
      samplers: { weights, positions: this.positions.handle },
      integers: {
        texelsPerRow: layout.texelsPerRow,
        tableRowsPerLine: layout.rowsPerLine,
        batchRowsPerLine: batchLayout.rowsPerLine,
        indexWidth: this.positions.width,
        batchSize,
      },
    });
    const texture = {
      texture: gathered,
      width: batchLayout.width,
      height: batchLayout.height,
      channels: "RGBA" as const,
    };
    return tensor(texture, [batchSize, width]) as Tensor2D;
  }

  /** The batch must be the one last gathered: its positions are on the GPU already. */
  update(batch: RowBatch, gradient: Tensor2D, step: AdamWStep): void {
    const { slots, table } = this;
    const { batchLayout } = table;
    table.stageSlots(batch, slots);
    slots.texture.upload(batch.touchedCount);
    const onGpu = gradient.dataToGPU({ customTexShape: [batchLayout.height, batchLayout.width] });
    if (!onGpu.texture) throw new Error("The gradient is not on the GPU.");
    const samplers = { gradient: onGpu.texture, positions: this.positions.handle };
    table.step(batch, slots, { fragment: STEP_BY_ROWS, samplers, integers: {} }, step);
    onGpu.tensorRef.dispose();
    table.commit(batch, slots, step);
  }

  read(): Float32Array {
    return this.table.read();
  }

  save(): TableState {
    return this.table.save();
  }

  restore(state: TableState): void {
    this.table.restore(state);
  }

  dispose(): void {
    const { gl } = this.device;
    this.table.dispose();
    gl.deleteFramebuffer(this.intoGathered);
    gl.deleteTexture(this.gathered);
    this.positions.dispose();
    this.slots.texture.dispose();
  }

  private uploadPositions({ rows, order }: RowBatch): void {
    const { values } = this.positions;
    for (let position = 0, to = 0; position < rows.length; position++, to += 4) {
      values[to] = rows[position];
      values[to + 1] = bitsOf(this.table.decay.factor(rows[position]));
      values[to + 2] = order[position];
    }
    this.positions.upload(rows.length);
  }
}
