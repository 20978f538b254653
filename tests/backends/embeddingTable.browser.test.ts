import { memory } from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import type { CreateTable } from "../../src/backends/tfjs/embeddingTable";
import { openTfjsWebGL } from "../../src/backends/tfjs/tfjsBackend";
import { openGlDevice } from "../../src/backends/webgl/device";
import { checkTable, checkTensorTable } from "./tableChecks";
import { compareWithReference, onTensors } from "./tableTrial";

describe("the embedding table in WebGL textures", () => {
  const device = openGlDevice();
  let createTable: CreateTable;
  beforeAll(async () => {
    createTable = await openTfjsWebGL(device);
  });

  test("runs on a named GPU", () => {
    expect(device.renderer).toMatch(/\w/);
  });

  checkTable(() => onTensors(createTable));
  checkTensorTable(() => createTable);

  test("leaves no tensor behind", () => {
    const before = memory().numTensors;
    const trial = { rows: 20, width: 4, batchSize: 8, steps: 5, weightDecay: 0, seed: 3 };
    compareWithReference({ ...trial, touches: "some rows" }, onTensors(createTable));
    expect(memory().numTensors).toBe(before);
  });
});
