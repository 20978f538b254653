import { table } from "../bench/report";
import { RECIPE } from "./candidates";
import { deviation, mean } from "./oracle";
import type { RegimeName } from "./regimes";

export const TORCH = "recipe in PyTorch";
export const ORACLE = "oracle";
export const TRUTH = "full truth";
const DAMPED = "damped bias";
/** The model that the quality bar is for, and the share of the gap that it is to close. */
const JUDGED = "hybrid";
const SHARE = 0.8;
/** How far the recipe here and in PyTorch may differ, in RMSE. */
const TOLERANCE = 0.005;

/** Test RMSE of one predictor on one sample. */
export interface Figure {
  regime: RegimeName;
  seed: number;
  predictor: string;
  rmse: number;
}

/** The predictors' mean RMSE over the seeds on one regime. */
class RegimeFigures {
  constructor(private readonly figures: Figure[]) {}

  get predictors(): string[] {
    return [...new Set(this.figures.map(({ predictor }) => predictor))];
  }

  has(predictor: string): boolean {
    return this.predictors.includes(predictor);
  }

  of(predictor: string): number[] {
    return this.figures.filter((figure) => figure.predictor === predictor).map(({ rmse }) => rmse);
  }

  mean(predictor: string): number {
    return mean(this.of(predictor));
  }

  /** How much of the way from the damped bias to the oracle, by the means. */
  closed(predictor: string): number {
    return (this.mean(DAMPED) - this.mean(predictor)) / (this.mean(DAMPED) - this.mean(ORACLE));
  }
}

/** A table per regime with every predictor, and what of the quality bar is met. */
export function qualityText(figures: Figure[]): string {
  const regimes = [...new Set(figures.map(({ regime }) => regime))];
  return regimes
    .map((regime) =>
      regimeText(
        regime,
        figures.filter((figure) => figure.regime === regime),
      ),
    )
    .join("\n");
}

function regimeText(regime: RegimeName, own: Figure[]): string {
  const figures = new RegimeFigures(own);
  const seeds = [...new Set(own.map(({ seed }) => seed))];
  const lines = figures.predictors.map((predictor) => {
    const values = figures.of(predictor);
    const spread = values.length > 1 ? deviation(values).toFixed(4) : "";
    const closed =
      figures.has(DAMPED) && figures.has(ORACLE) && predictor !== TRUTH ? percent(figures.closed(predictor)) : "";
    return [predictor, mean(values).toFixed(4), spread, closed, values.map((value) => value.toFixed(4)).join(" ")];
  });
  const head = ["Predictor", "Test RMSE", "sd", "Gap closed", `Seeds ${seeds.join(", ")}`];
  return `## ${regime}\n\n${table(head, lines)}\n${verdicts(figures).join("\n")}\n`;
}

/** The bar's sentences on one regime, as far as their predictors were measured. */
function verdicts(figures: RegimeFigures): string[] {
  const compare = (what: string, met: boolean, how: string) => `- ${what}: **${met ? "met" : "not met"}** (${how}).`;
  const below = (other: string) => {
    const difference = figures.mean(JUDGED) - figures.mean(other);
    return compare(`${JUDGED} is below the ${other}`, difference < 0, `${signed(difference)}`);
  };
  const lines = [RECIPE, TORCH, DAMPED].filter((other) => figures.has(JUDGED) && figures.has(other)).map(below);
  if (figures.has(JUDGED) && figures.has(ORACLE)) {
    const closed = figures.closed(JUDGED);
    lines.push(compare(`${JUDGED} closes at least ${percent(SHARE)} of the gap`, closed >= SHARE, percent(closed)));
  }
  if (figures.has(RECIPE) && figures.has(TORCH)) {
    const difference = figures.mean(RECIPE) - figures.mean(TORCH);
    const what = `the recipe is that of PyTorch within ± ${TOLERANCE}`;
    lines.push(compare(what, Math.abs(difference) <= TOLERANCE, signed(difference)));
  }
  return lines;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function signed(value: number): string {
  return `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(4)}`;
}
