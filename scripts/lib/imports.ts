import { posix } from "node:path";
import { parseSync } from "vite";
import { DEFINITIONS, ENGINE_PACKAGES, LAYERS, layerOf, PAGE_FILES_OF_WORKERS, WORKER_STARTERS } from "./layers";

/** One source file: its path from the repository's root, with forward slashes, and its text. */
export interface SourceFile {
  path: string;
  text: string;
}

export interface Import {
  from: string;
  /** True when nothing of the import is left after types are removed. */
  typeOnly: boolean;
  line: number;
}

/** Every import, re-export and `import()` of a file. Throws when the file cannot be parsed. */
export function importsOf({ path, text }: SourceFile): Import[] {
  const { module, errors } = parseSync(path, text);
  if (errors[0]) throw new Error(`${path}: ${errors[0].message}`);
  const lineAt = (offset: number) => text.slice(0, offset).split("\n").length;
  const allTypes = (entries: { isType: boolean }[]) => entries.length > 0 && entries.every((entry) => entry.isType);
  return [
    ...module.staticImports.map(({ moduleRequest, entries, start }) => ({
      from: moduleRequest.value,
      typeOnly: allTypes(entries),
      line: lineAt(start),
    })),
    ...module.staticExports.flatMap(({ entries, start }) =>
      entries.flatMap(({ moduleRequest, isType }) =>
        moduleRequest ? [{ from: moduleRequest.value, typeOnly: isType, line: lineAt(start) }] : [],
      ),
    ),
    ...module.dynamicImports.map(({ moduleRequest, start }) => ({
      from: text.slice(moduleRequest.start, moduleRequest.end).replace(/^["'`]|["'`]$/g, ""),
      typeOnly: false,
      line: lineAt(start),
    })),
  ];
}

function isEnginePackage(name: string): boolean {
  return ENGINE_PACKAGES.some((known) =>
    known.endsWith("/") ? name.startsWith(known) : name === known || name.startsWith(`${known}/`),
  );
}

/** Why the file may not import this, or null when it may. */
function objection(path: string, { from, typeOnly }: Import): string | null {
  const layer = layerOf(path);
  const rule = LAYERS[layer];
  if (!from.startsWith(".")) {
    if (rule.packages === "engine") {
      return isEnginePackage(from) ? null : `${layer} may import only its own libraries, not ${from}`;
    }
    return isEnginePackage(from) && !typeOnly ? `only the engine and the workers import ${from}` : null;
  }
  if (from.endsWith("?worker") && !WORKER_STARTERS.includes(path)) return `a worker is started elsewhere, not ${from}`;
  const target = posix.join(posix.dirname(path), from).replace(/\?.*$/, "");
  if (target.startsWith("python/") && layer === "engine") return null; // scripts that the page saves, as text
  if (!target.startsWith("src/")) return `${from} is outside src`;
  const other = layerOf(target);
  if (DEFINITIONS.test(path) && other !== "domain" && !DEFINITIONS.test(target)) {
    return `a definition of models is plain values: it may not import ${from}`;
  }
  if (other === layer) return null;
  const isTypesFile = /(^|\/)types(\.ts)?$/.test(target);
  if (rule.types.includes(other) && (typeOnly || isTypesFile)) return null;
  if (!rule.values.includes(other)) {
    return rule.types.includes(other)
      ? `${layer} may import only types from ${other}, not a value of ${from}`
      : `${layer} may not import ${other} (${from})`;
  }
  if (layer === "features" && other === "models" && !typeOnly && !DEFINITIONS.test(target)) {
    return `the page takes definitions alone from models, not a value of ${from}`;
  }
  if (other === "workers" && !PAGE_FILES_OF_WORKERS.includes(target.endsWith(".ts") ? target : `${target}.ts`)) {
    return `the page reaches a worker through workers/clients.ts, not ${from}`;
  }
  return null;
}

/** Breaches of the one-way import rule, as `path:line: reason`, in the order of the files. */
export function importBreaches(files: SourceFile[]): string[] {
  return files.flatMap((file) =>
    importsOf(file).flatMap((imported) => {
      const reason = objection(file.path, imported);
      return reason ? [`${file.path}:${imported.line}: ${reason}`] : [];
    }),
  );
}
