/** Compiles kernels/ to WebAssembly and writes it, as text, where the engine imports it: `npm run kernels`. */
import { writeFileSync } from "node:fs";
import { KERNELS_MODULE, kernelsModule } from "./lib/compileKernels";

writeFileSync(KERNELS_MODULE, await kernelsModule());
