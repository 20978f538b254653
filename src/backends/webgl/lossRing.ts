import type { GlDevice } from "./device";
import { COVER, LOSS_SUMS } from "./shaders";
import { floatTexture, framebufferOf } from "./textures";

/** Partial sums a step: enough for the GPU to add in parallel, few enough to read. */
const SUMS = 64;

interface Window {
  steps: number;
  buffer: WebGLBuffer;
  fence: WebGLSync;
}

/**
 * The losses of the last steps, on the GPU, a line of partial sums each. When the ring is full it is copied out behind
 * a fence, and read while the GPU works on: nothing in the loop waits for it.
 */
export class LossRing {
  private readonly texture: WebGLTexture;
  private readonly target: WebGLFramebuffer;
  private readonly windows: Window[] = [];
  private line = 0;

  constructor(
    private readonly device: GlDevice,
    private readonly lines: number,
  ) {
    this.texture = floatTexture(device.gl, { texelsPerRow: 1, rowsPerLine: SUMS, width: SUMS, height: lines });
    this.target = framebufferOf(device.gl, [this.texture]);
  }

  /** Steps whose losses were not taken. */
  get owed(): number {
    return this.windows.reduce((sum, { steps }) => sum + steps, this.line);
  }

  /** Add the step whose scores these are, [batchSize] in lines of `scoreWidth`. */
  push(scores: WebGLTexture, batchSize: number, scoreWidth: number): void {
    const { device, line } = this;
    device.draw({
      vertex: COVER,
      fragment: LOSS_SUMS,
      target: this.target,
      top: line,
      width: SUMS,
      height: 1,
      samplers: { scores },
      integers: { batchSize, scoreWidth, sums: SUMS },
    });
    this.line++;
    if (this.line === this.lines) this.copyOut();
  }

  /** Losses in the order of their steps, until at most `leave` steps are owed. */
  async take(leave: number): Promise<Float32Array> {
    if (leave === 0 && this.line > 0) this.copyOut();
    const losses: number[] = [];
    while (this.windows.length > 0 && this.owed > leave) losses.push(...(await this.read(this.windows.shift()!)));
    return Float32Array.from(losses);
  }

  dispose(): void {
    const { gl } = this.device;
    gl.deleteFramebuffer(this.target);
    gl.deleteTexture(this.texture);
    for (const { buffer, fence } of this.windows.splice(0)) {
      gl.deleteBuffer(buffer);
      gl.deleteSync(fence);
    }
  }

  private copyOut(): void {
    const { gl } = this.device;
    const buffer = gl.createBuffer();
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, buffer);
    gl.bufferData(gl.PIXEL_PACK_BUFFER, SUMS * this.line * 16, gl.STREAM_READ);
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.target);
    gl.readPixels(0, 0, SUMS, this.line, gl.RGBA, gl.FLOAT, 0);
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
    const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    if (!fence) throw new Error("The GPU's context is lost.");
    gl.flush();
    this.windows.push({ steps: this.line, buffer, fence });
    this.line = 0;
  }

  private async read({ steps, buffer, fence }: Window): Promise<number[]> {
    const { gl } = this.device;
    while (gl.clientWaitSync(fence, 0, 0) === gl.TIMEOUT_EXPIRED) {
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    gl.deleteSync(fence);
    const texels = new Float32Array(SUMS * steps * 4);
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, buffer);
    gl.getBufferSubData(gl.PIXEL_PACK_BUFFER, 0, texels);
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
    gl.deleteBuffer(buffer);
    return Array.from({ length: steps }, (_, step) => {
      let sum = 0;
      for (let i = 0; i < SUMS; i++) sum += texels[(step * SUMS + i) * 4];
      return sum;
    });
  }
}
