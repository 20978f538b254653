import { availableParallelism } from "node:os";
import react from "@vitejs/plugin-react";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { CHROMIUM_FLAGS, findChromium } from "./tests/driver/chromium.ts";
import { PREBUNDLED } from "./vite.config.ts";

/** By default one core is left free, which of two is half of them. */
const CORES = availableParallelism();

const launchOptions = { executablePath: findChromium() ?? undefined, args: CHROMIUM_FLAGS };

/** The groups run one after the other, so that two browsers never share the machine's few cores. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "engine",
          include: ["tests/{domain,models,backends,engine,workers,scripts,structure,driver,quality}/**/*.test.ts"],
          exclude: ["**/*.browser.test.ts"],
          environment: "node",
          maxWorkers: CORES,
          testTimeout: 60_000,
          // tfjs's Node build and its single modules are two copies of the engine: take the modules for both.
          server: { deps: { inline: [/@tensorflow/] } },
          sequence: { groupOrder: 0 },
        },
      },
      {
        plugins: [react()],
        test: {
          name: "components",
          include: ["tests/{features,charts,ui,offline}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.browser.test.ts"],
          environment: "jsdom",
          maxWorkers: CORES,
          testTimeout: 60_000,
          setupFiles: ["tests/setup/components.ts"],
          sequence: { groupOrder: 0 },
        },
      },
      {
        optimizeDeps: { include: [...PREBUNDLED, "fast-check"] },
        test: {
          name: "browser",
          include: ["tests/**/*.browser.test.ts"],
          testTimeout: 120_000,
          sequence: { groupOrder: 1 },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions }),
            instances: [{ browser: "chromium" }],
          },
        },
      },
      {
        test: {
          name: "e2e",
          include: ["tests/e2e/**/*.e2e.test.ts"],
          environment: "node",
          fileParallelism: false,
          testTimeout: 240_000,
          hookTimeout: 240_000,
          // A machine under load is slow, not broken.
          expect: { poll: { timeout: 30_000 } },
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
