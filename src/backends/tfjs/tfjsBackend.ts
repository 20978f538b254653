// tfjs registers its flags here: it must come before its single modules.
import "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-core/dist/register_all_gradients";
import "@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops";
import "@tensorflow/tfjs-backend-cpu";

import { setWebGLContext } from "@tensorflow/tfjs-backend-webgl";
import { env, setBackend } from "@tensorflow/tfjs-core";
import type { GlDevice } from "../webgl/device";
import { WebGLEmbeddingTable } from "../webgl/webglEmbeddingTable";
import { ArrayEmbeddingTable } from "./arrayEmbeddingTable";
import type { CreateTable } from "./embeddingTable";

/** Compute in plain JavaScript. Resolves to the kind of table that goes with it; tfjs has one backend at a time. */
export async function openTfjsCpu(): Promise<CreateTable> {
  await setBackend("cpu");
  return (initial, rows, width) => new ArrayEmbeddingTable(initial, rows, width);
}

/** Textures that tfjs may keep for later steps; beyond them, those of Runs that ended are let go. */
const POOLED_BYTES = 2 ** 27;

/** Compute on the GPU, in the device's own context. Rejects when tfjs cannot use it. */
export async function openTfjsWebGL(device: GlDevice): Promise<CreateTable> {
  setWebGLContext(2, device.gl);
  env().set("WEBGL_CPU_FORWARD", false); // small tensors too must stay where the tables' textures are
  env().set("WEBGL_DELETE_TEXTURE_THRESHOLD", POOLED_BYTES);
  if (!(await setBackend("webgl"))) throw new Error("tfjs cannot use this browser's WebGL.");
  if (!env().getBool("WEBGL_RENDER_FLOAT32_ENABLED")) {
    throw new Error("This GPU computes in 16-bit floats only; training needs 32.");
  }
  return (initial, rows, width, batchSize) => new WebGLEmbeddingTable(device, initial, rows, width, batchSize);
}
