import { beforeAll, describe, expect, test } from "vitest";
import { RowGrouper } from "../../src/backends/rowBatch";
import type { CreateTable } from "../../src/backends/tfjs/embeddingTable";
import { openTfjsCpu } from "../../src/backends/tfjs/tfjsBackend";
import { KernelMemory } from "../../src/backends/wasm/memory";
import { WasmTable } from "../../src/backends/wasm/wasmTable";
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

  test("may be read amid a step: the loaded batch stays", () => {
    const memory = new KernelMemory();
    const table = new WasmTable(memory, 10, 4, 3);
    let row = 0;
    table.start((target, at) => target.fill(++row, at, at + 4));
    const out = memory.allocate(3 * 4 * 4);
    table.load(new RowGrouper(10, 3).group(Int32Array.of(7, 0, 2)));
    expect([...table.read()].filter((_, i) => i % 4 === 0)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    table.gather(0, 3, out, 4);
    expect([...memory.floats(out, 12)]).toEqual([7, 7, 7, 7, 0, 0, 0, 0, 2, 2, 2, 2]);
  });
});
