import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { bytesOfText } from "../../src/engine/read/bytes/source";
import { forTraining, type TrainingColumns } from "../../src/engine/read/copies";
import { readRatings } from "../../src/engine/read/reading/read";
import { trainRun } from "../../src/engine/train/run";
import { RunControl } from "../../src/engine/train/runControl";
import type { RunResult } from "../../src/engine/train/types";
import { DEFAULT_SETTINGS } from "../../src/models/registry";

/** What the default Run came to on a file with one seed. */
export interface RealFigures {
  file: string;
  seed: number;
  result: RunResult;
  seconds: number;
}

/** Paths of the files of ratings in a folder: CSV, plain or gzipped. */
export function ratingFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => /\.csv(\.gz)?$/.test(name))
    .sort()
    .map((name) => join(folder, name));
}

/** The ratings of a file with a split column. Throws where it has none. */
async function readFile(path: string): Promise<TrainingColumns> {
  const bytes = readFileSync(path);
  const text = (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  const columns = forTraining((await readRatings(bytesOfText(basename(path), text))).dataset);
  if (!columns.split) throw new Error(`${basename(path)} has no split column.`);
  return columns;
}

/** The default Run on a file, on the processor, as the studio does; `split` is how it is divided. */
export async function measureFile(path: string, seed: number, split: "column" | "time"): Promise<RealFigures> {
  const columns = await readFile(path);
  const started = performance.now();
  const control = new RunControl(new AbortController().signal);
  const settings = { ...DEFAULT_SETTINGS, seed, split, backend: "wasm" as const };
  const { result } = await trainRun(columns, settings, control, () => {});
  const file = `${basename(path).replace(/\.csv(\.gz)?$/, "")}${split === "time" ? ", by time" : ""}`;
  return { file, seed, result, seconds: (performance.now() - started) / 1000 };
}

const BASELINES = ["damped bias", "item-kNN"] as const;
const RANKERS = ["popularity", "item-kNN", "EASE"] as const;

function figure(value: number | null | undefined): string {
  return value == null ? "–" : value.toFixed(4);
}

/** One table of rating errors and one of lists, a line for each file and seed. */
export function realText(figures: readonly RealFigures[]): string {
  const baseline = (result: RunResult, name: string) => result.baselines.find((each) => each.name === name);
  const ratings = figures.map(({ file, seed, result, seconds }) => [
    file,
    String(seed),
    figure(result.test.rmse),
    ...BASELINES.map((name) => figure(baseline(result, name)?.rmse)),
    result.run.members?.map(({ label, weight }) => `${label} ${weight.toFixed(2)}`).join(", ") ?? "–",
    result.verdict ?? "–",
    seconds.toFixed(0),
  ]);
  const lists = figures.map(({ file, seed, result }) => [
    file,
    String(seed),
    figure(result.test.ranking?.ndcg10),
    figure(result.test.ratingOrder?.ndcg10),
    ...RANKERS.map((name) => figure(baseline(result, name)?.ranking?.ndcg10)),
    result.lists?.popularity?.outcome ?? "–",
    String(result.test.ranking?.n ?? 0),
  ]);
  return [
    "## Test RMSE\n",
    ...tableOf(["file", "seed", "default", ...BASELINES, "weights", "verdict", "seconds"], ratings),
    "\n## Test NDCG@10 of lists\n",
    ...tableOf(["file", "seed", "default", "by predicted rating", ...RANKERS, "than popularity", "users"], lists),
    "",
  ].join("\n");
}

/** Lines of a table whose columns stand under one another. */
function tableOf(head: string[], rows: string[][]): string[] {
  const widths = head.map((name, at) => Math.max(3, name.length, ...rows.map((cells) => cells[at].length)));
  const line = (cells: string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at])).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)];
}
