// tfjs registers its flags here: it must come before its single modules.
import "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-core/dist/register_all_gradients";
import "@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops";
import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-backend-webgl";
import type { MathBackendWebGL } from "@tensorflow/tfjs-backend-webgl/dist/webgl";
import { env, backend as openTfjsBackend, setBackend } from "@tensorflow/tfjs-core";
import { ArrayEmbeddingTable } from "./arrayEmbeddingTable";
import type { CreateTable } from "./embeddingTable";
import { TableContext } from "./gl/tableContext";
import { WebGLEmbeddingTable } from "./webglEmbeddingTable";

/** A tfjs backend in use, with the kind of embedding table that goes with it. tfjs is global: one at a time. */
export interface TfjsBackend {
  /** The GPU as WebGL names it; null on the CPU. */
  renderer: string | null;
  createTable: CreateTable;
}

let tableContext: TableContext | null = null;

/** Plain JavaScript. */
export async function openTfjsCpu(): Promise<TfjsBackend> {
  await setBackend("cpu");
  return { renderer: null, createTable: (initial, rows, width) => new ArrayEmbeddingTable(initial, rows, width) };
}

/** The GPU. Rejects with the reason when WebGL 2 with 32-bit floats is not to be had here. */
export async function openTfjsWebGL(): Promise<TfjsBackend> {
  env().set("WEBGL_CPU_FORWARD", false); // small tensors too must stay where the tables' textures are
  if (!(await setBackend("webgl"))) throw new Error("This browser offers no WebGL to a worker.");
  const { gpgpu } = openTfjsBackend() as MathBackendWebGL;
  const gl = gpgpu.gl as WebGL2RenderingContext;
  if (env().getNumber("WEBGL_VERSION") !== 2)
    throw new Error("This browser offers WebGL 1 only; training needs WebGL 2.");
  if (!env().getBool("WEBGL_RENDER_FLOAT32_ENABLED")) {
    throw new Error("This GPU computes in 16-bit floats only; training needs 32.");
  }
  if (tableContext?.gl !== gl) tableContext = new TableContext(gl);
  const context = tableContext;
  return {
    renderer: rendererOf(gl),
    createTable: (initial, rows, width, batchSize) => new WebGLEmbeddingTable(context, initial, rows, width, batchSize),
  };
}

/** The GPU's name, without the wrapping that ANGLE puts around it. */
function rendererOf(gl: WebGL2RenderingContext): string {
  const info = gl.getExtension("WEBGL_debug_renderer_info");
  const full = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  const device = /^ANGLE \([^,]+, (.+?)(?: \(0x[0-9A-Fa-f]+\))?(?:, .*)?\)$/.exec(full)?.[1] ?? full;
  return device.includes("SwiftShader") ? "SwiftShader (software)" : device;
}
