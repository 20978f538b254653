// tfjs registers its flags here: it must come before its single modules.
import "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-core/dist/register_all_gradients";
import "@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops";
import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-backend-webgl";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import type { MathBackendWebGL } from "@tensorflow/tfjs-backend-webgl/dist/webgl";
import { env, backend as openTfjsBackend, setBackend } from "@tensorflow/tfjs-core";
import { ArrayEmbeddingTable } from "./arrayEmbeddingTable";
import type { EmbeddingTable } from "./embeddingTable";
import { TableContext } from "./gl/tableContext";
import type { BackendName } from "./types";
import { WebGLEmbeddingTable } from "./webglEmbeddingTable";

/** Where the wasm backend's code lies: URL by file name, without and with SIMD. */
export interface WasmFiles {
  "tfjs-backend-wasm.wasm": string;
  "tfjs-backend-wasm-simd.wasm": string;
}

/** What the models compute on. One is in use at a time: tfjs is global. */
export interface Backend {
  name: BackendName;
  /** What drives it: the GPU as WebGL names it, or null. */
  renderer: string | null;
  /** An embedding table on this backend; see the tables' constructors for the arguments. */
  createTable(initial: Float32Array, rows: number, width: number, batchSize: number): EmbeddingTable;
  /** Wait until all work handed to the device is done. */
  finish(): void;
}

/** Tell tfjs where its wasm files are; needed once before `openBackend("wasm")`, outside Node. */
export function setWasmFiles(files: WasmFiles): void {
  // Threads need headers that static hosts do not send, so the threaded build is never asked for.
  setWasmPaths({ ...files, "tfjs-backend-wasm-threaded-simd.wasm": files["tfjs-backend-wasm-simd.wasm"] });
}

let tableContext: TableContext | null = null;

/** Make this the backend in use. Rejects with the reason when it cannot be used here. */
export async function openBackend(name: BackendName): Promise<Backend> {
  if (name === "webgl") return openWebGL();
  if (!(await setBackend(name))) throw new Error(`The ${name} backend could not be started.`);
  return {
    name,
    renderer: null,
    createTable: (initial, rows, width) => new ArrayEmbeddingTable(initial, rows, width),
    finish: () => {},
  };
}

async function openWebGL(): Promise<Backend> {
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
    name: "webgl",
    renderer: rendererOf(gl),
    createTable: (initial, rows, width, batchSize) => new WebGLEmbeddingTable(context, initial, rows, width, batchSize),
    finish: () => {
      gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
    },
  };
}

/** The GPU's name, without the wrapping that ANGLE puts around it. */
function rendererOf(gl: WebGL2RenderingContext): string {
  const info = gl.getExtension("WEBGL_debug_renderer_info");
  const full = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  const device = /^ANGLE \([^,]+, (.+?)(?: \(0x[0-9A-Fa-f]+\))?(?:, .*)?\)$/.exec(full)?.[1] ?? full;
  return device.includes("SwiftShader") ? "SwiftShader (software)" : device;
}
