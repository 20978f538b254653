import react from "@vitejs/plugin-react";
import { defineConfig, type UserConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { viteSingleFile } from "vite-plugin-singlefile";
import { contentSecurity } from "./scripts/build/contentSecurity.ts";
import { firstPaintBudget } from "./scripts/build/firstPaint.ts";
import { MANIFEST } from "./scripts/build/manifest.ts";
import { packWorkers } from "./scripts/build/packWorkers.ts";
import { finishSingleFile } from "./scripts/build/singleFile.ts";
import { SiteVersion } from "./scripts/build/version.ts";

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
  "fzstd",
  "hyparquet",
  "saxen",
];

/** Workbox leaves out files past 2 MiB unless it is told; ours are all needed offline, the training worker's above all. */
const MOST_CACHED = 16 * 1024 * 1024;

/** The static site: it lies in any folder of any host, and its service worker keeps all of it for offline. */
function site(): UserConfig {
  const version = new SiteVersion();
  return {
    base: "./",
    plugins: [
      react(),
      contentSecurity(),
      version.plugin(),
      firstPaintBudget(),
      VitePWA({
        strategies: "injectManifest",
        srcDir: "src/offline",
        filename: "service.worker.ts",
        injectRegister: false,
        manifest: MANIFEST,
        includeManifestIcons: false,
        injectManifest: {
          rollupFormat: "iife",
          globPatterns: ["**/*.{html,js,css,png,svg,woff2}"],
          maximumFileSizeToCacheInBytes: MOST_CACHED,
        },
        integration: {
          configureCustomSWViteBuild(config) {
            config.logLevel = "warn";
            config.define = { ...config.define, __VERSION__: JSON.stringify(version.get()) };
          },
        },
      }),
    ],
    optimizeDeps: { include: PREBUNDLED },
    worker: { format: "es" },
    build: { target: "es2022", modulePreload: { polyfill: false }, chunkSizeWarningLimit: 800 },
  };
}

/** The one file that is opened from a folder: classic workers inside, and nothing of a service worker. */
function singleFile(): UserConfig {
  return {
    base: "./",
    publicDir: false,
    plugins: [packWorkers(), react(), viteSingleFile(), finishSingleFile()],
    worker: {
      format: "iife",
      plugins: () => [packWorkers()],
      rolldownOptions: { output: { codeSplitting: false } },
    },
    build: { target: "es2022", outDir: "dist-single" },
  };
}

export default defineConfig(({ mode }) => (mode === "single" ? singleFile() : site()));
