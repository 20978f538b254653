import { availableParallelism } from "node:os";
import react from "@vitejs/plugin-react";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { CHROMIUM_FLAGS, findChromium } from "./tests/driver/chromium.ts";
import { PREBUNDLED } from "./vite.config.ts";

/** By default one core is left free, which of two is half of them. */
const CORES = availableParallelism();

const launchOptions = { executablePath: findChromium() ?? undefined, args: CHROMIUM_FLAGS };

/** Tests that put something else in a module's place, or that listen to the one address of the page. */
const WITH_THEIR_OWN_MODULES = ["tests/features/{studio,report,keep}/**/*.test.{ts,tsx}"];

const COMPONENTS = {
  environment: "jsdom",
  maxWorkers: CORES,
  testTimeout: 240_000,
  setupFiles: ["tests/setup/components.ts"],
  sequence: { groupOrder: 0 },
};

/** The groups run one after the other: the tests that time nothing first, the browsers after them. */
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
          // A module keeps nothing from one file of tests to the next: it is loaded once in a worker, not 160 times.
          isolate: false,
          // A machine under load is slow, not broken.
          testTimeout: 240_000,
          // tfjs's Node build and its single modules are two copies of the engine: take the modules for both.
          server: { deps: { inline: [/@tensorflow/] } },
          sequence: { groupOrder: 0 },
        },
      },
      {
        plugins: [react()],
        test: {
          ...COMPONENTS,
          name: "components",
          include: ["tests/{charts,ui,offline}/**/*.test.{ts,tsx}", "tests/features/**/*.test.{ts,tsx}"],
          exclude: ["**/*.browser.test.ts", ...WITH_THEIR_OWN_MODULES],
          isolate: false,
          setupFiles: [...COMPONENTS.setupFiles, "tests/setup/sharedModules.ts"],
        },
      },
      {
        plugins: [react()],
        test: { ...COMPONENTS, name: "store", include: WITH_THEIR_OWN_MODULES, exclude: ["**/*.browser.test.ts"] },
      },
      {
        optimizeDeps: { include: [...PREBUNDLED, "fast-check"] },
        test: {
          name: "browser",
          include: ["tests/**/*.browser.test.ts"],
          testTimeout: 300_000,
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
