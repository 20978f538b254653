import { join } from "node:path";
import { defineConfig } from "vite";
import { BENCH_PAGE } from "../paths";

/** The bench's page: the engine and its peer, each in a worker, built and minified as the site is. */
export default defineConfig({
  root: import.meta.dirname,
  base: "./",
  cacheDir: join(BENCH_PAGE, "..", "bench-cache"),
  worker: { format: "es" },
  build: { target: "es2022", outDir: BENCH_PAGE, emptyOutDir: true, chunkSizeWarningLimit: 4000 },
});
