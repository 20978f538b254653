import type { Learner, LearnerOptions } from "./learner";
import { openTfjsCpu, openTfjsWebGL } from "./tfjs/tfjsBackend";
import { TfjsLearner } from "./tfjs/tfjsLearner";
import type { BackendName } from "./types";
import { compileKernels } from "./wasm/memory";
import { WasmLearner } from "./wasm/wasmLearner";
import { openGlDevice } from "./webgl/device";
import { WebGLDotLearner } from "./webgl/dotLearner";

/** What the models compute on. One is in use at a time. */
export interface Backend {
  name: BackendName;
  /** What drives it: the GPU as WebGL names it, or null. */
  renderer: string | null;
  createLearner(options: LearnerOptions): Learner;
}

/** Losses that tfjs on a GPU may owe: reading them one by one would stall it. */
const TFJS_QUEUE = 16;

/** Make this the backend in use. Rejects with the reason when it cannot be used here. */
export async function openBackend(name: BackendName): Promise<Backend> {
  switch (name) {
    case "webgl":
      return openWebGL();
    case "wasm":
      compileKernels();
      return { name, renderer: null, createLearner: (options) => new WasmLearner(options) };
    case "cpu": {
      const { renderer, createTable } = await openTfjsCpu();
      return { name, renderer, createLearner: (options) => new TfjsLearner(createTable, options, 0) };
    }
  }
}

/** The GPU: the dot products in programs of our own, the dense layers on tfjs in the same context. */
async function openWebGL(): Promise<Backend> {
  const device = openGlDevice();
  const { createTable } = await openTfjsWebGL(device);
  return {
    name: "webgl",
    renderer: device.renderer,
    createLearner: (options) =>
      options.shape.model === "collabnn"
        ? new TfjsLearner(createTable, options, TFJS_QUEUE)
        : new WebGLDotLearner(device, options),
  };
}
