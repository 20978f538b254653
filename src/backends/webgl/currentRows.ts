import type { RowBatch } from "../rowBatch";
import type { GlDevice } from "./device";
import { type TexelLayout, texelLayout } from "./layout";
import { CATCH_UP, COVER } from "./shaders";
import type { Slots, TableTextures } from "./tableTextures";
import { floatTexture, framebufferOf } from "./textures";

/** The current weights of a batch's rows, slot by slot, the unknown row's last: each is caught up once, and read often. */
export class CurrentRows {
  readonly layout: TexelLayout;
  readonly texture: WebGLTexture;
  private readonly target: WebGLFramebuffer;

  constructor(
    private readonly device: GlDevice,
    private readonly table: TableTextures,
    batchSize: number,
  ) {
    const { gl, maxSize } = device;
    this.layout = texelLayout(batchSize + 1, table.width / 4, maxSize);
    this.texture = floatTexture(gl, this.layout);
    this.target = framebufferOf(gl, [this.texture]);
  }

  /** Draw the rows of the batch whose slots were uploaded. */
  draw({ touchedCount }: RowBatch, { texture, first }: Slots): void {
    const { device, table, layout, target } = this;
    const [firstMoment, secondMoment] = table.moments;
    device.draw({
      vertex: COVER,
      fragment: CATCH_UP,
      target,
      width: layout.width,
      height: Math.ceil((touchedCount + 1) / layout.rowsPerLine),
      samplers: { weights: table.weights, firstMoment, secondMoment, batch: texture.handle },
      integers: {
        texelsPerRow: layout.texelsPerRow,
        tableRowsPerLine: table.layout.rowsPerLine,
        slotsPerLine: layout.rowsPerLine,
        indexWidth: texture.width,
        firstSlot: first,
        slotCount: touchedCount,
      },
    });
  }

  dispose(): void {
    const { gl } = this.device;
    gl.deleteFramebuffer(this.target);
    gl.deleteTexture(this.texture);
  }
}
