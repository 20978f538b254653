import { parseSync } from "vite";
import type { SourceFile } from "./imports";

/** Where an exported name stands. */
interface Place {
  path: string;
  line: number;
}

/** What a program's tree is made of; the parser's own types are too many to name here. */
interface Node {
  type: string;
  start: number;
  [key: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as Node).type === "string";

function* nodesIn(node: Node): Generator<Node> {
  yield node;
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* nodesIn(child);
  }
}

const lineAt = (text: string, offset: number) => text.slice(0, offset).split("\n").length;

/** Names that a file defines and exports itself, once each; what it passes on from another file is left out. */
function exportsOf({ path, text }: SourceFile): Map<string, Place> {
  const { module, errors } = parseSync(path, text);
  if (errors[0]) throw new Error(`${path}: ${errors[0].message}`);
  const places = new Map<string, Place>();
  for (const { entries, start } of module.staticExports) {
    for (const { exportName, moduleRequest } of entries) {
      if (moduleRequest || !exportName.name || places.has(exportName.name)) continue;
      places.set(exportName.name, { path, line: lineAt(text, start) });
    }
  }
  return places;
}

/**
 * Exported names that more than one file defines, as `path:line: reason` for each place but the first.
 * @param allowed names that may be defined twice, each with the reason
 */
export function doubledNames(files: SourceFile[], allowed: Readonly<Record<string, string>>): string[] {
  const places = new Map<string, Place[]>();
  for (const file of files) {
    for (const [name, place] of exportsOf(file)) places.set(name, [...(places.get(name) ?? []), place]);
  }
  const doubled = [...places].flatMap(([name, [first, ...others]]) =>
    first && !(name in allowed)
      ? others.map(({ path, line }) => `${path}:${line}: ${name} is also defined in ${first.path}:${first.line}`)
      : [],
  );
  const unneeded = Object.keys(allowed).filter((name) => (places.get(name)?.length ?? 0) < 2);
  return [...doubled, ...unneeded.map((name) => `${name} is allowed to be defined twice, and is not`)];
}

/** A set of words that are written in one place and read from there. */
export interface HomeRule {
  /** What the words are, as in "the name of a model". */
  what: string;
  words: readonly string[];
  /** True for a file at home with this word. */
  isHome(path: string, word: string): boolean;
  /** Files that may still write one, with the reason. */
  allowed: Readonly<Record<string, string>>;
}

/** Strings in a file that are one of the words, outside its home, as `path:line: reason`. Comments do not count. */
export function strayLiterals(files: SourceFile[], { what, words, isHome, allowed }: HomeRule): string[] {
  const found = new Set<string>();
  const stray = files.flatMap(({ path, text }) => {
    const { program, errors } = parseSync(path, text);
    if (errors[0]) throw new Error(`${path}: ${errors[0].message}`);
    return [...nodesIn(program as unknown as Node)].flatMap((node) => {
      const word = wordOf(node);
      if (word === null || !words.includes(word) || isHome(path, word)) return [];
      found.add(path);
      return path in allowed
        ? []
        : [`${path}:${lineAt(text, node.start)}: "${word}" is ${what}: read it from its home`];
    });
  });
  const unneeded = Object.keys(allowed).filter((path) => !found.has(path));
  return [...stray, ...unneeded.map((path) => `${path} may write ${what}, and does not`)];
}

/** The text of a string, of a template without holes, or of a key in quotes or without; null for anything else. */
function wordOf(node: Node): string | null {
  if (node.type === "Literal" && typeof node.value === "string") return node.value;
  if (node.type === "TemplateElement") return (node.value as { cooked?: string }).cooked ?? null;
  return null;
}
