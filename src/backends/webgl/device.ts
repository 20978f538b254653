import { createProgram, type Program } from "./program";

/** One draw: what runs, what it reads and where it writes. */
export interface Draw {
  vertex: string;
  fragment: string;
  target: WebGLFramebuffer;
  /** Viewport in texels: its size, and the line of the target that it begins at (0 unless told). */
  top?: number;
  width: number;
  height: number;
  samplers: Record<string, WebGLTexture>;
  integers: Record<string, number>;
  floats?: Record<string, number>;
  vectors?: Record<string, Float32Array>;
  /**
   * Rectangles to draw, as six vertices each, told `targetSize`; without it one triangle covers the viewport.
   * (Not instances: a software GPU sets up a draw for each.)
   */
  rectangles?: number;
}

/** The browser took the GPU away: it was reset, or another page needed it. */
export class DeviceLost extends Error {
  override name = "DeviceLost";

  constructor() {
    super("The browser took the graphics card away in mid-training.");
  }
}

/**
 * A WebGL2 context that computes in 32-bit float textures, and our way of drawing in it.
 *
 * tfjs may draw in the same context: it binds program, vertex array, framebuffer, viewport and textures at each of its
 * own draws, but relies on the scissor test and face culling being on. `draw` leaves them so.
 */
export class GlDevice {
  readonly maxSize: number;
  readonly renderer: string;
  /** Rejects with DeviceLost when the context is lost; never resolves. */
  readonly lost: Promise<never>;
  private readonly vertexArray: WebGLVertexArrayObject;
  private readonly programs = new Map<string, Program>();

  /** Throws when the context cannot draw into 32-bit float textures. */
  constructor(
    readonly gl: WebGL2RenderingContext,
    canvas: OffscreenCanvas,
  ) {
    if (!gl.getExtension("EXT_color_buffer_float")) {
      throw new Error("This GPU cannot draw into 32-bit float textures.");
    }
    this.maxSize = gl.getParameter(gl.MAX_TEXTURE_SIZE);
    this.renderer = rendererOf(gl);
    this.vertexArray = gl.createVertexArray();
    this.lost = new Promise((_, reject) => {
      canvas.addEventListener("webglcontextlost", () => reject(new DeviceLost()));
    });
    this.lost.catch(() => {}); // nobody may be training
  }

  /** Throws DeviceLost when the context is lost: what was read since may be zeros. */
  assertAlive(): void {
    if (this.gl.isContextLost()) throw new DeviceLost();
  }

  draw({
    vertex,
    fragment,
    target,
    top = 0,
    width,
    height,
    samplers,
    integers,
    floats,
    vectors,
    rectangles,
  }: Draw): void {
    const { gl } = this;
    const program = this.programOf(vertex, fragment);
    gl.bindVertexArray(this.vertexArray);
    gl.bindFramebuffer(gl.FRAMEBUFFER, target);
    gl.viewport(0, top, width, height);
    gl.disable(gl.SCISSOR_TEST);
    gl.disable(gl.CULL_FACE);
    gl.useProgram(program.handle);
    let unit = 0;
    for (const name in samplers) {
      gl.activeTexture(gl.TEXTURE0 + unit);
      gl.bindTexture(gl.TEXTURE_2D, samplers[name]);
      gl.uniform1i(program.uniform(name), unit++);
    }
    for (const name in integers) gl.uniform1i(program.uniform(name), integers[name]);
    for (const name in floats) gl.uniform1f(program.uniform(name), floats[name]);
    for (const name in vectors) gl.uniform4fv(program.uniform(name), vectors[name]);
    if (rectangles === undefined) {
      gl.drawArrays(gl.TRIANGLES, 0, 3);
    } else {
      gl.uniform2f(program.uniform("targetSize"), width, height);
      gl.drawArrays(gl.TRIANGLES, 0, 6 * rectangles);
    }
    gl.enable(gl.SCISSOR_TEST);
    gl.enable(gl.CULL_FACE);
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    gl.bindVertexArray(null);
  }

  private programOf(vertex: string, fragment: string): Program {
    const key = vertex + fragment;
    let program = this.programs.get(key);
    if (!program) {
      program = createProgram(this.gl, vertex, fragment);
      this.programs.set(key, program);
    }
    return program;
  }
}

let device: GlDevice | null = null;

/**
 * This worker's device. Throws with the reason when WebGL 2 with 32-bit floats is not to be had here, and DeviceLost
 * once it was lost: tfjs holds on to a context, so that only a fresh worker can have another.
 */
export function openGlDevice(): GlDevice {
  if (device) {
    device.assertAlive();
    return device;
  }
  const attributes = {
    alpha: false,
    antialias: false,
    depth: false,
    stencil: false,
    powerPreference: "high-performance",
  };
  const canvas = new OffscreenCanvas(1, 1);
  const gl = canvas.getContext("webgl2", attributes) as WebGL2RenderingContext | null;
  if (!gl) throw new Error("This browser offers no WebGL 2 to a worker.");
  device = new GlDevice(gl, canvas);
  return device;
}

/** The GPU's name, without the wrapping that ANGLE puts around it. */
function rendererOf(gl: WebGL2RenderingContext): string {
  const info = gl.getExtension("WEBGL_debug_renderer_info");
  const full = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  const name = /^ANGLE \([^,]+, (.+?)(?: \(0x[0-9A-Fa-f]+\))?(?:, .*)?\)$/.exec(full)?.[1] ?? full;
  return name.includes("SwiftShader") ? "SwiftShader (software)" : name;
}
