import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { KERNELS_MODULE, kernelsModule } from "../../scripts/lib/compileKernels";

test("the compiled kernels are those of the sources; otherwise run `npm run kernels`", async () => {
  expect(readFileSync(KERNELS_MODULE, "utf8")).toBe(await kernelsModule());
});
