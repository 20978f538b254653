import type { TexelLayout } from "./layout";

const NO_MEMORY = "The GPU has not enough memory for these tables. Choose fewer factors, or another backend.";

function create(gl: WebGL2RenderingContext, format: number, width: number, height: number): WebGLTexture {
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texStorage2D(gl.TEXTURE_2D, 1, format, width, height);
  // Without this a GPU that is full draws into nothing, and the loss stands still.
  if (gl.getError() === gl.OUT_OF_MEMORY) throw new Error(NO_MEMORY);
  for (const filter of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) {
    gl.texParameteri(gl.TEXTURE_2D, filter, gl.NEAREST);
  }
  gl.bindTexture(gl.TEXTURE_2D, null);
  return texture;
}

/** Four floats a texel, all zero. */
export function floatTexture(gl: WebGL2RenderingContext, layout: TexelLayout): WebGLTexture {
  return create(gl, gl.RGBA32F, layout.width, layout.height);
}

/** Four 32-bit integers a texel, in lines of `width`: indices that a float texture would round beyond 2²⁴. */
export class IndexTexture {
  readonly handle: WebGLTexture;
  readonly width: number;
  /** Staging buffer: fill `count` × 4 integers, then `upload(count)`. */
  readonly values: Int32Array;
  /** The same buffer as floats, for those among the indices. */
  readonly floats: Float32Array;

  constructor(
    private readonly gl: WebGL2RenderingContext,
    capacity: number,
    maxSize: number,
  ) {
    this.width = Math.min(Math.max(capacity, 1), maxSize, 4096);
    const height = Math.max(1, Math.ceil(capacity / this.width));
    this.values = new Int32Array(this.width * height * 4);
    this.floats = new Float32Array(this.values.buffer);
    this.handle = create(gl, gl.RGBA32I, this.width, height);
  }

  upload(count: number): void {
    const { gl, width, values } = this;
    const lines = Math.ceil(count / width);
    gl.bindTexture(gl.TEXTURE_2D, this.handle);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, width, lines, gl.RGBA_INTEGER, gl.INT, values);
    gl.bindTexture(gl.TEXTURE_2D, null);
  }

  dispose(): void {
    this.gl.deleteTexture(this.handle);
  }
}

/** A framebuffer that draws into these textures, in the order of the shader's outputs. */
export function framebufferOf(gl: WebGL2RenderingContext, textures: WebGLTexture[]): WebGLFramebuffer {
  const framebuffer = gl.createFramebuffer();
  gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
  textures.forEach((texture, i) => {
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0 + i, gl.TEXTURE_2D, texture, 0);
  });
  gl.drawBuffers(textures.map((_, i) => gl.COLOR_ATTACHMENT0 + i));
  const whole = gl.checkFramebufferStatus(gl.FRAMEBUFFER) === gl.FRAMEBUFFER_COMPLETE;
  if (!whole && !gl.isContextLost()) throw new Error(NO_MEMORY);
  gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  return framebuffer;
}
