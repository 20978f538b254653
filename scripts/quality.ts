/**
 * `npm run quality`: what each model's defaults reach on three kinds of data, beside the baselines, the reference
 * recipe and the best that the planted truth allows; writes tests/bench/quality.md. `-- --oracle` asks the oracle anew,
 * `-- --data DIR` measures the default Run on the files there, with their split columns, and writes tests/bench/real.md.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { RunSettings } from "../src/domain/settings";
import { forTraining } from "../src/engine/read/copies";
import { findTorch } from "../tests/bench/torch";
import { CANDIDATE_NAMES, type Candidate, candidate, overridesFrom, RECIPE } from "../tests/quality/candidates";
import { type FoldInFigures, foldInFigures } from "../tests/quality/foldIn";
import { foldInText } from "../tests/quality/foldInReport";
import { type Measured, measure } from "../tests/quality/measure";
import { oracleFigures } from "../tests/quality/oracle";
import { keepOracle, oracleOf } from "../tests/quality/oracleFile";
import { writeQuality } from "../tests/quality/qualityFile";
import { measureFile, type RealFigures, ratingFiles, realText } from "../tests/quality/realFiles";
import { buildRegime, REGIME_NAMES, type Regime, type RegimeName } from "../tests/quality/regimes";
import { type Figure, ORACLE, qualityText, TORCH, TRUTH } from "../tests/quality/report";
import { trainInTorch } from "../tests/quality/torchRecipe";
import { splitBy } from "../tests/setup/splitBy";
import { ROOT } from "./lib/root";

const HEAD = `# Quality

\`npm run quality\` trains every model by its defaults on three kinds of samples (tests/quality/regimes.ts) and writes this
file; with \`--only REGIME\`, \`--models A,B\`, \`--seeds 1,2\` or \`--set SETTING=VALUE\` it tries and writes nothing, and with
\`--fold-in\` it folds in alone. A seed decides the sample, the random split and the training.

The \`recipe\` is \`dot-product-bias\` with batch 64, 5 epochs, rate 5e-3, decay 0.1, the best epoch kept. The \`oracle\` is
the best that anybody can expect who knows the generator's constants, how products are met, who took what, and the
training ratings (Gibbs sampling of all that was drawn, tests/quality/gibbs.ts; \`--oracle\` samples anew). The \`full truth\` knows each opinion before its noise:
nobody who has to learn from ratings reaches it. The gap goes from the damped bias to the oracle, by the means over the
seeds.
`;

const REAL_HEAD = `# Real files

\`npm run quality -- --data DIR\` trains the default Run on every CSV of a folder that has a split column (0 train, 1
validation, 2 test), and, where there are times, on the oldest part with the newest tenth as test, and writes this file. A
seed decides the training and whom lists are measured for. Seconds are of this machine, with whatever else it did.
`;

const { values: options } = parseArgs({
  options: {
    only: { type: "string", multiple: true },
    models: { type: "string" },
    seeds: { type: "string", default: "1,2,3" },
    set: { type: "string", multiple: true, default: [] },
    oracle: { type: "boolean", default: false },
    "fold-in": { type: "boolean", default: false },
    data: { type: "string" },
  },
});

/** The models with a gain over the damped bias to reach. */
const FOLDED_IN = ["hybrid", "dot-product-bias"];

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

function chosenRegimes(): readonly RegimeName[] {
  const chosen = REGIME_NAMES.filter((name) => !options.only || options.only.includes(name));
  if (chosen.length === 0) throw new Error(`There is no such regime; regimes: ${REGIME_NAMES.join(", ")}.`);
  return chosen;
}

function askOracle(regime: Regime): void {
  const split = splitBy(forTraining(regime.dataset), "random", regime.seed);
  const figures = oracleFigures(regime, split);
  keepOracle([{ regime: regime.name, seed: regime.seed, ...figures }]);
  tell(`${regime.name} ${regime.seed}: ${JSON.stringify(figures)}`);
}

