import type { Learner, LearnerOptions } from "./learner";
import { embeddingColumns, paddedWidth } from "./models";
import { type RankingLearner, type RankingOptions, rankingWidth } from "./ranking/rankingLearner";
import { WasmRankingLearner } from "./ranking/wasmRankingLearner";
import type { BackendName } from "./types";
import { compileKernels } from "./wasm/memory";
import { WasmLearner } from "./wasm/wasmLearner";
import { type GlDevice, openGlDevice } from "./webgl/device";
import { WebGLDotLearner } from "./webgl/dotLearner";
import { assertFitsTexture } from "./webgl/layout";
import { assertTrains } from "./webgl/selfTest";

/** What the models compute on. One is in use at a time. */
export interface Backend {
  name: BackendName;
  /** What drives it: the GPU as WebGL names it, or null. */
  renderer: string | null;
  createLearner(options: LearnerOptions): Promise<Learner>;
  createRankingLearner(options: RankingOptions): Promise<RankingLearner>;
  /** Throws, saying what would fit, when the device cannot hold the tables. */
  assertFits(options: LearnerOptions): void;
  assertFitsRanking(options: RankingOptions): void;
  /** Throws DeviceLost when what was computed last may be nothing: a lost context reads as zeros. */
  assertAlive(): void;
  /** Rejects with DeviceLost when the device goes away; never resolves. */
  lost: Promise<never>;
}

const NEVER = new Promise<never>(() => {});

/** The work, or DeviceLost as soon as the device is: a read from a lost context may never come back. */
export async function whileAlive<T>(backend: Backend, work: Promise<T>): Promise<T> {
  work.catch(() => {}); // told by the race, or too late to matter
  try {
    return await Promise.race([work, backend.lost]);
  } catch (error) {
    backend.assertAlive(); // whatever failed, failed because the device is gone
    throw error;
  }
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
      return onCpu(
        name,
        async (options) => new WasmLearner(options),
        async (options) => new WasmRankingLearner(options),
      );
    case "cpu": {
      const { openTfjsCpu, createTfjsLearner, TfjsRankingLearner } = await import("./tfjs");
      const createTable = await openTfjsCpu();
      return onCpu(
        name,
        async (options) => createTfjsLearner(createTable, options, 0),
        async (options) => new TfjsRankingLearner(createTable, options, 0),
      );
    }
  }
}

function onCpu(
  name: BackendName,
  createLearner: Backend["createLearner"],
  createRankingLearner: Backend["createRankingLearner"],
): Backend {
  const fits = { assertFits: () => {}, assertFitsRanking: () => {} };
  return { name, renderer: null, createLearner, createRankingLearner, ...fits, assertAlive: () => {}, lost: NEVER };
}

/** Devices that have passed their test. */
const proven = new WeakSet<GlDevice>();

/** The GPU: the dot products in programs of our own, the dense layers on tfjs in the same context. */
async function openWebGL(): Promise<Backend> {
  const device = openGlDevice();
  if (!proven.has(device)) await Promise.race([assertTrains(device), device.lost]);
  proven.add(device);
  return {
    name: "webgl",
    renderer: device.renderer,
    async createLearner(options) {
      const { model } = options.shape;
      if (model === "dot-product" || model === "dot-product-bias") return new WebGLDotLearner(device, options);
      const { openTfjsWebGL, createTfjsLearner } = await import("./tfjs");
      return createTfjsLearner(await openTfjsWebGL(device), options, TFJS_QUEUE);
    },
    async createRankingLearner(options) {
      const { openTfjsWebGL, TfjsRankingLearner } = await import("./tfjs");
      return new TfjsRankingLearner(await openTfjsWebGL(device), options, TFJS_QUEUE);
    },
    assertFitsRanking(options) {
      const { rows, batchSize, tokens, candidates, rowsPerProduct } = options;
      const most = Math.max(rows, batchSize * tokens, candidates * rowsPerProduct);
      assertFitsTexture(most, rankingWidth(options), device.maxSize);
    },
    assertFits({ shape, userRows, productRows, hybrid }) {
      const width = paddedWidth(embeddingColumns(shape));
      for (const rows of [userRows, productRows, hybrid?.sideCounts.length ?? 0])
        assertFitsTexture(rows, width, device.maxSize);
    },
    assertAlive: () => device.assertAlive(),
    lost: device.lost,
  };
}
