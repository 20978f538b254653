/**
 * `npx tsx scripts/ranking.ts [REGIME,…] [SEED,…] [SETTING=VALUE …]`: what `pooled-history` reaches by its defaults on
 * the samples of tests/quality, beside the baselines, as the table of tests/bench/ranking.md.
 */
import { forTraining } from "../src/engine/read/copies";
import { trainRun } from "../src/engine/train/run";
import { RunControl } from "../src/engine/train/runControl";
import type { RunResult } from "../src/engine/train/types";
import { defaultsOf } from "../src/models/registry";
import { overridesFrom } from "../tests/quality/candidates";
import { buildRegime, REGIME_NAMES } from "../tests/quality/regimes";

const [regimes = REGIME_NAMES.join(","), seeds = "1,2,3", ...overrides] = process.argv.slice(2);
const BASELINES = ["popularity", "item-kNN", "EASE"] as const;

console.log(`| regime | seed | pooled-history | ${BASELINES.join(" | ")} | best epoch | seconds | verdict |`);
console.log(`|---|---|---|${"---|".repeat(BASELINES.length)}---|---|---|`);
for (const name of REGIME_NAMES.filter((regime) => regimes.split(",").includes(regime))) {
  for (const seed of seeds.split(",").map(Number)) {
    const { dataset } = await buildRegime(name, seed);
    const settings = { ...defaultsOf("pooled-history"), ...overridesFrom(overrides), seed, backend: "wasm" as const };
    const control = new RunControl(new AbortController().signal);
    const { result } = await trainRun(forTraining(dataset), settings, control, () => {});
    console.log(`| ${name} | ${seed} | ${cells(result).join(" | ")} |`);
  }
}

/** NDCG@10 of the model and of each baseline on the test part, and how the Run went. */
function cells({ test, baselines, run, comparison }: RunResult): string[] {
  const figure = (ndcg10: number | undefined) => ndcg10?.toFixed(4) ?? "–";
  return [
    figure(test.ranking?.ndcg10),
    ...BASELINES.map((name) => figure(baselines.find((baseline) => baseline.name === name)?.ranking?.ndcg10)),
    `${run.bestEpoch} of ${run.epochs.length}`,
    (run.trainMs / 1000).toFixed(1),
    comparison ? `${comparison.outcome} than ${comparison.baseline}`.replace("different than", "different from") : "–",
  ];
}
