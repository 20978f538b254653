import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../../scripts/lib/root";

const DOCUMENTS = [
  "README.md",
  "CONTRIBUTING.md",
  ...readdirSync(join(ROOT, "docs")).map((name) => `docs/${name}`),
].filter((path) => path.endsWith(".md"));

/** Paths of the repository that a text names: in backticks or at the start of a line of a listing. */
function pathsIn(text: string): string[] {
  const named = [...text.matchAll(/(?<=`|^)(?:src|scripts|tests|docs|kernels|python|public)\/[\w./-]*(?=`|\s|$)/gm)];
  return named.map(([path]) => path);
}

/** Targets of links to files, from the document's own folder. */
function linksIn(text: string): string[] {
  return [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, target]) => target!);
}

test.each(DOCUMENTS)("every path and link of %s leads to something", (document) => {
  const text = readFileSync(join(ROOT, document), "utf8");
  const missing = [
    ...pathsIn(text).filter((path) => !existsSync(join(ROOT, path))),
    ...linksIn(text).filter((target) => !existsSync(join(ROOT, dirname(document), target))),
  ];
  expect(missing).toEqual([]);
});

test("every command of the table in the README is a script of package.json", () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  const readme = readFileSync(join(ROOT, "README.md"), "utf8");
  const rows = [...readme.matchAll(/^\| `npm (?:run )?(?:--silent )?([\w:]+)/gm)].map(([, name]) => name!);
  expect(rows.length).toBeGreaterThan(10);
  expect(rows.filter((name) => !(name in scripts))).toEqual([]);
});
