import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/**
 * Bundled before the dev server and the browser tests start: tfjs keeps its engine in module state, and a package found
 * late would be bundled apart, with a second engine.
 */
export const PREBUNDLED = [
  "@tensorflow/tfjs-core",
  "@tensorflow/tfjs-core/dist/register_all_gradients",
  "@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops",
  "@tensorflow/tfjs-backend-cpu",
  "@tensorflow/tfjs-backend-webgl",
  "fflate",
];

export default defineConfig({
  base: "./",
  plugins: [react()],
  optimizeDeps: { include: PREBUNDLED },
  worker: { format: "es" },
  build: { target: "es2022", chunkSizeWarningLimit: 800 },
});
