import { FRAGMENT, MOST_HUES, VERTEX } from "./shaders";
import type { PointHue, PointRenderer, PointView } from "./types";

/** Attributes by their place in the program. */
const TO = 0;
const FROM = 1;
const GROUP = 2;
const STATE = 3;
const NAMES = ["to", "from", "group", "state"];
const UNIFORMS = ["share", "scale", "offset", "size", "fills", "lines"] as const;

/** Points drawn by the GPU; null where there is no WebGL2. */
export function createWebglPoints(canvas: HTMLCanvasElement): PointRenderer | null {
  const gl = canvas.getContext("webgl2", { antialias: false, alpha: true, premultipliedAlpha: true, depth: false });
  const program = gl && linkProgram(gl);
  return gl && program ? new WebglPoints(gl, program) : null;
}

function linkProgram(gl: WebGL2RenderingContext): WebGLProgram | null {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, VERTEX],
    [gl.FRAGMENT_SHADER, FRAGMENT],
  ] as const) {
    const shader = gl.createShader(type);
    if (!shader) return null;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
    gl.deleteShader(shader);
  }
  NAMES.forEach((name, place) => {
    gl.bindAttribLocation(program, place, name);
  });
  gl.linkProgram(program);
  return gl.getProgramParameter(program, gl.LINK_STATUS) ? program : null;
}

class WebglPoints implements PointRenderer {
  readonly kind = "webgl";
  private readonly buffers: WebGLBuffer[];
  private readonly uniforms: Record<(typeof UNIFORMS)[number], WebGLUniformLocation | null>;
  private count = 0;
  /** How the buffers are read; 0 before they are. */
  private every = 0;

  constructor(
    private readonly gl: WebGL2RenderingContext,
    private readonly program: WebGLProgram,
  ) {
    this.buffers = NAMES.map((_, place) => this.attribute(place));
    this.uniforms = Object.fromEntries(
      UNIFORMS.map((name) => [name, gl.getUniformLocation(program, name)]),
    ) as typeof this.uniforms;
    gl.useProgram(program);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  }

  setPositions(to: Float32Array, from: Float32Array): void {
    this.count = to.length / 2;
    this.fill(TO, to);
    this.fill(FROM, from);
  }

  setGroups(groups: Uint8Array): void {
    this.fill(GROUP, groups);
  }

  setStates(states: Uint8Array): void {
    this.fill(STATE, states);
  }

  setHues(hues: readonly PointHue[]): void {
    const { gl, uniforms } = this;
    const flat = (part: keyof PointHue) => {
      const values = new Float32Array(3 * MOST_HUES);
      for (let i = 0; i < MOST_HUES; i++) values.set((hues[i] ?? hues[hues.length - 1])[part], 3 * i);
      return values;
    };
    gl.uniform3fv(uniforms.fills, flat("fill"));
    gl.uniform3fv(uniforms.lines, flat("line"));
  }

  draw({ width, height, ratio, scale, left, top, size }: PointView, share: number, every: number): void {
    const { gl, uniforms } = this;
    gl.viewport(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.uniform1f(uniforms.share, share);
    gl.uniform2f(uniforms.scale, (2 * scale) / width, (2 * scale) / height);
    gl.uniform2f(uniforms.offset, (2 * left) / width - 1, 1 - (2 * top) / height);
    gl.uniform1f(uniforms.size, size * ratio);
    this.step(every);
    gl.drawArrays(gl.POINTS, 0, Math.ceil(this.count / every));
  }

  /** Only what is read back is surely drawn: `gl.finish` returns at once in browsers. */
  finish(): void {
    const { gl } = this;
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
  }

  /** The context stays with the canvas, which may be drawn on again. */
  dispose(): void {
    for (const buffer of this.buffers) this.gl.deleteBuffer(buffer);
    this.gl.deleteProgram(this.program);
  }

  private attribute(place: number): WebGLBuffer {
    const { gl } = this;
    const buffer = gl.createBuffer();
    gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
    gl.enableVertexAttribArray(place);
    return buffer;
  }

  /** Read every so-manieth point: the others are stepped over in the buffers. */
  private step(every: number): void {
    if (every === this.every) return;
    const { gl } = this;
    this.buffers.forEach((buffer, place) => {
      gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
      if (place <= FROM) gl.vertexAttribPointer(place, 2, gl.FLOAT, false, 8 * every, 0);
      else gl.vertexAttribPointer(place, 1, gl.UNSIGNED_BYTE, false, every, 0);
    });
    this.every = every;
  }

  private fill(place: number, values: Float32Array | Uint8Array): void {
    const { gl } = this;
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffers[place]);
    gl.bufferData(gl.ARRAY_BUFFER, values, gl.DYNAMIC_DRAW);
  }
}
