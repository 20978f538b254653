import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../../scripts/lib/root";
import { typescriptFiles } from "../../scripts/lib/sources";

interface LockedPackage {
  resolved?: string;
  integrity?: string;
  optional?: boolean;
  optionalDependencies?: Record<string, string>;
}
const lockfile = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as {
  packages: Record<string, LockedPackage>;
};
const packages = Object.entries(lockfile.packages).filter(([path]) => path !== "");

test("the lockfile names no registry address, so that any registry serves it", () => {
  expect(packages.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
});

test("the lockfile holds a checksum for every package that is installed everywhere", () => {
  expect(packages.length).toBeGreaterThan(100);
  expect(packages.filter(([, { integrity, optional }]) => !integrity && !optional).map(([path]) => path)).toEqual([]);
});

test("the lockfile lists the builds for every platform, without which npm ci refuses to start", () => {
  const names = packages.flatMap(([, { optionalDependencies }]) => Object.keys(optionalDependencies ?? {}));
  expect(names.length).toBeGreaterThan(20);
  const listed = new Set(
    packages.map(([path]) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length)),
  );
  expect(names.filter((name) => !listed.has(name))).toEqual([]);
});

test("no source file is past 300 lines", () => {
  const files = ["src", "scripts", "tests"].flatMap(typescriptFiles);
  expect(files.filter(({ text }) => text.split("\n").length > 301).map(({ path }) => path)).toEqual([]);
});
