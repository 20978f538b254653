import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../../scripts/lib/root";
import type { Split } from "../../src/engine/evaluate/part";
import type { TrainingColumns } from "../../src/engine/read/copies";
import { automaticRange } from "../../src/engine/train/range";

const SCRIPT = join(ROOT, "tests", "quality", "recipe.py");

/** What recipe.py says. */
export interface TorchRecipe {
  version: string;
  /** Validation RMSE of each epoch. */
  validation: number[];
  bestEpoch: number;
  /** On the test part. */
  rmse: number;
  seconds: number;
}

/** The reference recipe in PyTorch on the same split. */
export function trainInTorch(python: string, columns: TrainingColumns, split: Split, seed: number): TorchRecipe {
  const folder = mkdtempSync(join(tmpdir(), "quality-"));
  try {
    const file = join(folder, "ratings.csv");
    writeFileSync(file, partsAsText(columns, split));
    const [low, high] = automaticRange(columns);
    const answer = execFileSync(python, [SCRIPT, file, String(low), String(high), String(seed)], { encoding: "utf8" });
    return JSON.parse(answer) as TorchRecipe;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Lines part,user,product,rating. */
function partsAsText({ user, product, rating }: TrainingColumns, { train, validation, test }: Split): string {
  const lines = (rows: Int32Array, part: number) =>
    Array.from(rows, (row) => `${part},${user[row]},${product[row]},${rating[row]}\n`);
  return [...lines(train, 0), ...lines(validation, 1), ...lines(test, 2)].join("");
}
