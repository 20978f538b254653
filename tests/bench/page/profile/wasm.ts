import { RowGrouper } from "../../../../src/backends/rowBatch";
import { WasmTable } from "../../../../src/backends/wasm/wasmTable";
import { openProvenBackend } from "../../../../src/models/learners";
import type { Profile, Workload } from "../protocol";
import { Trial } from "../trial";
import { intercept } from "./intercept";
import { StepTotals } from "./stepTotals";

const WARM_UP = 8;

type Kernel = (...values: number[]) => unknown;

/** Where a step's time goes in WebAssembly, by timing every kernel from outside. */
export async function profileWasm(workload: Workload, steps: number): Promise<Profile> {
  const backend = await openProvenBackend("wasm");
  const plain = await Trial.create(backend, workload);
  await plain.run(WARM_UP);
  const freeMs = await plain.medianRun(WARM_UP);

  const totals = new StepTotals();
  const timed =
    <Arguments extends unknown[], Result>(name: () => string, call: (...values: Arguments) => Result) =>
    (...values: Arguments): Result => {
      const start = performance.now();
      const result = call(...values);
      totals.add(name(), performance.now() - start);
      return result;
    };
  timeKernels(timed);
  intercept(
    RowGrouper.prototype,
    "group",
    (original) =>
      function (this: RowGrouper, rows) {
        return timed(() => "grouping", original.bind(this))(rows);
      },
  );
  intercept(
    WasmTable.prototype,
    "load",
    (original) =>
      function (this: WasmTable, batch) {
        timed(() => "copying the batch in", original.bind(this))(batch);
      },
  );
  const trial = await Trial.create(backend, workload);
  await trial.run(WARM_UP);
  totals.clear();
  for (let i = 0; i < steps; i++) {
    const ms = await trial.run(1);
    totals.add("between the kernels", ms - totals.sum);
    totals.endStep();
  }
  return { pieces: totals.medians(), freeMs };
}

/** From here on every instance of the kernels has timed functions. */
function timeKernels(timed: (name: () => string, call: Kernel) => Kernel): void {
  let backward = false;
  const nameOf = (kernel: string) => {
    if (kernel === "gather") return "gather";
    if (kernel === "rangeLoss") return "loss";
    if (kernel.startsWith("step")) return "row sums and AdamW";
    return backward ? "backward" : "forward";
  };
  intercept(
    WebAssembly,
    "Instance",
    (Original) =>
      class {
        readonly exports: WebAssembly.Exports;

        constructor(module: WebAssembly.Module, imports?: WebAssembly.Imports) {
          const kernels = Object.entries(new Original(module, imports).exports).map(([kernel, run]) => {
            const call: Kernel = (...values) => {
              if (kernel === "gather") backward = false;
              const result = (run as Kernel)(...values);
              if (kernel === "rangeLoss") backward = true;
              return result;
            };
            return [kernel, typeof run === "function" ? timed(() => nameOf(kernel), call) : run];
          });
          this.exports = Object.fromEntries(kernels);
        }
      },
  );
}
