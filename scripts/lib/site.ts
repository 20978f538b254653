import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./root";
import { type ProgramResult, type RunOptions, run } from "./run";

/** The folder of the built site. */
export const SITE = join(ROOT, "dist");

/** Everything that the built site is made from. */
const INPUTS = ["src", "public", "index.html", "vite.config.ts", "package-lock.json"];

/** Time of the last change, in ms, to a file or to anything in a folder; 0 when there is none. */
function lastChange(path: string): number {
  if (!existsSync(path)) return 0;
  const own = statSync(path);
  if (!own.isDirectory()) return own.mtimeMs;
  const names = readdirSync(path, { recursive: true, encoding: "utf8" });
  return Math.max(own.mtimeMs, ...names.map((name) => statSync(join(path, name)).mtimeMs));
}

/** True when the site has been built and nothing that it is made from has changed since. */
export function isSiteFresh(): boolean {
  const built = lastChange(join(SITE, "index.html"));
  return built > 0 && INPUTS.every((input) => lastChange(join(ROOT, input)) <= built);
}

export function buildSite(output: RunOptions["output"] = "capture"): Promise<ProgramResult> {
  return run("vite", ["build", "--logLevel", "warn"], { output });
}
