import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Plugin, Rolldown } from "vite";
import { expect, test } from "vitest";
import {
  engineModules,
  firstPaintBudget,
  firstPaintChunks,
  gzippedBytes,
  MOST_FIRST_PAINT,
} from "../../scripts/build/firstPaint";
import { ICONS } from "../../scripts/build/manifest";
import { finishSingleFile, MOST_SINGLE_FILE } from "../../scripts/build/singleFile";
import { ROOT } from "../../scripts/lib/root";

function chunk(code: string, imports: string[] = [], moduleIds: string[] = []) {
  return { type: "chunk" as const, code, imports, moduleIds };
}

/** Text that gzip cannot make smaller: pseudo-random digits of base 36. */
function noise(length: number): string {
  let state = 1;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * 36).toString(36);
  }).join("");
}

/** What a plugin makes of a bundle whose page is this: the files that it emits, or what it fails with. */
function build(plugin: Plugin, html: string, chunks: Record<string, unknown> = {}): Record<string, string> {
  const emitted: Record<string, string> = {};
  const context = {
    error(message: string) {
      throw new Error(message);
    },
    emitFile({ fileName, source }: { fileName: string; source: string }) {
      emitted[fileName] = source;
    },
  };
  const { handler } = plugin.generateBundle as { handler(this: unknown, ...args: unknown[]): void };
  const page = { type: "asset", fileName: "index.html", source: html } as Rolldown.OutputAsset;
  handler.call(context, {}, { "index.html": page, ...chunks });
  return emitted;
}

const PAGE = `<head>
  <script type="module" crossorigin src="./assets/entry.js"></script>
  <link rel="modulepreload" crossorigin href="./assets/ahead.js">
  <link rel="stylesheet" crossorigin href="./assets/entry.css">
</head>`;

test("the first paint needs what the page names and what that imports, and nothing that is loaded later", () => {
  const bundle = {
    "assets/entry.js": chunk("entry", ["assets/shared.js"]),
    "assets/shared.js": chunk("shared", ["assets/deep.js", "assets/entry.js"]),
    "assets/deep.js": chunk("deep"),
    "assets/ahead.js": chunk("ahead", ["assets/shared.js"]),
    "assets/later.js": chunk("later", ["assets/shared.js"]),
    "assets/entry.css": { type: "asset" as const },
  };
  const names = firstPaintChunks(PAGE, bundle);
  expect(names.sort()).toEqual(["assets/ahead.js", "assets/deep.js", "assets/entry.js", "assets/shared.js"]);
  const each = ["entry", "shared", "deep", "ahead"].map((code) => gzipSync(code).length);
  expect(gzippedBytes(names, bundle)).toBe(each.reduce((sum, bytes) => sum + bytes));
});

test("the build fails when the first paint needs too much JavaScript", () => {
  const weighing = (code: string) => ({ "assets/entry.js": chunk("", ["assets/a.js"]), "assets/a.js": chunk(code) });
  // A digit of base 36 holds 5.2 bits: 0.65 of a byte.
  expect(() => build(firstPaintBudget(), PAGE, weighing(noise(MOST_FIRST_PAINT)))).not.toThrow();
  expect(() => build(firstPaintBudget(), PAGE, weighing(noise(2 * MOST_FIRST_PAINT)))).toThrow("250 kB at most");
});

test("the build fails when the page holds the engine or its libraries, but for constants beside types", () => {
  const modules = [
    "/home/me/studio/src/engine/train/run.ts",
    "/home/me/studio/src/engine/train/types.ts",
    "/home/me/studio/node_modules/@tensorflow/tfjs-core/dist/index.js",
    "/home/me/studio/node_modules/fflate/esm/browser.js",
    "/home/me/studio/node_modules/fflate-like/index.js",
    "C:\\studio\\src\\engine\\random.ts",
    "/home/me/studio/src/features/train/TrainScreen.tsx",
  ];
  const bundle = { "assets/entry.js": chunk("", [], modules) };
  expect(engineModules(bundle)).toEqual([modules[0], modules[2], modules[3], modules[5]]);
  expect(() => build(firstPaintBudget(), PAGE, bundle)).toThrow("what only its workers may");
});

test("the single file runs the scripts that it holds, by their digests, and connects to nothing", () => {
  const html = '<head><meta charset="utf-8" /></head><script type="module">alert(1)</script>';
  const { "collabnn.html": file } = build(finishSingleFile(), html);
  const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(file!) ?? [];
  // printf 'alert(1)' | openssl dgst -sha256 -binary | base64
  expect(policy).toContain("script-src 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=' 'wasm-unsafe-eval';");
  expect(policy).toContain("connect-src 'none'");
  expect(policy).not.toContain("'self'");
});

test("what the single file's page names is put inside, and what it cannot hold fails the build", () => {
  const icon = { type: "asset", fileName: "icon-1.svg", source: "<svg/>" };
  const page = '<meta charset="utf-8" /><link rel="icon" href="./icon-1.svg" />';
  const { "collabnn.html": file } = build(finishSingleFile(), page, { "icon-1.svg": icon });
  expect(file).toContain('href="data:image/svg+xml;base64,PHN2Zy8+"');
  const inScript = `${page}<script>const url = "/icon-1.svg";</script>`;
  expect(() => build(finishSingleFile(), inScript, { "icon-1.svg": icon })).toThrow("icon-1.svg is left outside");
  const later = { type: "chunk", fileName: "later.js", code: "" };
  expect(() => build(finishSingleFile(), page, { "later.js": later })).toThrow("later.js is left outside");
});

test("the build fails when the single file is too large", () => {
  const page = (bytes: number) => `<meta charset="utf-8" /><script>"${"x".repeat(bytes)}"</script>`;
  expect(() => build(finishSingleFile(), page(MOST_SINGLE_FILE - 1000))).not.toThrow();
  expect(() => build(finishSingleFile(), page(MOST_SINGLE_FILE))).toThrow("4,000 kB at most");
});

test.each(ICONS)("$src is a PNG of the size that the manifest says", ({ src, sizes }) => {
  const png = readFileSync(join(ROOT, "public", src));
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  // Width and height stand in the first chunk, after its length and name.
  expect(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`).toBe(sizes);
});
