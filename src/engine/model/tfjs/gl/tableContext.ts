import { createProgram, type Program } from "./program";
import { COVER, GATHER, SCATTER, SCATTER_VERTEX, STEP } from "./shaders";

/** What one draw of the embedding module reads and writes. */
export interface Draw {
  program: Program;
  target: WebGLFramebuffer;
  /** Viewport in texels. */
  width: number;
  height: number;
  samplers: Record<string, WebGLTexture>;
  integers: Record<string, number>;
  floats?: Record<string, number>;
  /** Rectangles to draw; without it one triangle covers the viewport. */
  instances?: number;
}

/**
 * The embedding module's share of a WebGL2 context that tfjs owns: its programs and its way of drawing.
 * tfjs binds program, vertex array, framebuffer, viewport and textures at each of its own draws, but relies on
 * the scissor test and face culling being on: `draw` leaves them so.
 */
export class TableContext {
  readonly gather: Program;
  readonly step: Program;
  readonly scatter: Program;
  readonly maxSize: number;
  private readonly vertexArray: WebGLVertexArrayObject;

  /** Throws when the context cannot draw into 32-bit float textures. */
  constructor(readonly gl: WebGL2RenderingContext) {
    if (!gl.getExtension("EXT_color_buffer_float")) {
      throw new Error("This GPU cannot draw into 32-bit float textures.");
    }
    this.maxSize = gl.getParameter(gl.MAX_TEXTURE_SIZE);
    this.vertexArray = gl.createVertexArray();
    this.gather = createProgram(gl, COVER, GATHER);
    this.step = createProgram(gl, COVER, STEP);
    this.scatter = createProgram(gl, SCATTER_VERTEX, SCATTER);
  }

  draw({ program, target, width, height, samplers, integers, floats = {}, instances }: Draw): void {
    const { gl } = this;
    gl.bindVertexArray(this.vertexArray);
    gl.bindFramebuffer(gl.FRAMEBUFFER, target);
    gl.viewport(0, 0, width, height);
    gl.disable(gl.SCISSOR_TEST);
    gl.disable(gl.CULL_FACE);
    gl.useProgram(program.handle);
    Object.entries(samplers).forEach(([name, texture], unit) => {
      gl.activeTexture(gl.TEXTURE0 + unit);
      gl.bindTexture(gl.TEXTURE_2D, texture);
      gl.uniform1i(program.uniform(name), unit);
    });
    for (const [name, value] of Object.entries(integers)) gl.uniform1i(program.uniform(name), value);
    for (const [name, value] of Object.entries(floats)) gl.uniform1f(program.uniform(name), value);
    if (instances === undefined) {
      gl.drawArrays(gl.TRIANGLES, 0, 3);
    } else {
      gl.uniform2f(program.uniform("tableSize"), width, height);
      gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, instances);
    }
    gl.enable(gl.SCISSOR_TEST);
    gl.enable(gl.CULL_FACE);
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    gl.bindVertexArray(null);
  }

  dispose(): void {
    const { gl } = this;
    for (const program of [this.gather, this.step, this.scatter]) gl.deleteProgram(program.handle);
    gl.deleteVertexArray(this.vertexArray);
  }
}
