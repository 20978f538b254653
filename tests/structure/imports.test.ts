import { expect, test } from "vitest";
import { importBreaches } from "../../scripts/lib/imports";

/** The breaches of one file with this text, without their path. */
function breaches(path: string, text: string): string[] {
  return importBreaches([{ path, text }]).map((line) => line.slice(path.length + 1));
}

test.each([
  ["src/engine/model/a.ts", 'import { b } from "../training/b";'],
  ["src/engine/model/a.ts", 'import * as tf from "@tensorflow/tfjs-core";'],
  ["src/engine/dataset/a.ts", 'import { Inflate } from "fflate";'],
  [
    "src/workers/data.worker.ts",
    'import { read } from "../engine/dataset/reading/read";\nimport { serve } from "./serve";',
  ],
  ["src/workers/train.worker.ts", 'import url from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url";'],
  ["src/store/store.ts", 'import { dataClient } from "../workers/clients";\nimport { create } from "zustand";'],
  ["src/workers/clients.ts", 'import DataWorker from "./data.worker?worker";'],
  ["src/store/store.ts", 'import type { Dataset } from "../engine/dataset/types";'],
  ["src/store/store.ts", 'import { type Trainer } from "../engine/training/trainer";'],
  ["src/screens/train/Train.tsx", 'import { MODEL_NAMES } from "../../engine/training/types";'],
  ["src/screens/train/Train.tsx", 'import { useStudio } from "../../store/store";\nimport "./train.css";'],
  ["src/App.tsx", 'import { Train } from "./screens/train/Train";'],
])("%s may say %s", (path, text) => {
  expect(breaches(path, text)).toEqual([]);
});

test.each([
  ["src/engine/model/a.ts", 'import { useState } from "react";', "engine may import only its own libraries"],
  ["src/engine/model/a.ts", 'import { readFileSync } from "node:fs";', "engine may import only its own libraries"],
  ["src/engine/model/a.ts", 'import type { State } from "../../store/state";', "engine may not import store"],
  ["src/engine/model/a.ts", 'export * from "../../workers/protocol";', "engine may not import workers"],
  ["src/engine/model/a.ts", 'const x = await import("../../store/store");', "engine may not import store"],
  ["src/workers/train.worker.ts", 'import { store } from "../store/store";', "workers may not import store"],
  ["src/store/store.ts", 'import { Trainer } from "../engine/training/trainer";', "only types from engine"],
  ["src/store/store.ts", 'import { type A, Trainer } from "../engine/training/trainer";', "only types from engine"],
  ["src/store/store.ts", 'export { Trainer } from "../engine/training/trainer";', "only types from engine"],
  ["src/store/store.ts", 'import "../workers/data.worker";', "through workers/clients.ts"],
  ["src/workers/client.ts", 'import DataWorker from "./data.worker?worker";', "a worker is started elsewhere"],
  ["src/store/store.ts", 'import DataWorker from "../workers/data.worker?worker";', "a worker is started elsewhere"],
  ["src/store/store.ts", 'import { Inflate } from "fflate";', "only the engine and the workers import fflate"],
  ["src/screens/data/Data.tsx", 'import * as tf from "@tensorflow/tfjs-core";', "only the engine and the workers"],
  [
    "src/screens/data/Data.tsx",
    'import { dataClient } from "../../workers/clients";',
    "screens may not import workers",
  ],
  ["src/charts/Bars.tsx", 'import { Data } from "../screens/data/Data";', "charts may not import screens"],
  ["src/ui/Button.tsx", 'import { helper } from "../../tests/driver/helper";', "outside src"],
])("%s may not say %s", (path, text, reason) => {
  const found = breaches(path, text);
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(reason);
});

test("a breach names the line it stands on", () => {
  const text = 'import { a } from "./a";\n\nimport { b } from "react";\n';
  expect(breaches("src/engine/model/a.ts", text)[0]).toMatch(/^3: /);
});

test("a file that cannot be parsed is named", () => {
  expect(() => importBreaches([{ path: "src/engine/a.ts", text: "import {" }])).toThrow("src/engine/a.ts");
});
