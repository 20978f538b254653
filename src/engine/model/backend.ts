import type { Learner, LearnerOptions } from "./learner";
import { openTfjsCpu, openTfjsWebGL, type TfjsBackend } from "./tfjs/tfjsBackend";
import { TfjsLearner } from "./tfjs/tfjsLearner";
import type { BackendName } from "./types";
import { compileKernels } from "./wasm/memory";
import { WasmLearner } from "./wasm/wasmLearner";

/** What the models compute on. One is in use at a time. */
export interface Backend {
  name: BackendName;
  /** What drives it: the GPU as WebGL names it, or null. */
  renderer: string | null;
  createLearner(options: LearnerOptions): Learner;
}

/** Losses that a GPU may owe before they are read; on the CPU each is there at once. */
const GPU_QUEUE = 16;

/** Make this the backend in use. Rejects with the reason when it cannot be used here. */
export async function openBackend(name: BackendName): Promise<Backend> {
  switch (name) {
    case "webgl":
      return onTfjs(name, await openTfjsWebGL(), GPU_QUEUE);
    case "cpu":
      return onTfjs(name, await openTfjsCpu(), 1);
    case "wasm":
      compileKernels();
      return { name, renderer: null, createLearner: (options) => new WasmLearner(options) };
  }
}

function onTfjs(name: BackendName, { renderer, createTable }: TfjsBackend, queue: number): Backend {
  return { name, renderer, createLearner: (options) => new TfjsLearner(createTable, options, queue) };
}
