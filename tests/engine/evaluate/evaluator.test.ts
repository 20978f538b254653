import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { Random } from "../../../src/domain/random";
import { measureRanking, planRanking } from "../../../src/engine/evaluate/ranking";
import type { RankingDetail } from "../../../src/engine/evaluate/types";
import { columnsOf, nowhere, randomRows, range } from "./baselines/ratings";

const EVALUATOR = fileURLToPath(new URL("./evaluator.py", import.meta.url));
const hasPython = spawnSync("python3", ["--version"]).status === 0;
const [USERS, PRODUCTS] = [60, 80];

interface Figures extends RankingDetail {
  n: number;
  coverage: number;
  novelty: number;
}

/** What the plain Python evaluator makes of this file's contents. */
function evaluated(contents: object): Figures {
  const folder = mkdtempSync(join(tmpdir(), "lists-"));
  try {
    const file = join(folder, "lists.json");
    writeFileSync(file, JSON.stringify(contents));
    const { stdout, stderr, status } = spawnSync("python3", [EVALUATOR, file], { encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
    return JSON.parse(stdout) as Figures;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test.skipIf(!hasPython)("figures of lists are those of a plain Python evaluator, to 1e-9 (needs python3)", async () => {
  const rows = randomRows(USERS, PRODUCTS, 0.3, 21);
  const cut = Math.floor(rows.length * 0.4);
  const columns = columnsOf(rows, USERS, PRODUCTS);
  const task = planRanking(columns, range(0, cut), range(cut, rows.length), 4, 5)!;
  const random = new Random(3, "scores");
  // Few different scores, so that there are ties, and a product's own level, so that lists have products in common.
  const level = Array.from({ length: PRODUCTS }, () => random.integer(12));
  const scores = Array.from({ length: USERS }, () => level.map((own) => own + random.integer(8)));
  const { figures } = await measureRanking(task, (user) => scores[user], nowhere);
  const relevant: Record<number, number[]> = {};
  task.users.forEach((user, at) => {
    relevant[user] = [...task.relevant.products.subarray(task.relevant.starts[at], task.relevant.starts[at + 1])];
  });
  const training = rows.slice(0, cut).map(([user, product]) => [user, product]);
  const python = evaluated({ products: PRODUCTS, training, relevant, scores: { ...scores } });

  expect(python.n).toBe(figures.n);
  const ten = python.at.find(({ k }) => k === 10)!;
  const pairs: [number, number][] = [
    [figures.ndcg10, ten.ndcg],
    [figures.recall10, ten.recall],
    [figures.hitRate10, ten.hitRate],
    [figures.coverage, python.coverage],
    [figures.novelty, python.novelty],
    [figures.detail!.gini, python.gini],
    [figures.detail!.overlap, python.overlap],
    [figures.detail!.commonest, python.commonest],
    ...figures.detail!.at.flatMap((at, place) =>
      Object.entries(at).map(([name, value]): [number, number] => [value, python.at[place]![name as keyof typeof at]]),
    ),
  ];
  for (const [ours, theirs] of pairs) expect(Math.abs(ours - theirs)).toBeLessThan(1e-9);
  expect(ten.ndcg).toBeGreaterThan(0.02);
});
