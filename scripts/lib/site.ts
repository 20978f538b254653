import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { SINGLE_FILE } from "../build/singleFile";
import { ROOT } from "./root";
import { type ProgramResult, type RunOptions, run } from "./run";

/** The folder of the built site. */
export const SITE = join(ROOT, "dist");

/** The page that is one file, opened from a folder. */
export const SINGLE = join(ROOT, "dist-single", SINGLE_FILE);

/** Everything that both are made from. */
const INPUTS = [
  "src",
  "public",
  "scripts/build",
  "scripts/lib/site.ts",
  "index.html",
  "vite.config.ts",
  "package-lock.json",
];

/** Time of the last change, in ms, to a file or to anything in a folder; 0 when there is none. */
function lastChange(path: string): number {
  if (!existsSync(path)) return 0;
  const own = statSync(path);
  if (!own.isDirectory()) return own.mtimeMs;
  const names = readdirSync(path, { recursive: true, encoding: "utf8" });
  return Math.max(own.mtimeMs, ...names.map((name) => statSync(join(path, name)).mtimeMs));
}

/** True when the file has been built and nothing that it is made from has changed since. */
function isFresh(file: string): boolean {
  const built = lastChange(file);
  return built > 0 && INPUTS.every((input) => lastChange(join(ROOT, input)) <= built);
}

/** True when the site is as its sources are; its service worker is written last. */
export function isSiteFresh(): boolean {
  return isFresh(join(SITE, "service.worker.js"));
}

export function isSingleFresh(): boolean {
  return isFresh(SINGLE);
}

/** Tests run with another NODE_ENV, of which Vite would make a build for development. */
const env = { NODE_ENV: "production" };

/** Build the site. Fails when it is larger than it may be. */
export function buildSite(output: RunOptions["output"] = "capture"): Promise<ProgramResult> {
  return run("vite", ["build", "--logLevel", "warn"], { output, env });
}

/** Build the single file. Fails when it is larger than it may be. */
export function buildSingle(): Promise<ProgramResult> {
  return run("vite", ["build", "--mode", "single", "--logLevel", "warn"], { env });
}