/** Every predictor's figure on one sample, in the order of the table. */
async function judge(regime: Regime, candidates: Candidate[], python: string | null): Promise<Figure[]> {
  const columns = forTraining(regime.dataset);
  const split = splitBy(columns, "random", regime.seed);
  const { rmse: oracle, truth } = oracleOf(regime, split);
  const rows = new Map<string, number>();
  for (const each of candidates) {
    const measured = await measure(columns, each, regime.seed);
    tell(`${regime.name} ${regime.seed} ${line(measured)}`);
    // Baselines stand first, and are the same for every candidate.
    for (const [name, rmse] of Object.entries(measured.baselines)) rows.set(name, rmse);
    rows.set(each.name, measured.rmse);
    if (each.name !== RECIPE || !python) continue;
    const torch = trainInTorch(python, columns, split, regime.seed);
    tell(`${regime.name} ${regime.seed} ${TORCH} ${torch.rmse.toFixed(4)}, ${torch.seconds.toFixed(0)} s`);
    rows.set(TORCH, torch.rmse);
  }
  rows.set(ORACLE, oracle).set(TRUTH, truth);
  return [...rows].map(([predictor, rmse]) => ({ regime: regime.name, seed: regime.seed, predictor, rmse }));
}

function line({ name, rmse, known, fresh, validation, bestEpoch, seconds }: Measured): string {
  const figure = (value: number | null) => value?.toFixed(4) ?? "–";
  const epochs = validation.map(figure).join(" ");
  return `${name} ${figure(rmse)} (known ${figure(known)}, new ${figure(fresh)}), validation ${epochs}, best ${bestEpoch}, ${seconds.toFixed(0)} s`;
}

/** How well users are folded in, by model, on the sample of the bar. */
async function foldIns(seeds: number[], overrides: Partial<RunSettings>): Promise<Map<string, FoldInFigures[]>> {
  const figures = new Map<string, FoldInFigures[]>();
  const models = options.models?.split(",") ?? FOLDED_IN;
  for (const seed of seeds) {
    const columns = forTraining((await buildRegime("demo", seed)).dataset);
    for (const name of models) {
      const measured = await foldInFigures(columns, candidate(name, overrides).settings, seed);
      tell(`demo ${seed} folding in ${name}: ${JSON.stringify(measured)}`);
      figures.set(name, [...(figures.get(name) ?? []), measured]);
    }
  }
  return figures;
}

/** The default Run on real files, by their split columns and, where they have times, on the newest tenth. */
async function measureFolder(folder: string, seeds: number[]): Promise<void> {
  const figures: RealFigures[] = [];
  const paths = ratingFiles(folder).filter((path) => !options.only || options.only.some((name) => path.includes(name)));
  for (const path of paths) {
    for (const split of ["column", "time"] as const) {
      for (const seed of split === "time" ? seeds.slice(0, 1) : seeds) {
        try {
          figures.push(await measureFile(path, seed, split));
        } catch (error) {
          tell(`${path}, ${split}: ${(error as Error).message}`);
          break;
        }
        tell(realText(figures.slice(-1)));
      }
    }
  }
  const text = realText(figures);
  process.stdout.write(text);
  if (!options.only) writeFileSync(join(ROOT, "tests", "bench", "real.md"), `${REAL_HEAD}\n${text}`);
}

async function main(): Promise<void> {
  const seeds = options.seeds.split(",").map(Number);
  if (options.data) return measureFolder(options.data, seeds);
  const overrides = overridesFrom(options.set);
  if (options["fold-in"]) {
    process.stdout.write(foldInText(await foldIns(seeds, overrides)));
    return;
  }
  const candidates = (options.models?.split(",") ?? CANDIDATE_NAMES).map((name) => candidate(name, overrides));
  const isWhole = !options.only && !options.models && options.set.length === 0 && seeds.join() === "1,2,3";
  const python = candidates.some(({ name }) => name === RECIPE) && !options.oracle ? findTorch() : null;
  const skipped = "There is no PyTorch here: the recipe is not compared with it.";
  if (!python && !options.oracle) tell(skipped);
  const figures: Figure[] = [];
  for (const name of chosenRegimes()) {
    for (const seed of seeds) {
      const regime = await buildRegime(name, seed);
      if (options.oracle) askOracle(regime);
      else figures.push(...(await judge(regime, candidates, python)));
    }
  }
  if (options.oracle) return;
  const folding = isWhole ? [foldInText(await foldIns(seeds, overrides))] : [];
  const text = [qualityText(figures), ...folding].join("\n");
  process.stdout.write(text);
  if (isWhole) writeQuality([HEAD, ...(python ? [] : [`${skipped}\n`]), text].join("\n"));
}

await main();
