import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../../scripts/lib/root";
import { typescriptFiles } from "../../scripts/lib/sources";

const lockfile = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as {
  packages: Record<string, { resolved?: string; integrity?: string; hasInstallScript?: boolean; link?: boolean }>;
};
const packages = Object.entries(lockfile.packages).filter(([path]) => path !== "");

test("the lockfile names no registry address, so that any registry serves it", () => {
  expect(packages.filter(([, entry]) => entry.resolved !== undefined).map(([path]) => path)).toEqual([]);
});

test("the lockfile holds a checksum for every package", () => {
  expect(packages.length).toBeGreaterThan(100);
  expect(packages.filter(([, entry]) => !entry.integrity).map(([path]) => path)).toEqual([]);
});

test("no source file is past 300 lines", () => {
  const files = ["src", "scripts", "tests"].flatMap(typescriptFiles);
  expect(files.filter(({ text }) => text.split("\n").length > 301).map(({ path }) => path)).toEqual([]);
});
