import { accessSync, constants, existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

/** WebGL2 in software, unless CHROMIUM_GPU_FLAGS says, with spaces between, how this machine's GPU is used. */
const GPU_FLAGS = process.env.CHROMIUM_GPU_FLAGS ?? "--use-angle=swiftshader --enable-unsafe-swiftshader";

/** Flags for a quiet headless Chromium. */
export const CHROMIUM_FLAGS = [
  ...GPU_FLAGS.split(" ").filter(Boolean),
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The newest Chromium in Playwright's cache, if any. */
function inPlaywrightCache(): string | undefined {
  const cache = process.env.PLAYWRIGHT_BROWSERS_PATH ?? join(homedir(), ".cache", "ms-playwright");
  if (!existsSync(cache)) return undefined;
  const builds = readdirSync(cache)
    .filter((name) => name.startsWith("chromium-"))
    .sort((a, b) => Number(b.split("-")[1]) - Number(a.split("-")[1]));
  return builds
    .flatMap((build) => ["chrome-linux64/chrome", "chrome-linux/chrome"].map((path) => join(cache, build, path)))
    .find(isExecutable);
}

/** Path of a Chromium: CHROMIUM_PATH, then PATH, then Playwright's cache; null when there is none. */
export function findChromium(): string | null {
  const named = process.env.CHROMIUM_PATH;
  if (named) return isExecutable(named) ? named : null;
  const onPath = (process.env.PATH ?? "")
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find(isExecutable);
  return onPath ?? inPlaywrightCache() ?? null;
}
