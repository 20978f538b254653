import { describe, expect, test } from "vitest";
import { importCircles, importGraph, upwardImports } from "../../scripts/lib/graph";
import { doubledNames, strayLiterals } from "../../scripts/lib/names";

const graph = (files: Record<string, string>) =>
  importGraph(Object.entries(files).map(([path, text]) => ({ path, text })));

describe("circles of imports", () => {
  test("two files that import each other's values are named with the lines", () => {
    const edges = graph({ "src/ui/a.ts": '\nimport { b } from "./b";', "src/ui/b.ts": 'import { a } from "./a";' });
    expect(importCircles(edges)).toEqual([
      "src/ui/a.ts:2: a circle of imports: src/ui/b.ts (imported in line 2), then src/ui/a.ts (imported in line 1)",
    ]);
  });

  test("a circle of three, partly of types, counts once", () => {
    const edges = graph({
      "src/ui/a.ts": 'import { b } from "./b";',
      "src/ui/b.ts": 'import type { C } from "./c";',
      "src/ui/c.tsx": 'export { type A } from "./a";',
    });
    expect(importCircles(edges)).toHaveLength(1);
    expect(importCircles(edges)[0]).toContain("types among them");
  });

  test("files that share a third are no circle", () => {
    const edges = graph({
      "src/ui/a.ts": 'import { b } from "./b";\nimport { c } from "./c";',
      "src/ui/b.ts": 'import { c } from "./c";',
      "src/ui/c.ts": "export const c = 1;",
    });
    expect(importCircles(edges)).toEqual([]);
  });
});

describe("the order of the engine's folders", () => {
  const between = (from: string, to: string, how = "import { b }") =>
    upwardImports(graph({ [`src/engine/${from}/a.ts`]: `${how} from "../${to}/b";`, [`src/engine/${to}/b.ts`]: "" }));

  test.each([
    ["train", "evaluate"],
    ["evaluate", "recommend"],
    ["export", "workspace"],
    ["statistics", "linear"],
  ])("%s may import %s", (from, to) => expect(between(from, to)).toEqual([]));

  test.each([
    ["read", "workspace"],
    ["read", "statistics"],
    ["recommend", "explore"],
    ["recommend", "evaluate"],
    ["train", "workspace"],
  ])("%s may not import %s, nor its types", (from, to) => {
    expect(between(from, to)).toEqual([
      `src/engine/${from}/a.ts:1: ${from} may not import ${to} (src/engine/${to}/b.ts)`,
    ]);
    expect(between(from, to, "import type { B }")).toHaveLength(1);
  });

  test("a folder that the order lacks is refused", () => {
    expect(() => between("train", "attic")).toThrow("src/engine/attic/b.ts");
  });
});

describe("words outside their home", () => {
  const rule = {
    what: "a fruit",
    words: ["apple"],
    isHome: (path: string) => path.startsWith("src/domain/"),
    allowed: {},
  };
  const stray = (text: string, allowed: Record<string, string> = {}, path = "src/ui/a.tsx") =>
    strayLiterals([{ path, text }], { ...rule, allowed });

  test.each(['const a = "apple";', "const a = `apple`;", 'type A = { apple: "apple" };', '<b title="apple" />;'])(
    "%s is named with its line",
    (text) => {
      expect(stray(`\n${text}`)).toEqual(['src/ui/a.tsx:2: "apple" is a fruit: read it from its home']);
    },
  );

  test("comments, keys, longer texts and its home may say it", () => {
    expect(stray('// "apple"\nconst apple = { apple: "an apple" };')).toEqual([]);
    expect(stray('const a = "apple";', {}, "src/domain/a.ts")).toEqual([]);
  });

  test("an allowed file may say it, and must", () => {
    expect(stray('const a = "apple";', { "src/ui/a.tsx": "reason" })).toEqual([]);
    expect(stray("", { "src/ui/a.tsx": "reason" })).toEqual(["src/ui/a.tsx may write a fruit, and does not"]);
  });
});

describe("names that are defined twice", () => {
  const files = [
    { path: "src/ui/a.ts", text: "export const a = 1;\nexport type B = 1;" },
    { path: "src/ui/b.ts", text: "\nexport interface B {}\nexport function c(): void {}" },
    { path: "src/ui/c.ts", text: 'export { c } from "./b";\nconst a = 2;' },
  ];

  test("each further place is named with the first; what is passed on or not exported does not count", () => {
    expect(doubledNames(files, {})).toEqual(["src/ui/b.ts:2: B is also defined in src/ui/a.ts:2"]);
  });

  test("a name may be allowed, as long as it is doubled", () => {
    expect(doubledNames(files, { B: "reason" })).toEqual([]);
    expect(doubledNames(files, { B: "reason", a: "reason" })).toEqual(["a is allowed to be defined twice, and is not"]);
  });
});
