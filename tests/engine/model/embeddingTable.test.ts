import { beforeAll, describe } from "vitest";
import { openTfjsCpu, type TfjsBackend } from "../../../src/engine/model/tfjs/tfjsBackend";
import { checkTable } from "./tableChecks";
import { onKernels, onTensors } from "./tableTrial";

describe("the embedding table in typed arrays", () => {
  let backend: TfjsBackend;
  beforeAll(async () => {
    backend = await openTfjsCpu();
  });

  checkTable(() => onTensors(backend.createTable));
});

describe("the embedding table in WebAssembly memory", () => {
  checkTable(() => onKernels);
});
