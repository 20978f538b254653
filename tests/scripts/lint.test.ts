import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROOT } from "../../scripts/lib/root";

/** A project of its own under our Biome configuration, one line a file. */
const FILES = {
  "src/workers/clients.ts": 'export const worker = new Worker("./a.js");',
  "src/workers/packed.ts": 'export const worker = new Worker("./a.js");',
  "src/workers/serve.ts": 'export const worker = new Worker("./a.js");',
  "src/store/worker.ts": 'export const worker = new Worker("./a.js");',
  "src/engine/worker.ts": 'export const worker = new Worker("./a.js");',
  "src/engine/document.ts": "export const value = document.title;",
  "src/engine/window.ts": "export const value = window.name;",
  "src/engine/self.ts": "export const value = self.name;",
  "src/engine/post.ts": "postMessage(1);",
  "src/engine/storage.ts": "export const value = localStorage.length;",
  "src/engine/port.ts": "export const tick = (channel: MessageChannel): void => channel.port1.postMessage(null);",
  "src/ui/title.ts": "export const value = document.title;",
  "src/ui/console.ts": 'console.log("a");',
  "scripts/console.ts": 'console.log("a");',
};

const folder = mkdtempSync(join(tmpdir(), "lint-"));
let diagnostics: { category: string; location: { path: string } }[];

beforeAll(() => {
  copyFileSync(join(ROOT, "biome.json"), join(folder, "biome.json"));
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), `${text}\n`);
  }
  const biome = join(ROOT, "node_modules", ".bin", "biome");
  const { stdout } = spawnSync(biome, ["lint", "--reporter=json"], { cwd: folder, encoding: "utf8" });
  diagnostics = JSON.parse(stdout).diagnostics;
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The files that break a rule. */
function breaking(rule: string): string[] {
  return diagnostics
    .filter(({ category }) => category === rule)
    .map(({ location }) => location.path)
    .sort();
}

test("a Worker is constructed by the single file's packed workers only, all others are modules, and the engine uses no page, scope or storage", () => {
  expect(breaking("lint/style/noRestrictedGlobals")).toEqual([
    "src/engine/document.ts",
    "src/engine/post.ts",
    "src/engine/self.ts",
    "src/engine/storage.ts",
    "src/engine/window.ts",
    "src/engine/worker.ts",
    "src/store/worker.ts",
    "src/workers/clients.ts",
    "src/workers/serve.ts",
  ]);
});

test("nothing in src writes to the console", () => {
  expect(breaking("lint/suspicious/noConsole")).toEqual(["src/ui/console.ts"]);
});
