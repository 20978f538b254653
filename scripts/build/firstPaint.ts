import { gzipSync } from "node:zlib";
import type { Plugin, Rolldown } from "vite";
import { ENGINE_PACKAGES } from "../lib/layers.ts";
import { kilobytes } from "./units.ts";

/** Most JavaScript that the first paint may need, in bytes, gzipped. */
export const MOST_FIRST_PAINT = 250_000;

type Bundle = Record<string, Pick<Rolldown.OutputChunk, "type" | "code" | "imports" | "moduleIds"> | { type: "asset" }>;

/** The scripts that a page names: those that it runs and those that it fetches ahead, as names in the bundle. */
function scriptsOf(html: string): string[] {
  const tags = html.match(/<(script|link rel="modulepreload")[^>]*>/g) ?? [];
  return tags.flatMap((tag) => /\s(?:src|href)="(?:\.?\/)?([^"]+)"/.exec(tag)?.[1] ?? []);
}

/** Names of the chunks that are fetched before the page runs: those that it names, and all that they import statically. */
export function firstPaintChunks(html: string, bundle: Bundle): string[] {
  const found = new Set<string>();
  const visit = (name: string) => {
    const chunk = bundle[name];
    if (chunk?.type !== "chunk" || found.has(name)) return;
    found.add(name);
    chunk.imports.forEach(visit);
  };
  scriptsOf(html).forEach(visit);
  return [...found];
}

/** Bytes of these chunks, each gzipped as a host does it. */
export function gzippedBytes(names: string[], bundle: Bundle): number {
  return names.reduce((sum, name) => {
    const chunk = bundle[name];
    return sum + (chunk?.type === "chunk" ? gzipSync(chunk.code).length : 0);
  }, 0);
}

/** True for a module that parses or calculates, which the page leaves to its workers; constants beside types are free. */
function isEngine(id: string): boolean {
  const path = id.replaceAll("\\", "/");
  if (path.includes("/src/engine/")) return !/\/types\.ts$/.test(path);
  if (/\/src\/(backends|models)\//.test(path)) return !/\/(registry|definition)\.ts$/.test(path);
  return ENGINE_PACKAGES.some((name) => path.includes(`/node_modules/${name}${name.endsWith("/") ? "" : "/"}`));
}

/** Modules of the engine in the page's own chunks; workers are bundled apart. */
export function engineModules(bundle: Bundle): string[] {
  return Object.values(bundle).flatMap((file) => (file.type === "chunk" ? file.moduleIds.filter(isEngine) : []));
}

/** Tells how much JavaScript the first paint needs, and fails the build when it is too much or holds the engine. */
export function firstPaintBudget(): Plugin {
  return {
    name: "first-paint-budget",
    apply: "build",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const page = bundle["index.html"];
        if (page?.type !== "asset") return;
        const engine = engineModules(bundle);
        if (engine.length > 0) this.error(`The page holds what only its workers may: ${engine.join(", ")}`);
        const bytes = gzippedBytes(firstPaintChunks(String(page.source), bundle), bundle);
        const sentence = `First paint: ${kilobytes(bytes)} of JavaScript, gzipped, of ${kilobytes(MOST_FIRST_PAINT)} at most`;
        console.log(sentence);
        if (bytes > MOST_FIRST_PAINT) this.error(`${sentence}.`);
      },
    },
  };
}
