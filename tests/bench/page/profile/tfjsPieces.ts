import { engine } from "@tensorflow/tfjs-core";
import { type Draw, openGlDevice } from "../../../../src/backends/webgl/device";
import { GATHER, STEP_BY_ROWS } from "../../../../src/backends/webgl/shaders";
import { WebGLEmbeddingTable } from "../../../../src/backends/webgl/webglEmbeddingTable";
import { intercept } from "./intercept";
import type { LapClock } from "./lapClock";
import { nameUploads } from "./webgl";

/** Width of the tables that hold the dense layers' parameters (see denseParameters.ts); the embeddings' is another. */
const DENSE_WIDTH = 64;

/** What the step is at: it gathers, runs the layers forward, then backward, then updates. */
type Phase = "gather" | "forward" | "backward" | "update";

/** Time the pieces of a step of which tfjs does the dense part: our draws, the crossings, and tfjs's kernels. */
export function nameTfjsPieces(clock: LapClock): void {
  let phase: Phase = "gather";
  let dense = false;
  let depth = 0;
  const lap = (piece: string) => clock.lap(dense ? `dense parameters: ${phase}` : piece);

  nameUploads((piece) => lap(`embeddings: ${piece}`));
  nameTables(
    (next, width) => {
      if (next === "gather" && phase === "update") phase = "gather";
      if (next === "update") lap("dense backward: other");
      phase = next;
      dense = width === DENSE_WIDTH;
    },
    () => lap(phase === "gather" ? "embeddings: crossing to tfjs" : "embeddings: after the draws"),
  );
  intercept(
    openGlDevice(),
    "draw",
    (original) =>
      function (this: ReturnType<typeof openGlDevice>, draw) {
        lap(draw.fragment === STEP_BY_ROWS ? "embeddings: crossing back" : "embeddings: other");
        original.call(this, draw);
        lap(nameOfDraw(draw));
      },
  );
  intercept(
    engine(),
    "runKernel",
    (original) =>
      function (this: ReturnType<typeof engine>, kernel, inputs, attributes) {
        if (phase === "gather" && kernel === "Concat") {
          lap("embeddings: other");
          phase = "forward"; // both rows side by side: the layers begin
          dense = false;
        }
        depth++;
        const result = original.call(this, kernel, inputs, attributes);
        depth--;
        // What is saved for the gradient is cloned within the kernel's call: that time is the kernel's own.
        if (depth === 0) lap(nameOfKernel(phase, kernel));
        // The loss is the step's first sum.
        if (phase === "forward" && kernel === "Sum") phase = "backward";
        return result as never;
      },
  );
}

/** Tell of the beginning and the end of a table's work. */
function nameTables(begin: (phase: "gather" | "update", width: number) => void, end: () => void): void {
  intercept(
    WebGLEmbeddingTable.prototype,
    "gather",
    (original) =>
      function (this: WebGLEmbeddingTable, batch) {
        begin("gather", this.width);
        const rows = original.call(this, batch);
        end();
        return rows;
      },
  );
  intercept(
    WebGLEmbeddingTable.prototype,
    "update",
    (original) =>
      function (this: WebGLEmbeddingTable, batch, gradient, step) {
        begin("update", this.width);
        original.call(this, batch, gradient, step);
        end();
      },
  );
}

function nameOfDraw({ fragment }: Draw): string {
  if (fragment === GATHER) return "embeddings: gather";
  return fragment === STEP_BY_ROWS ? "embeddings: row sums and AdamW" : "embeddings: draw back";
}

function nameOfKernel(phase: Phase, kernel: string): string {
  if (phase === "gather" || phase === "update") return `dense parameters: ${phase}`;
  return `dense ${phase}: ${kernel.includes("MatMul") ? "matrix products" : "other"}`;
}
