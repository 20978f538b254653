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

/** A tfjs backend in use, with the kind of embedding table that goes with it. tfjs is global: one at a time. */
export interface TfjsBackend {
  /** The GPU as WebGL names it; null on the CPU. */
  renderer: string | null;
  createTable: CreateTable;
}

/** Plain JavaScript. */
export async function openTfjsCpu(): Promise<TfjsBackend> {
  await setBackend("cpu");
  return { renderer: null, createTable: (initial, rows, width) => new ArrayEmbeddingTable(initial, rows, width) };
}

/** The GPU, in the device's own context. Rejects when tfjs cannot use it. */
export async function openTfjsWebGL(device: GlDevice): Promise<TfjsBackend> {
  setWebGLContext(2, device.gl);
  env().set("WEBGL_CPU_FORWARD", false); // small tensors too must stay where the tables' textures are
  if (!(await setBackend("webgl"))) throw new Error("tfjs cannot use this browser's WebGL.");
  if (!env().getBool("WEBGL_RENDER_FLOAT32_ENABLED")) {
    throw new Error("This GPU computes in 16-bit floats only; training needs 32.");
  }
  return {
    renderer: device.renderer,
    createTable: (initial, rows, width, batchSize) => new WebGLEmbeddingTable(device, initial, rows, width, batchSize),
  };
}
