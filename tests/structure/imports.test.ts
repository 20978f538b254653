import { expect, test } from "vitest";
import { importBreaches } from "../../scripts/lib/imports";

/** The breaches of one file with this text, without their path. */
function breaches(path: string, text: string): string[] {
  return importBreaches([{ path, text }]).map((line) => line.slice(path.length + 1));
}

test.each([
  ["src/engine/train/a.ts", 'import { b } from "../../models/b";'],
  ["src/models/a.ts", 'import * as tf from "@tensorflow/tfjs-core";'],
  ["src/engine/read/a.ts", 'import { Inflate } from "fflate";'],
  [
    "src/workers/data.worker.ts",
    'import { read } from "../engine/read/reading/read";\nimport { serve } from "./serve";',
  ],
  ["src/workers/train.worker.ts", 'import url from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url";'],
  [
    "src/features/studio/store.ts",
    'import { dataClient } from "../../workers/clients";\nimport { create } from "zustand";',
  ],
  ["src/workers/clients.ts", 'import DataWorker from "./data.worker?worker";'],
  ["src/features/studio/store.ts", 'import type { Dataset } from "../../engine/read/types";'],
  ["src/features/studio/store.ts", 'import { type Trainer } from "../../engine/train/trainer";'],
  ["src/features/train/Train.tsx", 'import { MODEL_NAMES } from "../../models/registry";'],
  ["src/models/a/definition.ts", 'import { REFERENCE_SETTINGS } from "../../domain/settings";'],
  ["src/features/train/Train.tsx", 'import { useStudio } from "../studio/store";\nimport "./train.css";'],
  ["src/App.tsx", 'import { Train } from "./features/train/Train";'],
])("%s may say %s", (path, text) => {
  expect(breaches(path, text)).toEqual([]);
});

test.each([
  ["src/models/a.ts", 'import { useState } from "react";', "may import only its own libraries"],
  ["src/models/a.ts", 'import { readFileSync } from "node:fs";', "may import only its own libraries"],
  [
    "src/engine/train/a.ts",
    'import type { State } from "../../features/studio/state";',
    "engine may not import features",
  ],
  ["src/engine/train/a.ts", 'export * from "../../workers/protocol";', "engine may not import workers"],
  ["src/engine/train/a.ts", 'const x = await import("../../features/studio/store");', "engine may not import features"],
  [
    "src/workers/train.worker.ts",
    'import { store } from "../features/studio/store";',
    "workers may not import features",
  ],
  ["src/features/studio/store.ts", 'import { Trainer } from "../../engine/train/trainer";', "only types from engine"],
  [
    "src/features/studio/store.ts",
    'import { type A, Trainer } from "../../engine/train/trainer";',
    "only types from engine",
  ],
  ["src/features/studio/store.ts", 'export { Trainer } from "../../engine/train/trainer";', "only types from engine"],
  ["src/features/studio/store.ts", 'import "../../workers/data.worker";', "through workers/clients.ts"],
  ["src/workers/client.ts", 'import DataWorker from "./data.worker?worker";', "a worker is started elsewhere"],
  [
    "src/features/studio/store.ts",
    'import DataWorker from "../../workers/data.worker?worker";',
    "a worker is started elsewhere",
  ],
  [
    "src/features/studio/store.ts",
    'import { Inflate } from "fflate";',
    "only the engine and the workers import fflate",
  ],
  ["src/features/data/Data.tsx", 'import * as tf from "@tensorflow/tfjs-core";', "only the engine and the workers"],
  [
    "src/features/train/a.ts",
    'import { WasmLearner } from "../../models/wasmLearner";',
    "the page takes definitions alone",
  ],
  [
    "src/models/a/definition.ts",
    'import { WasmLearner } from "../wasmLearner";',
    "a definition of models is plain values",
  ],
  ["src/backends/a.ts", 'import { modelOf } from "../models/registry";', "backends may not import models"],
  ["src/charts/Bars.tsx", 'import { Data } from "../features/data/Data";', "charts may not import features"],
  ["src/ui/Button.tsx", 'import { helper } from "../../tests/driver/helper";', "outside src"],
])("%s may not say %s", (path, text, reason) => {
  const found = breaches(path, text);
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(reason);
});

test("a breach names the line it stands on", () => {
  const text = 'import { a } from "./a";\n\nimport { b } from "react";\n';
  expect(breaches("src/models/a.ts", text)[0]).toMatch(/^3: /);
});

test("a file that cannot be parsed is named", () => {
  expect(() => importBreaches([{ path: "src/engine/a.ts", text: "import {" }])).toThrow("src/engine/a.ts");
});
