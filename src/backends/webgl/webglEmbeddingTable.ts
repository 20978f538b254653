import { type Tensor2D, tensor } from "@tensorflow/tfjs-core";
import type { AdamWStep } from "../adamw";
import type { RowBatch } from "../rowBatch";
import type { EmbeddingTable, TableState } from "../tfjs/embeddingTable";
import type { GlDevice } from "./device";
import { COVER, GATHER, STEP_BY_ROWS } from "./shaders";
import { type Slots, slotTexels, TableTextures } from "./tableTextures";
import { floatTexture, framebufferOf, IndexTexture } from "./textures";

/** The embedding table on the GPU, in the context that tfjs computes in: rows and gradients cross as tensors. */
export class WebGLEmbeddingTable implements EmbeddingTable {
  private readonly table: TableTextures;
  /** The positions as (slot, k-th of the order), then the slots. */
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
    this.slots = { texture: new IndexTexture(gl, batchSize + slotTexels(batchSize), maxSize), first: batchSize };
    this.gathered = floatTexture(gl, this.table.batchLayout);
    this.intoGathered = framebufferOf(gl, [this.gathered]);
  }

  gather(batch: RowBatch): Tensor2D {
    this.upload(batch);
    const { batchSize, gathered, width, slots } = this;
    const { layout, batchLayout, weights, moments } = this.table;
    const [firstMoment, secondMoment] = moments;
    this.device.draw({
      vertex: COVER,
      fragment: GATHER,
      target: this.intoGathered,
      width: batchLayout.width,
      height: batchLayout.height,
      samplers: { weights, firstMoment, secondMoment, batch: slots.texture.handle },
      integers: {
        texelsPerRow: layout.texelsPerRow,
        tableRowsPerLine: layout.rowsPerLine,
        batchRowsPerLine: batchLayout.rowsPerLine,
        indexWidth: slots.texture.width,
        firstSlot: slots.first,
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

  /** The batch must be the one last gathered: its slots are on the GPU already. */
  update(batch: RowBatch, gradient: Tensor2D, step: AdamWStep): void {
    const { slots, table } = this;
    const { batchLayout } = table;
    const onGpu = gradient.dataToGPU({ customTexShape: [batchLayout.height, batchLayout.width] });
    if (!onGpu.texture) throw new Error("The gradient is not on the GPU.");
    const samplers = { gradient: onGpu.texture };
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
    this.slots.texture.dispose();
  }

  private upload(batch: RowBatch): void {
    const { texture, first } = this.slots;
    const { values } = texture;
    this.table.stageSlots(batch, this.slots, 0);
    for (let k = 0; k < batch.rows.length; k++) values[4 * k + 1] = batch.order[k];
    texture.upload(first + slotTexels(batch.touchedCount));
  }
}
