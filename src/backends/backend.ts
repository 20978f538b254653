import type { BackendName } from "../domain/names";
import type { CreateTable } from "./tfjs/embeddingTable";
import { compileKernels } from "./wasm/memory";
import { type GlDevice, openGlDevice } from "./webgl/device";
import { assertFitsTexture } from "./webgl/layout";

/** tfjs on a backend: what makes its embedding tables, and the losses that may be owed while more steps are taken. */
export interface TfjsTools {
  createTable: CreateTable;
  queue: number;
}

/** What steps are computed with. One backend is in use at a time. */
export interface Backend {
  name: BackendName;
  /** What drives it: the GPU as WebGL names it, or null. */
  renderer: string | null;
  /** The GPU, for programs of our own; null on the CPU. */
  device: GlDevice | null;
  /** True where the kernels do whole steps. */
  hasKernels: boolean;
  /** tfjs on this backend, loaded when a model needs it. */
  openTfjs(): Promise<TfjsTools>;
  /** Throws, saying what would fit, when the device cannot hold a table of so many rows. */
  assertFitsTable(rows: number, width: number): void;
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

const loadTfjs = () => import("./tfjs/tfjsBackend");

/** What a processor has: nothing to lose, and no table is too wide for it. */
const ON_CPU = { renderer: null, device: null, assertFitsTable: () => {}, assertAlive: () => {}, lost: NEVER };

async function openTfjsOnCpu(): Promise<TfjsTools> {
  return { createTable: await (await loadTfjs()).openTfjsCpu(), queue: 0 };
}

/**
 * Make this the backend in use. Rejects with the reason when it cannot be used here.
 * @param prove what a GPU has to pass before it is trusted, once for each device
 */
export async function openBackend(name: BackendName, prove: (device: GlDevice) => Promise<void>): Promise<Backend> {
  switch (name) {
    case "webgl":
      return openWebGL(prove);
    case "wasm":
      compileKernels();
      return { ...ON_CPU, name, hasKernels: true, openTfjs: openTfjsOnCpu };
    case "cpu":
      await openTfjsOnCpu();
      return { ...ON_CPU, name, hasKernels: false, openTfjs: openTfjsOnCpu };
  }
}

/** Devices that have passed their test. */
const proven = new WeakSet<GlDevice>();

async function openWebGL(prove: (device: GlDevice) => Promise<void>): Promise<Backend> {
  const device = openGlDevice();
  if (!proven.has(device)) await Promise.race([prove(device), device.lost]);
  proven.add(device);
  return {
    name: "webgl",
    renderer: device.renderer,
    device,
    hasKernels: false,
    openTfjs: async () => ({ createTable: await (await loadTfjs()).openTfjsWebGL(device), queue: TFJS_QUEUE }),
    assertFitsTable: (rows, width) => assertFitsTexture(rows, width, device.maxSize),
    assertAlive: () => device.assertAlive(),
    lost: device.lost,
  };
}
