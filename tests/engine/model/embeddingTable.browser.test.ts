import { memory } from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import { openTfjsWebGL, type TfjsBackend } from "../../../src/engine/model/tfjs/tfjsBackend";
import { openGlDevice } from "../../../src/engine/model/webgl/device";
import { checkTable } from "./tableChecks";
import { compareWithReference, onTensors } from "./tableTrial";

describe("the embedding table in WebGL textures", () => {
  let backend: TfjsBackend;
  beforeAll(async () => {
    backend = await openTfjsWebGL(openGlDevice());
  });

  test("runs on a named GPU", () => {
    expect(backend.renderer).toMatch(/\w/);
  });

  checkTable(() => onTensors(backend.createTable));

  test("leaves no tensor behind", () => {
    const before = memory().numTensors;
    const trial = { rows: 20, width: 4, batchSize: 8, steps: 5, weightDecay: 0, mode: "lazy", seed: 3 } as const;
    compareWithReference(trial, onTensors(backend.createTable));
    expect(memory().numTensors).toBe(before);
  });
});
