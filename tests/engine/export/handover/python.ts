import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { findPython } from "../../../bench/python";

/** Pythons that have what the scripts need; null where there is none, and their tests are skipped. */
export const TORCH = findPython("torch, numpy");
export const NUMPY = findPython("numpy");

/** Write files into a fresh folder, use it, and take it away again. */
export async function inFolder<Result>(
  files: Record<string, Uint8Array | string>,
  use: (folder: string) => Result | Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "elsewhere-"));
  try {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What a script says on stdout. */
export function runPython(python: string, folder: string, args: readonly string[], stdin = ""): string {
  return execFileSync(python, args, {
    cwd: folder,
    encoding: "utf8",
    input: stdin,
    maxBuffer: 64 * 1024 ** 2,
    stdio: ["pipe", "pipe", "pipe"],
    env: { ...process.env, OMP_NUM_THREADS: "1", PYTHONDONTWRITEBYTECODE: "1", PYTHONIOENCODING: "utf-8" },
  });
}
