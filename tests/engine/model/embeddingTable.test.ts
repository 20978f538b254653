import { beforeAll, describe } from "vitest";
import type { CreateTable } from "../../../src/engine/model/tfjs/embeddingTable";
import { openTfjsCpu } from "../../../src/engine/model/tfjs/tfjsBackend";
import { checkTable, checkTensorTable } from "./tableChecks";
import { onKernels, onTensors } from "./tableTrial";

describe("the embedding table in typed arrays", () => {
  let createTable: CreateTable;
  beforeAll(async () => {
    createTable = await openTfjsCpu();
  });

  checkTable(() => onTensors(createTable));
  checkTensorTable(() => createTable);
});

describe("the embedding table in WebAssembly memory", () => {
  checkTable(() => onKernels);
});
