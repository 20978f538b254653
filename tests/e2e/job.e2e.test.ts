import { execFile } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../../scripts/lib/root";
import { BASELINE_NAMES } from "../../src/engine/evaluate/types";
import type { ReportDocument } from "../../src/features/report/document";
import { ratedProducts, smallRatings, useFiles } from "./files";

const write = useFiles();

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

/** Run the job command as npm does. */
function job(...args: string[]): Promise<Outcome> {
  const tsx = join(ROOT, "node_modules", ".bin", "tsx");
  return new Promise((resolve) => {
    execFile(tsx, [join("scripts", "job.ts"), ...args], { cwd: ROOT }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === "number" ? error.code : error ? 1 : 0, stdout, stderr });
    });
  });
}

/** The document without the times that it took, which no seed decides. */
function withoutTimes(stdout: string): unknown {
  const times = new Set(["readMs", "ms", "trainMs", "ratingsPerSecond"]);
  return JSON.parse(stdout, (key, value) => (times.has(key) ? undefined : value));
}

test("the same job twice prints the same document, and its progress on stderr", async () => {
  const file = write("small.csv", smallRatings());
  const args = [file, "--backend", "cpu", "--epochs", "2", "--factors", "8", "--seed", "7"];
  const asked = [...args, "--recommend", "u5,u40", "--top", "7"];
  const [first, second] = await Promise.all([job(...asked), job(...asked)]);
  expect(first.stderr).toMatch(/small\.csv/);
  expect(first.stderr).toMatch(/Training finished/);
  expect(first.code).toBe(0);
  const document = JSON.parse(first.stdout) as ReportDocument;
  expect(document.run.settings).toMatchObject({ epochs: 2, factors: 8, seed: 7 });
  expect(document.backend.name).toBe("cpu");
  const { test: measured, baselines, comparison, verdict } = document;
  for (const figures of [measured, measured.known, document.validation]) {
    const [low, high] = figures.interval!;
    expect(low).toBeLessThanOrEqual(figures.rmse!);
    expect(high).toBeGreaterThanOrEqual(figures.rmse!);
  }
  expect(measured.known.n + measured.new.n).toBe(measured.n);
  expect(measured.knownProducts.n + measured.newProducts.n).toBe(measured.n);
  expect(measured.ranking).toMatchObject({
    relevantFrom: expect.any(Number),
    ndcg10: expect.any(Number),
    novelty: expect.any(Number),
  });
  expect(baselines.map(({ name }) => name).sort()).toEqual([...BASELINE_NAMES].sort());
  expect(verdict).toBe(comparison!.outcome);
  expect(Object.keys(document.recommendations).sort()).toEqual(["u40", "u5"]);
  expect(document.recommendations.u40).toHaveLength(7);
  const rated = ratedProducts(40);
  expect(document.recommendations.u40!.filter(({ product }) => rated.includes(product))).toEqual([]);

  expect(withoutTimes(second.stdout)).toEqual(withoutTimes(first.stdout));
});

test("an unknown user ends the job with the page's sentence, even where other ids contain it", async () => {
  const file = write("small.csv", smallRatings());
  for (const user of ["nobody", "u"]) {
    const { code, stdout, stderr } = await job(file, "--backend", "cpu", "--epochs", "1", "--recommend", user);
    expect(code).toBe(1);
    expect(stdout).toBe("");
    expect(stderr.trimEnd().split("\n").at(-1)).toContain(`There is no user "${user}" in this file.`);
  }
});

test("a file that cannot be read and settings that cannot be trained with end the job with a sentence", async () => {
  const unread = await job(write("no-rating.csv", "user_id,item_id,city\nu1,p1,Rome\nu2,p2,Oslo\n"));
  expect(unread).toMatchObject({ code: 1, stdout: "" });
  expect(unread.stderr).toMatch(/no-rating\.csv.*rating/);
  const unsplit = await job(write("small.csv", smallRatings()), "--split", "column");
  expect(unsplit).toMatchObject({ code: 1, stdout: "" });
  expect(unsplit.stderr).toMatch(/split column/);
});

test("a command line that makes no sense is refused before any browser starts", async () => {
  expect(await job("missing.csv")).toEqual({ code: 2, stdout: "", stderr: "There is no file missing.csv.\n" });
  expect(await job()).toMatchObject({ code: 2, stdout: "" });
  const help = await job("--help");
  expect(help).toMatchObject({ code: 0, stderr: "" });
  expect(help.stdout).toContain("--recommend");
});
