import { posix } from "node:path";
import { importsOf, type SourceFile } from "./imports";
import { engineStepOf } from "./layers";

/** One import of a file of src by another. */
export interface Edge {
  from: string;
  to: string;
  /** True when nothing of the import is left after types are removed. */
  typeOnly: boolean;
  line: number;
}

/** Who imports whom among these files, in the order of the files; imports of anything else are left out. */
export function importGraph(files: SourceFile[]): Edge[] {
  const known = new Set(files.map(({ path }) => path));
  return files.flatMap((file) =>
    importsOf(file).flatMap(({ from, typeOnly, line }) => {
      if (!from.startsWith(".")) return [];
      const target = posix.join(posix.dirname(file.path), from).replace(/\?.*$/, "");
      const to = [target, `${target}.ts`, `${target}.tsx`].find((path) => known.has(path));
      return to ? [{ from: file.path, to, typeOnly, line }] : [];
    }),
  );
}

/** A shortest way from one file to another along the edges, or null when there is none. */
function shortestWay(outgoing: ReadonlyMap<string, Edge[]>, start: string, end: string): Edge[] | null {
  const cameBy = new Map<string, Edge>();
  const queue = [start];
  for (const at of queue) {
    for (const edge of outgoing.get(at) ?? []) {
      if (cameBy.has(edge.to)) continue;
      cameBy.set(edge.to, edge);
      queue.push(edge.to);
      if (edge.to !== end) continue;
      const way = [edge];
      while (way[0].from !== start) way.unshift(cameBy.get(way[0].from)!);
      return way;
    }
  }
  return null;
}

/**
 * Circles of imports: for each file that reaches itself a shortest way round, each circle once.
 * As `path:line: reason`, in the order of the edges.
 */
function circles(edges: readonly Edge[], what: string): string[] {
  const outgoing = new Map<string, Edge[]>();
  for (const edge of edges) outgoing.set(edge.from, [...(outgoing.get(edge.from) ?? []), edge]);
  const told = new Set<string>();
  return [...outgoing.keys()].flatMap((start) => {
    const way = shortestWay(outgoing, start, start);
    if (!way) return [];
    const name = way
      .map(({ from }) => from)
      .sort()
      .join(" ");
    if (told.has(name)) return [];
    told.add(name);
    const round = way.map(({ to, line }) => `${to} (imported in line ${line})`).join(", then ");
    return [`${start}:${way[0].line}: ${what}: ${round}`];
  });
}

/**
 * Files that import each other round in a circle, as `path:line: reason`. A circle of types alone counts too: what is
 * only understood together is one thing, and stands in one file or on a third.
 */
export function importCircles(edges: readonly Edge[]): string[] {
  const values = circles(
    edges.filter(({ typeOnly }) => !typeOnly),
    "a circle of imports",
  );
  return values.length > 0 ? values : circles(edges, "a circle of imports, types among them");
}

/** Imports between folders of the engine that go up or sideways in ENGINE_ORDER, as `path:line: reason`. */
export function upwardImports(edges: readonly Edge[]): string[] {
  return edges.flatMap(({ from, to, line }) => {
    const [here, there] = [engineStepOf(from), engineStepOf(to)];
    if (!here || !there || here.folder === there.folder || there.step < here.step) return [];
    return [`${from}:${line}: ${here.folder} may not import ${there.folder} (${to})`];
  });
}
